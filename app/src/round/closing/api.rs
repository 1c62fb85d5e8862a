//! What the pages of a round's life read, and the server functions that its forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{Checks, choice},
    round::closing::{Life, Wish},
};
use leptos::server;
use store::round::closing::LifePage;

use super::{LIFE, text::willing_of};
use crate::{context, error::AppError};

/// Where the rounds stand that the reader organises.
pub async fn read_lives() -> Result<Vec<Life>, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.lives(&caller, now).await?.ok_or(AppError::NotFound)
}

/// The life of the page's round.
pub async fn read_life() -> Result<LifePage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.life_page(&caller, now).await?.ok_or(AppError::NotFound)
}

/// The adepts of other rounds who would be mentors.
pub async fn read_wishes() -> Result<Vec<Wish>, AppError> {
    let caller = context::caller()?;
    context::state().store.mentor_wishes(&caller).await?.ok_or(AppError::NotFound)
}

/// Closes the round.
#[server(endpoint = "closing/close")]
pub async fn close_round() -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    store.close_round(&caller, context::form_key().as_ref(), now).await?;
    context::go_on_to(&format!("{LIFE}?avslutad=1"))
}

/// Opens it again.
#[server(endpoint = "closing/reopen")]
pub async fn reopen_round() -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    context::state().store.reopen_round(&caller).await?;
    context::go_on_to(&format!("{LIFE}?oppnad=1"))
}

/// Puts it into the archive, or takes it out.
#[server(endpoint = "closing/archive")]
pub async fn archive_round(#[server(default)] archived: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let archived = !archived.is_empty();
    let (store, now) = context::store_now();
    store.archive_round(&caller, archived, now).await?;
    context::go_on_to(&format!("{LIFE}?{}=1", if archived { "arkiverad" } else { "framtagen" }))
}

/// Keeps whether an adept would be a mentor later.
#[server(endpoint = "closing/wish")]
pub async fn answer_wish(#[server(default)] willing: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let willing = checks.field("willing", choice(&willing, willing_of));
    let willing = checks.finish(willing)?;
    let (store, now) = context::store_now();
    store.answer_mentor_wish(&caller, willing, now).await?;
    context::go_on_to(&format!("/min-sida?mentor={}", if willing { "ja" } else { "nej" }))
}
