//! Server functions of asking to be contacted.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    input::Checks,
    pair::{
        Pair,
        help_request::{Comment, HelpRequestId, HelpRequests},
    },
};
use leptos::server;

use crate::{context, error::AppError};

/// What the pair's page of it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The pair.
    pub pair: Pair,
    /// What has been asked.
    pub help_requests: HelpRequests,
}

/// What the reader has asked, and the partner if they share it.
pub async fn read_help_requests() -> Result<Contact, AppError> {
    let caller = context::caller()?;
    let store = context::state().store;
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    Ok(Contact { pair, help_requests: store.help_requests(&caller).await? })
}

/// Asks to be contacted.
#[server(endpoint = "signal/send")]
pub async fn send_help_request(
    #[server(default)] word: String,
    #[server(default)] shared: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let word = checks.field("word", Comment::parse(&word));
    let word = checks.finish(word)?;
    let (store, now) = context::store_now();
    store.send_help_request(&caller, &word, !shared.is_empty(), now).await?;
    context::go_on_to("/par/kontakt?sparad=1")
}

/// Takes back what was asked.
#[server(endpoint = "signal/take-back")]
pub async fn withdraw_help_request() -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.withdraw_help_request(&caller).await?;
    context::go_on_to("/par/kontakt?tillbaka=1")
}

/// Notes that an organiser has seen a call, or that it is taken care of.
#[server(endpoint = "signal/mark")]
pub async fn mark_help_request(id: i64, #[server(default)] done: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let is_done = !done.is_empty();
    store.mark_help_request(&caller, HelpRequestId(id), is_done, now).await?;
    // What is done leaves the list.
    if is_done { context::go_on_to("/organisera?hjalpt=1") } else { Ok(()) }
}
