//! What the pair's room reads, and its server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::sync::Arc;

use domain::{
    meeting::{
        Calendar, Log, LogForm, Meeting, MeetingId,
        log::{LogPage, NewLogPage, Version},
    },
    merge::merge,
    pair::{PairPage, Room, list::ListedPair},
    people::Caller,
    round::focus::SignedIn,
};
use leptos::server;
use serde::Serialize;

use super::done::Done;
use crate::{
    context::{self, AllRounds},
    error::AppError,
    people::draft,
    text::editable,
    ui::{Saved, base, put_together, sent_base},
};

/// In an address: the action that was just ticked off.
const TICKED: &str = "bockad";

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

/// The reader's pairs, of whatever rounds.
///
/// # Errors
/// [`AppError::NotFound`] for whoever is in none.
pub async fn read_pairs() -> Result<(Arc<SignedIn>, Vec<ListedPair>), AppError> {
    context::caller()?;
    let AllRounds(reader) = context::from_request::<AllRounds>().ok_or(AppError::SignIn)?;
    let (store, now) = context::store_now();
    let callers = reader.pairs().into_iter().map(|(standing, pair)| reader.caller_in(standing, Some(pair.id)));
    let pairs = store.listed_pairs(&callers.collect::<Vec<_>>(), now).await?;
    if pairs.is_empty() { Err(AppError::NotFound) } else { Ok((reader, pairs)) }
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
    let log = parse_log(&log, calendar(&caller).await?)?;
    let id = store.log_meeting(&caller, context::form_key().as_ref(), &log, now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}?sparad=1"));
    Ok(())
}

/// Saves a changed log. If someone else saved after `version`, both changes are put
/// together; if that does not go, the form comes back.
#[server(endpoint = "pair/edit-meeting")]
pub async fn edit_meeting(id: i64, version: i64, #[server(default)] log: LogForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let (id, calendar) = (MeetingId(id), calendar(&caller).await?);
    parse_log(&log, calendar)?;
    let mut version = version;
    let mut form = log.clone();
    loop {
        let saved = match store.edit_meeting(&caller, id, version, &parse_log(&form, calendar)?, now).await {
            // Someone was faster; perhaps at this very moment.
            Err(store::Error::Conflict) => store.meeting(&caller, id).await?.ok_or(AppError::NotFound)?,
            saved => {
                saved?;
                break;
            }
        };
        // Ours to change no more, though nobody has.
        if saved.version == version {
            return Err(AppError::Conflict);
        }
        let theirs = form_of(&saved);
        let merged = merge(&sent_base().unwrap_or_default(), &log, &theirs);
        let whole = |form: &LogForm| form.parse(calendar).map(|_| form.clone());
        let now = Some(("version", saved.version.to_string()));
        form = put_together(merged, Saved { name: "log", form: &theirs, version: now }, whole)?;
        // The partner has written the same; or the form has been carried out already.
        if form == theirs {
            break;
        }
        version = saved.version;
    }
    leptos_axum::redirect(&format!("/par/traffar/{id}?sparad=1"));
    Ok(())
}

/// A log's form as it shows what is saved. What does not open is written anew.
pub(crate) fn form_of(meeting: &Meeting) -> LogForm {
    let mut form = LogForm::from(meeting);
    let texts = [&mut form.notes, &mut form.reflection].into_iter();
    for text in texts.chain(form.actions.iter_mut().map(|action| &mut action.what)) {
        *text = editable(std::mem::take(text));
    }
    form
}

/// The id of the form that ticks an action off.
pub(crate) fn tick_id(meeting: MeetingId, position: i64) -> String {
    format!("bocka-{meeting}-{position}")
}

/// Says that an action is done, or is not.
#[server(endpoint = "pair/tick-action")]
pub async fn tick_action(id: i64, version: i64, position: i64, done: bool) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.tick_action(&caller, MeetingId(id), version, position, done, now).await?;
    // The pair's page shows only what is left to do.
    if context::form_path().as_deref() == Some("/par") {
        let row = tick_id(MeetingId(id), position);
        let tells = if done { format!("?{TICKED}={id}.{position}") } else { format!("#{row}") };
        leptos_axum::redirect(&format!("/par{tells}"));
    }
    Ok(())
}

/// The action that was just ticked off, as the address tells: its log, and its place there.
pub(crate) async fn read_ticked() -> Result<Option<(Meeting, usize)>, AppError> {
    let told = context::query(TICKED);
    let Some((meeting, position)) = told.as_deref().and_then(|told| told.split_once('.')) else { return Ok(None) };
    let (Ok(meeting), Ok(position)) = (meeting.parse(), position.parse()) else { return Ok(None) };
    let meeting = context::state().store.meeting(&context::caller()?, MeetingId(meeting)).await?;
    Ok(meeting.map(|meeting| (meeting, position)))
}

/// Puts what has been saved meanwhile beside what has been typed, as the draft of the
/// form, and goes on with that.
#[server(endpoint = "pair/take-theirs")]
pub async fn take_theirs(id: i64, #[server(default)] log: LogForm) -> Result<(), AppError> {
    #[derive(Serialize)]
    struct Fields {
        version: i64,
        log: LogForm,
        grund: String,
    }
    let caller = context::caller()?;
    let meeting = context::state().store.meeting(&caller, MeetingId(id)).await?.ok_or(AppError::NotFound)?;
    let fields = Fields {
        version: meeting.version,
        log: log.with(&meeting.notes, &meeting.actions),
        grund: base(&form_of(&meeting)),
    };
    let fields = serde_qs::to_string(&fields).map_err(|_| AppError::Malformed)?;
    draft::api::keep(form_urlencoded::parse(fields.as_bytes()).into_owned().collect()).await
}

/// Deletes a log, and goes back to the pair.
#[server(endpoint = "pair/delete-meeting")]
pub async fn delete_meeting(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.delete_meeting(&caller, MeetingId(id), now).await?;
    Done::Deleted.go_on();
    Ok(())
}

/// Brings a deleted log back, and goes on to it.
#[server(endpoint = "pair/restore-meeting")]
pub async fn restore_meeting(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.restore_meeting(&caller, MeetingId(id), now).await?;
    leptos_axum::redirect(&format!("/par/traffar/{id}?tillbaka=1"));
    Ok(())
}

/// The days that a log of the caller's pair may speak of.
async fn calendar(caller: &Caller) -> Result<Calendar, AppError> {
    let (store, now) = context::store_now();
    let round = store.round(caller).await?;
    Ok(Calendar { today: domain::time::today(now), round_starts: round.starts_on })
}

/// Checks a log. Its fields are called `log[…]`.
fn parse_log(form: &LogForm, calendar: Calendar) -> Result<Log, AppError> {
    Ok(form.parse(calendar).map_err(|fields| domain::input::within("log", fields))?)
}
