//! Server functions of the match board. The store lets those through who match,
//! and no one else.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    access::Area,
    input::{Checks, FieldError, Problem, Text, number},
    matching::{Alternative, Criterion, DraftId, LiftReason, MatchingView, NewDraft, WEIGHT, Weights},
    people::{OrganisationId, PersonId},
};
use leptos::server;
use store::matching::DraftChange;

use crate::{context, error::AppError, ui::settled};

/// The board, and an answer if someone asks about an adept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The board.
    pub view: MatchingView,
    /// About whom, and every mentor whom they could have had.
    pub answer: Option<(PersonId, Vec<Alternative>)>,
}

/// The board, with a draft open; without one, the newest.
pub async fn read_matching(draft: Option<i64>, adept: Option<i64>) -> Result<Board, AppError> {
    let caller = context::caller()?;
    let store = context::state().store;
    let view = store.matching(&caller, draft.map(DraftId)).await?.ok_or(AppError::NotFound)?;
    let mut answer = None;
    if let (Some(open), Some(adept)) = (&view.open, adept.map(PersonId)) {
        let others = store.alternatives(&caller, open.id, adept).await?;
        answer = others.map(|others| (adept, others));
    }
    Ok(Board { view, answer })
}

/// Makes a draft, and opens it.
#[server(endpoint = "matching/new")]
pub async fn new_match_draft(
    #[server(default)] name: String,
    #[server(default)] reserves: String,
    #[server(default)] like: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let mut checks = Checks::default();
    let name = checks.field(
        "name",
        Text::parse_line(&name).and_then(|name| if name.is_empty() { Err(Problem::Missing) } else { Ok(name) }),
    );
    let like = (!like.is_empty()).then(|| checks.field("like", like.parse().map_err(|_| Problem::NotAChoice)));
    let draft = name.map(|name| NewDraft { name, reserves: !reserves.is_empty(), like: like.flatten().map(DraftId) });
    let draft = checks.finish(draft)?;
    let (store, now) = context::store_now();
    let id = store.new_match_draft(&caller, context::form_key().as_ref(), &draft, now).await?;
    context::go_on_to(&format!("/matchning?utkast={id}#utkast"))
}

/// Takes a step, as [`domain::matching::Step`] writes it, from the version that
/// the caller sees.
#[server(endpoint = "matching/change")]
pub async fn change_match_draft(draft: i64, version: u32, #[server(default)] step: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let step = step.parse().map_err(|_| AppError::Malformed)?;
    let change = DraftChange { draft: DraftId(draft), version, step };
    let (store, now) = context::store_now();
    let form = context::form_key();
    store.change_match_draft(&caller, form.as_ref(), change, now).await.map_err(AppError::overtaken)
}

/// Deletes a draft.
#[server(endpoint = "matching/delete")]
pub async fn delete_match_draft(draft: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    context::state().store.delete_match_draft(&caller, DraftId(draft)).await?;
    context::go_on_to("/matchning?borta=1")
}

/// Says what each criterion weighs. One that is not there keeps its usual weight. If someone
/// else did meanwhile, both changes are put together; if that does not go, the form comes back.
#[server(endpoint = "matching/weights")]
pub async fn save_weights(#[server(default)] weights: BTreeMap<String, String>) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let store = context::state().store;
    let read = store.weights(&caller).await?.ok_or(AppError::NotFound)?;
    let settled = settled("weights", &weights, &weights_form(read), parse_weights)?;
    Ok(store.set_weights(&caller, read, settled.form).await?)
}

/// What each criterion weighs, as the form shows it: each under its name.
pub(super) fn weights_form(weights: Weights) -> BTreeMap<String, String> {
    Criterion::ALL.iter().map(|each| (each.name().to_owned(), weights.of(*each).to_string())).collect()
}

fn parse_weights(typed: &BTreeMap<String, String>) -> Result<Weights, Vec<FieldError>> {
    let mut checks = Checks::default();
    let mut all = Weights::default();
    for criterion in Criterion::ALL {
        if let Some(typed) = typed.get(criterion.name()) {
            let weight = checks.field(criterion.name(), number(typed, WEIGHT));
            all = all.with(*criterion, weight.unwrap_or_default());
        }
    }
    checks.finish(Some(all))
}

/// Says that two organisations are tied; or no longer, if `tied` is empty.
#[server(endpoint = "matching/tie")]
pub async fn set_tie(
    #[server(default)] one: String,
    #[server(default)] other: String,
    #[server(default)] tied: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let mut checks = Checks::default();
    let chosen = |typed: &str| typed.parse().map(OrganisationId).map_err(|_| Problem::NotAChoice);
    let one = checks.field("one", chosen(&one));
    let other = checks.field(
        "other",
        chosen(&other).and_then(|other| if one == Some(other) { Err(Problem::Twice) } else { Ok(other) }),
    );
    let (one, other) = checks.finish(one.zip(other))?;
    Ok(context::state().store.set_tie(&caller, one, other, !tied.is_empty()).await?)
}

/// Lets a mentor have as many adepts as they have offered to take; or one again, if
/// `several` is empty.
#[server(endpoint = "matching/several")]
pub async fn set_several_adepts(mentor: i64, #[server(default)] several: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    Ok(context::state().store.set_several_adepts(&caller, PersonId(mentor), !several.is_empty()).await?)
}

/// Lets two be a pair again who have been one before.
#[server(endpoint = "matching/lift")]
pub async fn lift_former_pair(adept: i64, mentor: i64, #[server(default)] reason: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let mut checks = Checks::default();
    let reason = LiftReason::parse_line(&reason);
    let reason = reason.and_then(|reason| if reason.is_empty() { Err(Problem::Missing) } else { Ok(reason) });
    let reason = checks.field("reason", reason);
    let reason = checks.finish(reason)?;
    let (store, now) = context::store_now();
    Ok(store.lift_former_pair(&caller, PersonId(adept), PersonId(mentor), Some(&reason), now).await?)
}

/// Takes that back.
#[server(endpoint = "matching/unlift")]
pub async fn forbid_former_pair(adept: i64, mentor: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let (store, now) = context::store_now();
    Ok(store.lift_former_pair(&caller, PersonId(adept), PersonId(mentor), None, now).await?)
}

/// Makes a draft's pairs the round's, and tells everyone in them.
#[server(endpoint = "matching/publish")]
pub async fn publish_matches(draft: i64, version: u32, #[server(default)] sure: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    if sure.is_empty() {
        return Err(AppError::Invalid(vec![FieldError { field: "sure".to_owned(), problem: Problem::SendsMail }]));
    }
    let (store, now) = context::store_now();
    let published = store.publish_matches(&caller, DraftId(draft), version, now).await;
    let published = published.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("/matchning?publicerade={published}"))
}
