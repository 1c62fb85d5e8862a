//! Server functions of planning days. The store lets organisers through, and no one else.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    day::{Comment, DayForm, Plan, State},
    input::{Checks, within},
};
use leptos::server;
use store::day::editor::PlannedDay;

use crate::{
    context,
    error::AppError,
    ui::{Saved, put_together, sent_base},
};

/// A day as its form shows it at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in addresses; empty for a new one.
    pub slug: String,
    /// How far it has come.
    pub state: State,
    /// The version that is edited.
    pub version: u32,
    /// What is written on it.
    pub form: DayForm,
    /// Who can be responsible: number and name.
    pub organisers: Vec<(String, String)>,
    /// The numbers of its parts that have been.
    pub past: Vec<String>,
}

/// An empty sheet, for a new day.
pub async fn read_new_sheet() -> Result<Sheet, AppError> {
    let caller = context::caller()?;
    let form = DayForm { responsible: caller.person.to_string(), ..DayForm::default() };
    let (slug, past) = (String::new(), Vec::new());
    Ok(Sheet { slug, state: State::Draft, version: 0, form, organisers: organisers().await?, past })
}

/// A day's sheet.
pub async fn read_sheet(slug: String) -> Result<Sheet, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let day = store.planned_day(&caller, &slug).await?.ok_or(AppError::NotFound)?;
    let form = DayForm::from(&day.plan);
    let past = day.plan.parts.iter().filter(|part| part.ends <= now).filter_map(|part| part.id);
    let past = past.map(|id| id.to_string()).collect();
    Ok(Sheet { slug, state: day.state, version: day.version, form, organisers: organisers().await?, past })
}

/// The round's organisers: number and name.
async fn organisers() -> Result<Vec<(String, String)>, AppError> {
    let caller = context::caller()?;
    let organisers = context::state().store.organisers(&caller).await?;
    Ok(organisers.into_iter().map(|(person, name)| (person.to_string(), name)).collect())
}

/// Makes a draft, and goes on to its board. `more` names rows that the form asks for.
#[server(endpoint = "planning/new")]
pub async fn new_day(#[server(default)] day: DayForm, #[server(default)] more: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let plan = parse(&day, &more)?;
    let (store, now) = context::store_now();
    let slug = store.new_day(&caller, context::form_key().as_ref(), &plan, now).await.map_err(in_form)?;
    context::go_on_to(&format!("/organisera/dagar/{slug}?sparad=1"))
}

/// Saves a day, and goes on to its board. If someone else saved after `version`,
/// both changes are put together; if that does not go, the form comes back.
#[server(endpoint = "planning/edit")]
pub async fn edit_day(
    slug: String,
    version: u32,
    #[server(default)] day: DayForm,
    #[server(default)] more: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut plan = parse(&day, &more)?;
    let (store, now) = context::store_now();
    let saved = store.planned_day(&caller, &slug).await?.ok_or(AppError::NotFound)?;
    let alone = saved.version == version;
    if !alone {
        plan = merged(&day, &saved)?;
    }
    let slug = store.edit_day(&caller, &slug, saved.version, &plan, day.consent(), now).await.map_err(in_form)?;
    context::go_on_to(&format!("/organisera/dagar/{slug}?sparad={}", if alone { "1" } else { "ihop" }))
}

/// What was typed, with what someone else has saved meanwhile.
///
/// # Errors
/// [`AppError::SavedMeanwhile`], if the organiser has to look at it again;
/// [`AppError::Conflict`], if the form does not say what it began with.
fn merged(typed: &DayForm, saved: &PlannedDay) -> Result<Plan, AppError> {
    let theirs = DayForm::from(&saved.plan);
    let merged = typed.merged(&sent_base().ok_or(AppError::Conflict)?, &theirs);
    let version = Some(("version", saved.version.to_string()));
    put_together(merged, Saved { name: "day", form: &theirs, version }, DayForm::parse)
}

/// Checks a day's form. Its fields are called `day[…]`.
fn parse(form: &DayForm, more: &str) -> Result<Plan, AppError> {
    if !more.is_empty() {
        return Err(AppError::MoreRows);
    }
    form.parse().map_err(|fields| AppError::Invalid(within("day", fields)))
}

/// What the store found wrong with fields, by their names in the form.
fn in_form(error: store::Error) -> AppError {
    match AppError::from(error) {
        AppError::Invalid(fields) => AppError::Invalid(within("day", fields)),
        error => error,
    }
}

/// Publishes a draft and invites everyone it is for.
#[server(endpoint = "planning/publish")]
pub async fn publish_day(slug: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let invited = store.publish_day(&caller, &slug, now).await?;
    context::go_on_to(&format!("/organisera/dagar/{slug}?inbjudna={invited}"))
}

/// Cancels a day and tells everyone invited.
#[server(endpoint = "planning/cancel")]
pub async fn cancel_day(slug: String, #[server(default)] word: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let word = checks.field("word", Comment::parse(&word));
    let word = checks.finish(word)?;
    let (store, now) = context::store_now();
    let told = store.cancel_day(&caller, &slug, &word, now).await?;
    context::go_on_to(&format!("/organisera/dagar/{slug}?installd={told}"))
}

/// Deletes a draft.
#[server(endpoint = "planning/delete")]
pub async fn delete_draft(slug: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.delete_draft(&caller, &slug).await?;
    context::go_on_to("/organisera?borta=1")
}
