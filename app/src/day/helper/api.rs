//! What the page of those who help at the door reads, and the server functions that its
//! forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{access::Area, day::helper::HelpersPage, input::Checks, people::PersonId};
use leptos::server;
use store::people::duty::Holder;

use crate::{context, error::AppError, people::duty::api::holder};

/// Who helps at a day, and who of those searched for could.
pub async fn read_helpers(slug: &str, search: &str) -> Result<HelpersPage, AppError> {
    let caller = context::caller()?;
    context::state().store.helpers(&caller, slug, search).await?.ok_or(AppError::NotFound)
}

/// Names someone of the network to help at a day.
#[server(endpoint = "helper/name")]
pub async fn name_helper(slug: String, person: i64) -> Result<(), AppError> {
    named(&slug, &Holder::Known(PersonId(person))).await
}

/// Names whoever has an address, also someone new.
#[server(endpoint = "helper/let-in")]
pub async fn let_helper_in(
    slug: String,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let holder = holder(&mut checks, &email, &name, &organisation);
    let holder = checks.finish(holder)?;
    named(&slug, &holder).await
}

/// Takes it back: by their next request they are let through no longer.
#[server(endpoint = "helper/end")]
pub async fn end_helper(slug: String, person: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    store.end_helper(&caller, &slug, PersonId(person), now).await?;
    context::go_on_to(&format!("{}?tillbaka=1", address_of(&slug)))
}

async fn named(slug: &str, holder: &Holder) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    store.name_helper(&caller, slug, holder, now).await?;
    context::go_on_to(&format!("{}?utsedd=1", address_of(slug)))
}

/// The address of the page on which those are named who help at a day.
pub(super) fn address_of(slug: &str) -> String {
    format!("/organisera/dagar/{slug}/medhjalpare")
}
