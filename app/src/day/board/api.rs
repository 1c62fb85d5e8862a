//! Server functions of the organiser's and the contact person's pages. The
//! store decides whose answers the caller sees.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    day::{
        Board, SegmentId,
        board::{DayBoard, Filter, Overview},
    },
    people::PersonId,
};
use leptos::server;

use crate::{context, day::api::parse_answer, error::AppError};

/// The programme at a glance, for an organiser.
pub async fn read_overview() -> Result<Overview, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.overview_page(&caller, now).await?.ok_or(AppError::NotFound)
}

/// The answers of the own organisation's participants to the nearest days, for
/// a contact person.
pub async fn read_own_organisation() -> Result<Vec<Board>, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.own_organisation(&caller, now).await?.ok_or(AppError::NotFound)
}

/// One day's answers, and how many came. `query` is the page's own: what it
/// filters by.
pub async fn read_board(slug: &str, query: &str) -> Result<DayBoard, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.day_board(&caller, slug, &Filter::from_query(query), now).await?.ok_or(AppError::NotFound)
}

/// Answers for someone, as an organiser.
#[server(endpoint = "organise/answer-for")]
pub async fn answer_for(segment: i64, person: i64, #[server(default)] answer: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let answer = parse_answer(&answer)?;
    let (store, now) = context::store_now();
    Ok(store.answer_for(&caller, SegmentId(segment), PersonId(person), answer, now).await?)
}

/// Reminds everyone who has not answered to a day, and goes back to its board, or to the
/// list of what there is to do.
#[server(endpoint = "organise/remind")]
pub async fn remind(slug: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let reminded = store.remind(&caller, &slug, context::form_key().as_ref(), now).await?;
    let page = context::form_path().filter(|page| page == "/organisera");
    let page = page.unwrap_or_else(|| format!("/organisera/dagar/{slug}"));
    context::go_on_to(&format!("{page}?paminda={reminded}"))
}
