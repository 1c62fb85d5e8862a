//! Server functions of the pair's room.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    agreement::GoalId,
    health::Month,
    log::{Deleted, Draft, OpenAction, Version},
    meeting::{LogForm, Meeting, Meetings},
    pair::{Pair, PairHealth},
    people::PersonId,
};
use jiff::Timestamp;
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
    /// Meetings held in each month of the round.
    pub months: Vec<Month>,
}

#[cfg(feature = "ssr")]
impl Room {
    /// The caller's room, if they are in a pair.
    pub(crate) async fn of(caller: &domain::people::Caller) -> Result<Option<Self>, AppError> {
        let (store, now) = crate::context::store_now();
        let Some(pair) = store.pair(caller).await? else { return Ok(None) };
        let round = store.current_round().await?.ok_or(AppError::NotFound)?;
        let meetings = store.meetings(caller).await?;
        let held: Vec<_> = meetings.held.iter().map(|held| held.facts.date).collect();
        let today = domain::time::today(now);
        let months = domain::health::months(pair.since, round.ends_on.max(today), today, &held);
        Ok(Some(Self { now, pair, meetings, months }))
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
    /// What they agreed on and have not done yet.
    pub open: Vec<OpenAction>,
    /// The goals that they have agreed on, in words.
    pub goals: Vec<(GoalId, String)>,
    /// Logs that can be brought back.
    pub deleted: Vec<Deleted>,
    /// The reader, and what they have begun to write about a new meeting.
    pub begun: Begun,
}

/// What someone has begun to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Who.
    pub writer: PersonId,
    /// What, if anything.
    pub draft: Option<Draft>,
}

/// The page of one log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// The meeting.
    pub meeting: Meeting,
    /// The goals that they have agreed on, in words.
    pub goals: Vec<(GoalId, String)>,
    /// What an organiser sees of the pair, by the organiser's own query.
    pub seen: Vec<PairHealth>,
    /// The reader, and what they have begun to change.
    pub begun: Begun,
}

/// The reader's room, and what an organiser sees of it.
#[server(endpoint = "pair/room")]
pub async fn read_room() -> Result<PairPage, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let room = Room::of(&caller).await?.ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    Ok(PairPage {
        room,
        pointers: super::standing(&caller).await?,
        seen: seen(&caller).await?,
        open: store.open_actions(&caller).await?,
        goals: goals(&caller).await?,
        deleted: store.deleted(&caller, now).await?,
        begun: Begun { writer: caller.person, draft: store.draft(&caller, None).await? },
    })
}

/// A held meeting of the reader's pair.
#[server(endpoint = "pair/meeting")]
pub async fn read_meeting(id: String) -> Result<LogPage, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let store = context::state().store;
    let id = meeting_id(&id)?;
    let meeting = store.meeting(&caller, id).await?.ok_or(AppError::NotFound)?;
    let begun = Begun { writer: caller.person, draft: store.draft(&caller, Some(id)).await? };
    Ok(LogPage { meeting, goals: goals(&caller).await?, seen: seen(&caller).await?, begun })
}

/// The goals of the agreement that holds.
#[cfg(feature = "ssr")]
async fn goals(caller: &domain::people::Caller) -> Result<Vec<(GoalId, String)>, AppError> {
    let agreements = crate::context::state().store.agreements(caller).await?;
    let goals = agreements.in_force().into_iter().flat_map(|agreement| &agreement.terms.goals);
    Ok(goals.filter_map(|goal| Some((goal.id?, goal.what.clone()))).collect())
}

/// What an organiser sees of the caller's pair.
#[cfg(feature = "ssr")]
async fn seen(caller: &domain::people::Caller) -> Result<Vec<PairHealth>, AppError> {
    let (store, now) = crate::context::store_now();
    let health = store.pair_health(caller, now).await?;
    Ok(health.into_iter().filter(|health| caller.shares(health.id)).collect())
}

#[cfg(feature = "ssr")]
fn meeting_id(id: &str) -> Result<domain::meeting::MeetingId, AppError> {
    id.parse().map(domain::meeting::MeetingId).map_err(|_| AppError::NotFound)
}

/// Every version of what the two share of a meeting.
#[server(endpoint = "pair/history")]
pub async fn read_history(id: String) -> Result<Vec<Version>, AppError> {
    use crate::context;

    let caller = context::caller()?;
    context::state().store.versions(&caller, meeting_id(&id)?).await?.ok_or(AppError::NotFound)
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

/// Says that an action is done, or is not.
#[server(endpoint = "pair/tick-action")]
pub async fn tick_action(id: i64, version: i64, position: i64, done: bool) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

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
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let meeting = context::state().store.meeting(&caller, MeetingId(id)).await?.ok_or(AppError::NotFound)?;
    keep_draft(id, meeting.version, log.with(&meeting.notes, &meeting.actions)).await
}

/// A draft is kept as the fields of its form.
#[cfg(feature = "ssr")]
async fn keep_draft(id: i64, version: i64, log: LogForm) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

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
#[cfg(feature = "ssr")]
fn form_of(meeting: Option<domain::meeting::MeetingId>) -> String {
    meeting.map_or("/par/traffar/ny".to_owned(), |id| format!("/par/traffar/{id}/andra"))
}

/// Forgets what has been typed.
#[server(endpoint = "pair/discard-draft")]
pub async fn discard_draft(#[server(default)] id: i64) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let meeting = (id != 0).then_some(MeetingId(id));
    context::state().store.discard_draft(&caller, meeting).await?;
    leptos_axum::redirect(&form_of(meeting));
    Ok(())
}

/// Deletes a log, and goes back to the pair.
#[server(endpoint = "pair/delete-meeting")]
pub async fn delete_meeting(id: i64) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.delete_meeting(&caller, MeetingId(id), now).await?;
    leptos_axum::redirect("/par");
    Ok(())
}

/// Brings a deleted log back, and goes on to it.
#[server(endpoint = "pair/restore-meeting")]
pub async fn restore_meeting(id: i64) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.restore_meeting(&caller, MeetingId(id), now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}"));
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
