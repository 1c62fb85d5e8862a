//! Server functions of a pair's status.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    input::Checks,
    pair::{Pair, status::StatusChange},
    time::today,
};
use leptos::server;

use crate::{context, day::api::AsOf, error::AppError};

/// The reader's pair, for its status.
pub async fn read_status() -> Result<AsOf<Pair>, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(AsOf { now, value: store.pair(&caller).await?.ok_or(AppError::NotFound)? })
}

/// Decides about the pair's status.
#[server(endpoint = "course/turn")]
pub async fn change_status(turn: String, #[server(default)] until: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let change = StatusChange::from_name(&turn).ok_or(AppError::Malformed)?;
    let status = store.pair(&caller).await?.ok_or(AppError::NotFound)?.status;
    let mut checks = Checks::default();
    let until = checks.field("until", status.parse_until(change, &until, today(now)));
    let until = checks.finish(until)?;
    store.change_status(&caller, change, until, now).await?;
    context::go_on_to("/par/lage?sparad=1")
}
