//! What goes out, and skipping some of it.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::mail::reminder::Topic;
use jiff::Timestamp;
use leptos::server;
use store::mail::reminder::ForecastPage;

use super::PAGE;
use crate::{context, error::AppError};

/// What goes out in the reader's round, for an organiser.
pub async fn read_forecast() -> Result<ForecastPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.coming_reminders(&caller, now).await?.ok_or(AppError::NotFound)
}

/// Skips what would go out about a day at some moment, or lets it go out after all.
#[server(endpoint = "mail/skip-reminder")]
pub async fn skip_reminder(
    #[server(default)] topic: String,
    #[server(default)] day: i64,
    /// When it is due, in milliseconds.
    #[server(default)]
    due: i64,
    #[server(default)] skip: bool,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let topic = Topic::from_name(&topic).ok_or(AppError::Malformed)?;
    let due = Timestamp::from_millisecond(due).map_err(|_| AppError::Malformed)?;
    let (store, now) = context::store_now();
    store.skip_reminder(&caller, (topic, day, due), skip, now).await?;
    context::go_on_to(&format!("{PAGE}?{}=1", if skip { "hoppat" } else { "gar" }))
}
