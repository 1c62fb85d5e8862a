//! Server functions of the pair's room.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    health::Month,
    meeting::{LogForm, Meeting, Meetings},
    pair::{Pair, PairHealth},
};
use jiff::{Timestamp, civil::DateTime};
use leptos::server;
use serde::{Deserialize, Serialize};

use super::Pointer;
use crate::error::AppError;

/// The pair's room at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// When it was read.
    #[serde(with = "domain::time::wire")]
    pub now: Timestamp,
    /// The pair.
    pub pair: Pair,
    /// Its meetings.
    pub meetings: Meetings,
    /// Meetings held and agreed in each month of the round.
    pub months: Vec<Month>,
    /// When their rhythm suggests to meet, if nothing is agreed or proposed.
    #[serde(with = "domain::time::wire::option")]
    pub suggested: Option<DateTime>,
    /// Whether the rhythm has slipped.
    pub slipped: bool,
}

#[cfg(feature = "ssr")]
impl Room {
    /// The caller's room, if they are in a pair.
    pub(crate) async fn of(caller: &domain::people::Caller) -> Result<Option<Self>, AppError> {
        use domain::{proposal::latest_ahead, rhythm::slip};

        let (store, now) = crate::context::store_now();
        let Some(pair) = store.pair(caller).await? else { return Ok(None) };
        let round = store.current_round().await?.ok_or(AppError::NotFound)?;
        let meetings = store.meetings(caller).await?;
        let held: Vec<_> = meetings.held.iter().map(|held| held.facts.date).collect();
        let today = domain::time::today(now);
        let agreed = meetings.next.as_ref().map(|next| next.at.date());
        let months = domain::health::months(pair.since, round.ends_on.max(today), today, &held, agreed);
        let suggested = store.suggestion(caller, now).await?;
        let ahead = latest_ahead(meetings.next.as_ref(), meetings.open.as_ref());
        let slipped = slip(&pair.course, pair.every_weeks, held.first().copied(), ahead, today).is_some();
        Ok(Some(Self { now, pair, meetings, months, suggested, slipped }))
    }
}

/// The pair's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairPage {
    /// The room.
    pub room: Room,
    /// What is agreed, the pair's course, and where to go on.
    pub pointers: Vec<Pointer>,
    /// What an organiser sees of it, by the organiser's own query.
    pub seen: Vec<PairHealth>,
}

/// The reader's room, and what an organiser sees of it.
#[server(endpoint = "pair/room")]
pub async fn read_room() -> Result<PairPage, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let room = Room::of(&caller).await?.ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let health = store.pair_health(&caller, now).await?;
    let seen = health.into_iter().filter(|health| health.id == room.pair.id).collect();
    let pointers = super::standing(&caller).await?;
    Ok(PairPage { room, pointers, seen })
}

/// A held meeting of the reader's pair.
#[server(endpoint = "pair/meeting")]
pub async fn read_meeting(id: String) -> Result<Meeting, AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let meeting = context::state().store.meeting(&caller, MeetingId(id)).await?;
    meeting.ok_or(AppError::NotFound)
}

/// Logs a held meeting, and goes on to it.
#[server(endpoint = "pair/log-meeting")]
pub async fn log_meeting(#[server(default)] log: LogForm) -> Result<(), AppError> {
    use crate::context;

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
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let log = parse(&log).await?;
    store.edit_meeting(&caller, MeetingId(id), version, &log, now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}?sparad=1"));
    Ok(())
}

/// Checks a log against today and the round. Its fields are called `log[…]`.
#[cfg(feature = "ssr")]
async fn parse(form: &LogForm) -> Result<domain::meeting::Log, AppError> {
    use domain::meeting::Calendar;

    let (store, now) = crate::context::store_now();
    let round = store.current_round().await?.ok_or(AppError::NotFound)?;
    let calendar = Calendar { today: domain::time::today(now), round_starts: round.starts_on };
    Ok(form.parse(calendar).map_err(|fields| domain::input::within("log", fields))?)
}
