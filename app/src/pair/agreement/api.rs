//! Server functions of the agreement.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    input::{Checks, number, optional, within},
    pair::{
        Pair,
        agreement::{Agreements, GoalId, Progress, TermsForm},
        status::State,
    },
    time::today,
};
use leptos::server;

use crate::{context, error::AppError};

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
    let open = pair.course.state(today(now)) != State::Ended;
    Ok(Agreed { open, agreements: store.agreements(&caller).await?, pair })
}

/// Writes a version after the one that was read as the `latest`.
#[server(endpoint = "agreement/propose")]
pub async fn propose(latest: i64, #[server(default)] terms: TermsForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let terms = terms.parse().map_err(|fields| within("terms", fields))?;
    let (store, now) = context::store_now();
    store.propose(&caller, context::form_key().as_ref(), latest, &terms, now).await?;
    context::go_on_to("/par/overenskommelse?sparad=1")
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
    context::state().store.note_progress(&caller, GoalId(goal), progress).await?;
    leptos_axum::redirect("/par/overenskommelse#mal");
    Ok(())
}
