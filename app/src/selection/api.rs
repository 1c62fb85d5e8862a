//! What the pages of the selection read, and the server functions that their forms
//! post to. The store decides who sees what of it.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    application::ApplicationId,
    input::{Checks, Problem},
    people::PersonId,
    selection::{Ballot, Decision, Note, Reading, Selection, Verdict},
};
use leptos::server;

use crate::{context, error::AppError, selection::PAGE};

/// All that is before the group.
pub async fn read_selection() -> Result<Selection, AppError> {
    let caller = context::caller()?;
    context::state().store.selection(&caller).await?.ok_or(AppError::NotFound)
}

/// Some applications to be read side by side. `ids` are their numbers, with
/// commas between them.
pub async fn read_candidates(ids: String) -> Result<Vec<Reading>, AppError> {
    const AT_ONCE: usize = 2;

    let caller = context::caller_of(Area::Selection)?;
    let store = context::state().store;
    let mut readings = Vec::new();
    for id in ids.split(',').filter(|id| !id.is_empty()).take(AT_ONCE) {
        readings.push(store.candidate(&caller, number(id)?).await?.ok_or(AppError::NotFound)?);
    }
    Ok(readings)
}

/// Says what the caller thinks of an application.
#[server(endpoint = "selection/vote")]
pub async fn vote(
    id: String,
    #[server(default)] vote: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let ballot = Ballot::parse(&vote, &note)?;
    let (store, now) = context::store_now();
    store.vote(&caller, number(&id)?, &ballot, now).await.map_err(AppError::overtaken)
}

/// Declares a conflict of interest, and goes back to the list.
#[server(endpoint = "selection/recuse")]
pub async fn recuse(id: String, #[server(default)] reason: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let mut checks = Checks::default();
    let some = |reason: Note| if reason.is_empty() { Err(Problem::Missing) } else { Ok(reason) };
    let reason = checks.field("reason", Note::parse(&reason).and_then(some));
    let reason = checks.finish(reason)?;
    let (store, now) = context::store_now();
    store.recuse(&caller, number(&id)?, &reason, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{PAGE}?jav=1"))
}

/// Lets someone who has declared a conflict of interest read an application again.
#[server(endpoint = "selection/lift")]
pub async fn lift_recusal(id: String, person: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let store = context::state().store;
    store.lift_recusal(&caller, number(&id)?, PersonId(person)).await.map_err(AppError::overtaken)
}

/// Decides on an application.
#[server(endpoint = "selection/decide")]
pub async fn decide(
    id: String,
    #[server(default)] outcome: String,
    #[server(default)] role: String,
    #[server(default)] grounds: String,
    #[server(default)] aside: String,
    #[server(default)] seen: Option<String>,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    let id = number(&id)?;
    let (store, now) = context::store_now();
    let reading = store.candidate(&caller, id).await?.ok_or(AppError::NotFound)?;
    let part = reading.dossier.application.form.part.ok_or(AppError::NotFound)?;
    // Nobody decides over someone else's decision without having read it.
    let others = reading.decision.as_ref().filter(|made| made.by != caller.name);
    if others.is_some() && seen.is_some_and(|seen| seen != seen_of(reading.decision.as_ref())) {
        return Err(AppError::Conflict);
    }
    let verdict = Verdict::parse(&outcome, &role, &grounds, &aside, part)?;
    store.decide(&caller, id, &verdict, now).await.map_err(AppError::overtaken)
}

/// Moves someone up among those in reserve.
#[server(endpoint = "selection/up")]
pub async fn move_up(id: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Selection)?;
    context::state().store.move_up(&caller, number(&id)?).await.map_err(AppError::overtaken)
}

/// Puts the decisions on record, and shows it.
#[server(endpoint = "selection/settle")]
pub async fn record_decisions() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.record_decisions(&caller, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{PAGE}/protokoll"))
}

/// Tells everyone what is decided.
#[server(endpoint = "selection/tell")]
pub async fn tell_decisions() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let messages = store.tell_decisions(&caller, now).await.map_err(AppError::overtaken)?;
    let sent: u32 = messages.iter().map(|(_, messages)| messages).sum();
    context::go_on_to(&format!("{PAGE}/protokoll?skickade={sent}"))
}

fn number(id: &str) -> Result<ApplicationId, AppError> {
    id.parse().map(ApplicationId).map_err(|_| AppError::NotFound)
}

/// Which decision a form has seen: when it was made.
pub(super) fn seen_of(decision: Option<&Decision>) -> String {
    // Not an empty text: an empty field counts as none at all.
    decision.map_or_else(|| "none".to_owned(), |made| made.at.to_string())
}
