//! What the page of applications that wait reads, and its server function.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    application::{ApplicationId, waiting::WaitingPage},
};
use leptos::server;

use super::PAGE;
use crate::{context, error::AppError};

/// Every application, and whom it waits for, for an organiser.
pub async fn read_waiting() -> Result<WaitingPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.waiting_applications(&caller, now).await?.ok_or(AppError::NotFound)
}

/// Reminds whoever an application waits for. The list is shown on as it was: `view` is
/// its query.
#[server(endpoint = "application/remind")]
pub async fn remind_of_application(id: i64, #[server(default)] view: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let key = context::form_key();
    let reminded = store.remind_of_application(&caller, ApplicationId(id), key.as_ref(), now).await;
    let party = reminded.map_err(AppError::overtaken)?;
    let begins = if view.is_empty() { "?" } else { "&" };
    context::go_on_to(&format!("{PAGE}{view}{begins}paminnelse={}", party.name()))
}
