//! What the pages of a merge read, and the server function that their form posts to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]
#![expect(clippy::too_many_arguments, reason = "each is a field of the form")]

use domain::{
    access::Area,
    input::{FieldError, Problem},
    people::{
        PersonId,
        duplicate::{Candidates, Choice, Preview},
    },
};
use leptos::server;

use crate::{context, error::AppError, people::directory::address_of};

/// Who may be the same as someone.
pub async fn read_candidates(person: PersonId, search: Option<&str>) -> Result<Candidates, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.duplicate_candidates(&caller, person, search).await?.ok_or(AppError::NotFound)
}

/// What a merge would do.
pub async fn read_preview(from: PersonId, into: PersonId) -> Result<Preview, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.duplicate_preview(&caller, from, into).await?.ok_or(AppError::NotFound)
}

/// Whose page there is in place of someone's who was merged.
pub async fn read_heir(person: PersonId) -> Result<Option<PersonId>, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    Ok(store.merged_into(&caller, person).await?)
}

/// Merges someone into another.
#[server(endpoint = "people/merge")]
pub async fn merge_people(
    from: i64,
    into: i64,
    #[server(default)] name: String,
    #[server(default)] title: String,
    #[server(default)] phone: String,
    #[server(default)] organisation: String,
    #[server(default)] email: String,
    #[server(default)] both: String,
    #[server(default)] sure: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let choice = Choice::parse([&name, &title, &phone, &organisation, &email], !both.is_empty())?;
    if sure.is_empty() {
        return Err(AppError::Invalid(vec![FieldError { field: "sure".to_owned(), problem: Problem::NotTicked }]));
    }
    let (from, into) = (PersonId(from), PersonId(into));
    let (store, now) = context::store_now();
    store.merge_people(&caller, context::form_key().as_ref(), (from, into), &choice, now).await?;
    context::go_on_to(&format!("{}?ihop=1", address_of(into)))
}
