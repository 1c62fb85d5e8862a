//! What the pair's room reads, and its server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    meeting::{
        Calendar, LogForm, MeetingId,
        log::{LogPage, NewLogPage, Version},
    },
    pair::{PairPage, Room},
};
use leptos::server;
use serde::Serialize;

use crate::{context, error::AppError};

/// The reader's room.
pub async fn read_room() -> Result<Room, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.room(&caller, now).await?.ok_or(AppError::NotFound)
}

/// The reader's room, with all else that the pair's page shows.
pub async fn read_pair() -> Result<PairPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.pair_page(&caller, now).await?.ok_or(AppError::NotFound)
}

/// What the reader begins a new log with.
pub async fn read_new_log() -> Result<NewLogPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.new_log_page(&caller, now).await?.ok_or(AppError::NotFound)
}

/// A held meeting of the reader's pair.
pub async fn read_meeting(id: String) -> Result<LogPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.log_page(&caller, meeting_id(&id)?, now).await?.ok_or(AppError::NotFound)
}

fn meeting_id(id: &str) -> Result<MeetingId, AppError> {
    id.parse().map(MeetingId).map_err(|_| AppError::NotFound)
}

/// Every version of what the two share of a meeting.
pub async fn read_history(id: String) -> Result<Vec<Version>, AppError> {
    let caller = context::caller()?;
    context::state().store.versions(&caller, meeting_id(&id)?).await?.ok_or(AppError::NotFound)
}

/// Logs a held meeting, and goes on to it.
#[server(endpoint = "pair/log-meeting")]
pub async fn log_meeting(#[server(default)] log: LogForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let log = parse(&log).await?;
    let id = store.log_meeting(&caller, context::form_key().as_ref(), &log, now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}?sparad=1"));
    Ok(())
}

/// Saves a changed log, unless someone else saved after `version`.
#[server(endpoint = "pair/edit-meeting")]
pub async fn edit_meeting(id: i64, version: i64, #[server(default)] log: LogForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let log = parse(&log).await?;
    store.edit_meeting(&caller, MeetingId(id), version, &log, now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}?sparad=1"));
    Ok(())
}

/// Says that an action is done, or is not.
#[server(endpoint = "pair/tick-action")]
pub async fn tick_action(id: i64, version: i64, position: i64, done: bool) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.tick_action(&caller, MeetingId(id), version, position, done, now).await?)
}

/// Keeps what has been typed so far, of a meeting that is logged or, without an
/// `id`, of a new one; and goes on with it.
#[server(endpoint = "pair/save-draft")]
pub async fn save_draft(
    #[server(default)] id: i64,
    #[server(default)] version: i64,
    #[server(default)] log: LogForm,
) -> Result<(), AppError> {
    keep_draft(id, version, log).await
}

/// Puts what has been saved meanwhile beside what has been typed, as a draft, and
/// goes on with that.
#[server(endpoint = "pair/take-theirs")]
pub async fn take_theirs(id: i64, #[server(default)] log: LogForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let meeting = context::state().store.meeting(&caller, MeetingId(id)).await?.ok_or(AppError::NotFound)?;
    keep_draft(id, meeting.version, log.with(&meeting.notes, &meeting.actions)).await
}

/// A draft is kept as the fields of its form.
async fn keep_draft(id: i64, version: i64, log: LogForm) -> Result<(), AppError> {
    #[derive(Serialize)]
    struct Fields {
        version: i64,
        log: LogForm,
    }
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let fields = serde_qs::to_string(&Fields { version, log }).map_err(|_| AppError::Malformed)?;
    let fields: Vec<_> = form_urlencoded::parse(fields.as_bytes()).into_owned().collect();
    let meeting = (id != 0).then_some(MeetingId(id));
    store.save_draft(&caller, meeting, &fields, now).await?;
    leptos_axum::redirect(&format!("{}?utkast=1", form_of(meeting)));
    Ok(())
}

/// Where a log is written.
fn form_of(meeting: Option<MeetingId>) -> String {
    meeting.map_or("/par/traffar/ny".to_owned(), |id| format!("/par/traffar/{id}/andra"))
}

/// Forgets what has been typed.
#[server(endpoint = "pair/discard-draft")]
pub async fn discard_draft(#[server(default)] id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let meeting = (id != 0).then_some(MeetingId(id));
    context::state().store.discard_draft(&caller, meeting).await?;
    leptos_axum::redirect(&form_of(meeting));
    Ok(())
}

/// Deletes a log, and goes back to the pair.
#[server(endpoint = "pair/delete-meeting")]
pub async fn delete_meeting(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.delete_meeting(&caller, MeetingId(id), now).await?;
    leptos_axum::redirect("/par");
    Ok(())
}

/// Brings a deleted log back, and goes on to it.
#[server(endpoint = "pair/restore-meeting")]
pub async fn restore_meeting(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.restore_meeting(&caller, MeetingId(id), now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}"));
    Ok(())
}

/// Checks a log against today and the round. Its fields are called `log[…]`.
async fn parse(form: &LogForm) -> Result<domain::meeting::Log, AppError> {
    let (store, now) = context::store_now();
    let round = store.current_round().await?.ok_or(AppError::NotFound)?;
    let calendar = Calendar { today: domain::time::today(now), round_starts: round.starts_on };
    Ok(form.parse(calendar).map_err(|fields| domain::input::within("log", fields))?)
}
