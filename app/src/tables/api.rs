//! Server functions of the table planner. The store lets organisers through,
//! and no one else.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::tables::TablesView;
use leptos::server;

use crate::error::AppError;

/// The tables of a part of a day; without one, of that which is on or next.
#[server(endpoint = "tables/read")]
pub async fn read_tables(slug: String, segment: Option<i64>) -> Result<TablesView, AppError> {
    use domain::day::SegmentId;

    use crate::context;

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
    use domain::{
        input::{Checks, number},
        tables::{ROUNDS, Step, TABLES},
    };

    let mut checks = Checks::default();
    let tables = checks.field("tables", number(&tables, TABLES));
    let rounds = checks.field("rounds", number(&rounds, ROUNDS));
    let draw = checks.finish(tables.zip(rounds).map(|(tables, rounds)| Step::Draw { tables, rounds }));
    take(segment, version, draw.map_err(AppError::from)).await
}

/// Takes any other step, as [`domain::tables::Step`] writes it.
#[server(endpoint = "tables/change")]
pub async fn change_tables(segment: i64, version: u32, #[server(default)] step: String) -> Result<(), AppError> {
    take(segment, version, step.parse().map_err(|_| AppError::Malformed)).await
}

/// Takes a step, if it is one, from the version that the caller sees.
#[cfg(feature = "ssr")]
async fn take(segment: i64, version: u32, step: Result<domain::tables::Step, AppError>) -> Result<(), AppError> {
    use domain::day::SegmentId;
    use store::tables::TableChange;

    use crate::context;

    let caller = context::caller()?;
    // What is wrong with a form is for those to know who may send it.
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let change = TableChange { segment: SegmentId(segment), version, step: step? };
    let (store, now) = context::store_now();
    let form = context::form_key();
    store.change_tables(&caller, form.as_ref(), change, now).await.map_err(AppError::overtaken)
}
