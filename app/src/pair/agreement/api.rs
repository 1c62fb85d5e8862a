//! Server functions of the agreement.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    input::within,
    meeting::Form as MeetingForm,
    merge::merge,
    pair::{
        Pair,
        agreement::{Agreement, Agreements, GoalId, ProgressForm, Terms, TermsForm},
        status::State,
    },
    time::today,
};
use leptos::server;

use crate::{
    context,
    error::AppError,
    text::t,
    ui::{Saved, put_together, settled},
};

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
    let version = Some(("latest", saved.version.to_string()));
    let whole = |form: &TermsForm| form.parse().map(|_| form.clone());
    put_together(merged, Saved { name: "terms", form: &theirs, version }, whole)
}

/// Signs the version that was read.
#[server(endpoint = "agreement/sign")]
pub async fn sign(version: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.sign(&caller, version, now).await?;
    context::go_on_to("/par/overenskommelse?sparad=1")
}

/// Notes how far a goal has come: its steps that are done, by their places, or a percentage.
/// What the partner has noted meanwhile stays; the form comes back where both said another
/// percentage.
#[server(endpoint = "agreement/progress")]
pub async fn note_progress(
    goal: i64,
    #[server(default)] percent: String,
    #[server(default)] ticks: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (caller, goal) = (context::caller()?, GoalId(goal));
    let (store, now) = context::store_now();
    let noted = store.agreements(&caller).await?.progress;
    let read =
        noted.into_iter().find_map(|(id, progress)| (id == goal).then_some(progress)).ok_or(AppError::NotFound)?;
    let saved = ProgressForm::from(read);
    // A goal with steps is not asked for a percentage.
    let percent = if percent.is_empty() { saved.percent.clone() } else { percent };
    let settled = settled("", &ProgressForm { percent, ticks }, &saved, ProgressForm::parse)?;
    store.note_progress(&caller, goal, read, settled.form, now).await?;
    leptos_axum::redirect("/par/overenskommelse#mal");
    Ok(())
}

/// What two may begin with.
pub(super) fn suggested() -> Terms {
    let text = &t().agreement;
    Terms {
        every_weeks: 4,
        minutes: 90,
        form: MeetingForm::InPerson,
        adept: text.suggested_adept.to_owned(),
        mentor: text.suggested_mentor.to_owned(),
        rules: text.suggested_rules.to_owned(),
        confidence: text.suggested_confidence.to_owned(),
        goals: Vec::new(),
    }
}
