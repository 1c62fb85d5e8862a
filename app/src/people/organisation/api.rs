//! What the pages of organisations read, and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{FieldError, Problem},
    people::{
        OrganisationId,
        organisation::{Description, DescriptionForm, MergePreview, OrganisationLine, OrganisationPage},
    },
};
use leptos::server;

use super::address_of;
use crate::{context, error::AppError, ui::settled};

/// All organisations.
pub async fn read_organisations() -> Result<Vec<OrganisationLine>, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.organisation_list(&caller).await?.ok_or(AppError::NotFound)
}

/// One of them.
pub async fn read_organisation(id: OrganisationId) -> Result<OrganisationPage, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.organisation_page(&caller, id).await?.ok_or(AppError::NotFound)
}

/// What a merge would do.
pub async fn read_merge(from: OrganisationId, into: OrganisationId) -> Result<MergePreview, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.merge_preview(&caller, from, into).await?.ok_or(AppError::NotFound)
}

/// Adds an organisation.
#[server(endpoint = "organisation/add")]
pub async fn add_organisation(
    #[server(default)] name: String,
    #[server(default)] short_name: String,
    #[server(default)] kind: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let description = Description::parse(&name, &short_name, &kind)?;
    let (store, now) = context::store_now();
    let id = store.add_organisation(&caller, context::form_key().as_ref(), &description, now).await?;
    context::go_on_to(&format!("{}?ny=1", address_of(id)))
}

/// Writes another name or kind. If someone else wrote meanwhile, both changes are put
/// together; if that does not go, the form comes back.
#[server(endpoint = "organisation/edit")]
pub async fn edit_organisation(
    id: i64,
    #[server(default)] name: String,
    #[server(default)] short_name: String,
    #[server(default)] kind: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (id, typed) = (OrganisationId(id), DescriptionForm { name, short_name, kind });
    let read = read_organisation(id).await?.description;
    let settled = settled("", &typed, &DescriptionForm::from(&read), DescriptionForm::parse)?;
    context::state().store.edit_organisation(&caller, id, &read, &settled.form).await?;
    context::go_on_to(&format!("{}?sparad={}", address_of(id), settled.how()))
}

/// Takes an organisation out of the network, or in again.
#[server(endpoint = "organisation/end")]
pub async fn end_organisation(id: i64, #[server(default)] again: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (id, ended) = (OrganisationId(id), again.is_empty());
    let (store, now) = context::store_now();
    store.set_organisation_ended(&caller, id, ended, now).await?;
    let done = if ended { "avslutad" } else { "igen" };
    context::go_on_to(&format!("{}?{done}=1", address_of(id)))
}

/// Merges an organisation into another.
#[server(endpoint = "organisation/merge")]
pub async fn merge_organisations(from: i64, into: i64, #[server(default)] sure: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    if sure.is_empty() {
        return Err(AppError::Invalid(vec![FieldError { field: "sure".to_owned(), problem: Problem::NotTicked }]));
    }
    let (from, into) = (OrganisationId(from), OrganisationId(into));
    let (store, now) = context::store_now();
    store.merge_organisations(&caller, context::form_key().as_ref(), from, into, now).await?;
    context::go_on_to(&format!("{}?ihop=1", address_of(into)))
}
