//! What people have chosen, and their server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::{BTreeMap, BTreeSet};

use domain::mail::preference::{Kind, away};
use leptos::server;

use super::PAGE;
use crate::{context, error::AppError};

/// The kinds that the reader has chosen away.
pub async fn read_unwanted() -> Result<BTreeSet<Kind>, AppError> {
    let caller = context::caller()?;
    Ok(context::state().store.unwanted_emails(&caller).await?)
}

/// The kinds that a token chooses away.
pub async fn read_unsubscription(token: &str) -> Result<BTreeSet<Kind>, AppError> {
    Ok(context::state().store.unsubscription(token).await?)
}

/// Chooses the kinds that are ticked, and no others: with none, only what is necessary.
#[server(endpoint = "mail/choose")]
pub async fn choose_emails(#[server(default)] kinds: BTreeMap<String, String>) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.choose_emails(&caller, &away(kinds.keys().map(String::as_str)), now).await?;
    context::go_on_to(&format!("{PAGE}?sparat=1"))
}

/// Chooses an email's kinds away for whoever it went to. Nobody has to sign in.
#[server(endpoint = "mail/unsubscribe")]
pub async fn unsubscribe(#[server(default)] token: String) -> Result<(), AppError> {
    let (store, now) = context::store_now();
    store.unsubscribe(&token, now).await?;
    context::go_on_to(&format!("/mejl/avsluta/{token}?klart=1"))
}
