//! What the pages of people read, and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{Checks, Problem},
    people::{
        OrganisationId, PersonId,
        directory::{DetailsForm, Directory, Filter, PersonPage},
    },
};
use leptos::server;

use super::address_of;
use crate::{context, error::AppError, ui::settled};

/// A page of everyone whom `query` shows: the page's own.
pub async fn read_directory(query: &str) -> Result<(Directory, Filter), AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    let filter = Filter::from_query(query);
    let directory = store.directory(&caller, &filter).await?.ok_or(AppError::NotFound)?;
    Ok((directory, filter))
}

/// Someone's page.
pub async fn read_person(person: PersonId) -> Result<PersonPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.person_page(&caller, person, now).await?.ok_or(AppError::NotFound)
}

/// Writes what an organiser knows of someone. If someone else wrote meanwhile, both
/// changes are put together; if that does not go, the form comes back.
#[server(endpoint = "people/edit")]
pub async fn edit_person(
    person: i64,
    #[server(default)] name: String,
    #[server(default)] title: String,
    #[server(default)] phone: String,
    #[server(default)] lang: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (person, typed) = (PersonId(person), DetailsForm { name, title, phone, lang });
    let read = read_person(person).await?.details;
    let settled = settled("", &typed, &DetailsForm::from(&read), DetailsForm::parse)?;
    context::state().store.edit_person(&caller, person, &read, &settled.form).await?;
    context::go_on_to(&format!("{}?sparad={}", address_of(person), settled.how()))
}

/// Notes that someone works for another organisation now, by the rule for everyone.
#[server(endpoint = "people/move")]
pub async fn move_person(person: i64, #[server(default)] organisation: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let to = organisation.parse().map(OrganisationId).map_err(|_| Problem::NotAChoice);
    let to = checks.field("organisation", to);
    let (person, to) = (PersonId(person), checks.finish(to)?);
    let (store, now) = context::store_now();
    store.change_employer(&caller, person, to, now).await?;
    context::go_on_to(&format!("{}?bytt=1", address_of(person)))
}

/// Lets someone sign in no longer, or again.
#[server(endpoint = "people/set-active")]
pub async fn set_active(person: i64, #[server(default)] active: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (person, active) = (PersonId(person), !active.is_empty());
    let (store, now) = context::store_now();
    store.set_active(&caller, person, active, now).await?;
    let done = if active { "aktiv" } else { "inaktiv" };
    context::go_on_to(&format!("{}?{done}=1", address_of(person)))
}
