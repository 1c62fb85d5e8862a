//! What pages read of emails that were given up, and their server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::mail::{
    EmailId,
    budget::Cause,
    delivery::{DeliveryOverview, Undelivered},
};
use jiff::Timestamp;
use leptos::server;

use crate::{context, error::AppError};

/// How emails fare, for an organiser, and when it was read.
pub async fn read_deliveries() -> Result<(DeliveryOverview, Timestamp), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok((store.deliveries(&caller, now).await?.ok_or(AppError::NotFound)?, now))
}

/// Which emails of one cause, of those that the reader brought about, did not reach
/// anyone.
pub async fn read_undelivered(cause: Cause) -> Result<Vec<Undelivered>, AppError> {
    let caller = context::caller()?;
    let mut undelivered = context::state().store.undelivered(&caller).await?;
    undelivered.retain(|one| one.cause == cause);
    Ok(undelivered)
}

/// Sends again what was given up: one email, or all of them.
#[server(endpoint = "mail/send-again")]
pub async fn send_again(#[server(default)] id: Option<i64>) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.send_again(&caller, id.map(EmailId), now).await?;
    let page = context::form_path().filter(|page| page == "/organisera");
    context::go_on_to(&format!("{}?skickat=1", page.as_deref().unwrap_or("/organisera/mejl")))
}

/// Drops an email that was given up.
#[server(endpoint = "mail/drop")]
pub async fn drop_given_up(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.drop_given_up(&caller, EmailId(id)).await?;
    context::go_on_to("/organisera/mejl?borta=1")
}
