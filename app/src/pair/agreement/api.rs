//! Server functions of the agreement.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    input::{Checks, number, optional, within},
    merge::merge,
    pair::{
        Pair,
        agreement::{Agreement, Agreements, GoalId, Progress, TermsForm},
        status::State,
    },
    time::today,
};
use leptos::server;

use super::form::suggested;
use crate::{context, error::AppError, ui::SavedMeanwhile};

/// What the agreement's pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The pair.
    pub pair: Pair,
    /// Whether it can still agree on something.
    pub open: bool,
    /// All versions, and how far the goals have come.
    pub agreements: Agreements,
}

/// The reader's pair's agreement.
pub async fn read_agreement() -> Result<Agreed, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let open = pair.status.state(today(now)) != State::Ended;
    Ok(Agreed { open, agreements: store.agreements(&caller).await?, pair })
}

/// Writes a version after the one that was read as the `latest`. If the partner has
/// written another since, both changes are put together; if that does not go, the
/// form comes back.
#[server(endpoint = "agreement/propose")]
pub async fn propose(latest: i64, #[server(default)] terms: TermsForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let parsed = |terms: &TermsForm| terms.parse().map_err(|fields| within("terms", fields));
    parsed(&terms)?;
    let saved = store.agreements(&caller).await?;
    let overtaken = saved.versions.first().filter(|version| version.version != latest);
    let (terms, latest) = match overtaken {
        Some(version) => (merged(&terms, latest, version, &saved)?, version.version),
        None => (terms, latest),
    };
    // The partner has written the same; or the form has been carried out already.
    if overtaken.is_some_and(|version| terms == TermsForm::from(&version.terms)) {
        return context::go_on_to("/par/overenskommelse?sparad=1");
    }
    store.propose(&caller, context::form_key().as_ref(), latest, &parsed(&terms)?, now).await?;
    context::go_on_to("/par/overenskommelse?sparad=1")
}

/// What was typed after the version `read`, with what has been saved since.
///
/// # Errors
/// [`AppError::SavedMeanwhile`], if the writer has to look at it again;
/// [`AppError::Conflict`], if one of the versions cannot be read any more.
fn merged(typed: &TermsForm, read: i64, saved: &Agreement, all: &Agreements) -> Result<TermsForm, AppError> {
    let base = all.versions.iter().find(|version| version.version == read).map(|version| version.terms.clone());
    let base = base.unwrap_or_else(suggested);
    if base.what_was_lost().is_some() || saved.terms.what_was_lost().is_some() {
        return Err(AppError::Conflict);
    }
    let theirs = TermsForm::from(&saved.terms);
    let merged = merge(&TermsForm::from(&base), typed, &theirs);
    if merged.clashes.is_empty() && merged.form.parse().is_ok() {
        return Ok(merged.form);
    }
    let version = ("latest", saved.version.to_string());
    Err(AppError::SavedMeanwhile(Box::new(SavedMeanwhile::of("terms", merged, &theirs, version)?)))
}

/// Signs the version that was read.
#[server(endpoint = "agreement/sign")]
pub async fn sign(version: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.sign(&caller, version, now).await?;
    context::go_on_to("/par/overenskommelse?sparad=1")
}

/// Notes how far a goal has come: its steps that are done, by their places, or
/// a percentage.
#[server(endpoint = "agreement/progress")]
pub async fn note_progress(
    goal: i64,
    #[server(default)] percent: String,
    #[server(default)] ticks: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let percent = checks.field("percent", optional(&percent, |typed| number(typed, 0..=100)));
    let percent = checks.finish(percent)?.unwrap_or_default();
    let progress = Progress { percent, ticks: 0 }.with_ticks(ticks.keys().filter_map(|step| step.parse().ok()));
    let (store, now) = context::store_now();
    store.note_progress(&caller, GoalId(goal), progress, now).await?;
    leptos_axum::redirect("/par/overenskommelse#mal");
    Ok(())
}
