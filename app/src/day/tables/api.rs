//! Server functions of the table planner. The store lets organisers through,
//! and no one else.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    day::{
        SegmentId,
        tables::{ROUNDS, Step, TABLES, TablesView},
    },
    input::{Checks, number},
};
use leptos::server;
use store::day::tables::TableChange;

use crate::{context, error::AppError};

/// The tables of the page's part of its day; if it names none, of that which is
/// on or next.
pub async fn read_tables() -> Result<TablesView, AppError> {
    let (slug, segment) = (context::param("slug"), context::query("pass"));
    let segment = segment.and_then(|id| id.parse().ok());
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let tables = store.tables(&caller, &slug, segment.map(SegmentId), now).await?;
    tables.ok_or(AppError::NotFound)
}

/// Seats everyone who comes, at so many tables over so many rounds.
#[server(endpoint = "tables/draw")]
pub async fn draw_tables(
    segment: i64,
    version: u32,
    #[server(default)] tables: String,
    #[server(default)] rounds: String,
) -> Result<(), AppError> {
    let mut checks = Checks::default();
    let tables = checks.field("tables", number(&tables, TABLES));
    let rounds = checks.field("rounds", number(&rounds, ROUNDS));
    let draw = checks.finish(tables.zip(rounds).map(|(tables, rounds)| Step::Draw { tables, rounds }));
    take(segment, version, draw.map_err(AppError::from)).await
}

/// Takes any other step, as [`domain::day::tables::Step`] writes it.
#[server(endpoint = "tables/change")]
pub async fn change_tables(segment: i64, version: u32, #[server(default)] step: String) -> Result<(), AppError> {
    take(segment, version, step.parse().map_err(|_| AppError::Malformed)).await
}

/// Takes a step, if it is one, from the version that the caller sees.
async fn take(segment: i64, version: u32, step: Result<Step, AppError>) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let change = TableChange { segment: SegmentId(segment), version, step: step? };
    let (store, now) = context::store_now();
    let form = context::form_key();
    store.change_tables(&caller, form.as_ref(), change, now).await.map_err(AppError::overtaken)
}
