//! What becomes of a pair's log: its versions, what is still to be done of it, and
//! what was deleted.

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{AgreedAction, Facts, Meeting, MeetingId, proposal::Plan};
use crate::{
    lost::Lost,
    pair::{PairHealth, agreement::GoalId},
    time,
};

/// How long a deleted log can be brought back.
pub const UNDO: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What the two share of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// When, how long, how.
    pub facts: Facts,
    /// The notes.
    pub notes: String,
    /// What they agreed to do.
    pub actions: Vec<AgreedAction>,
    /// Which of their goals it was about.
    #[serde(default)]
    pub goal: Option<GoalId>,
}

/// A log as it was saved once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number: 1 is what was written first.
    pub number: i64,
    /// What it said; or why that does not open any more.
    pub shared: Result<Shared, Lost>,
    /// Who saved it.
    pub saved_by: String,
    /// When.
    #[serde(with = "time::wire")]
    pub saved_at: Timestamp,
}

/// An agreed action that is not done yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAction {
    /// The meeting at which it was agreed.
    pub meeting: MeetingId,
    /// The version of its log.
    pub version: i64,
    /// Its place in the log.
    pub position: i64,
    /// The day of the meeting.
    #[serde(with = "time::wire")]
    pub date: Date,
    /// What is to be done.
    pub action: AgreedAction,
}

/// A log that was deleted and can be brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {
    /// The meeting.
    pub id: MeetingId,
    /// Its day.
    #[serde(with = "time::wire")]
    pub date: Date,
    /// Who deleted the log.
    pub by: String,
    /// The last day on which it can be brought back for sure.
    #[serde(with = "time::wire")]
    pub until: Date,
}

/// All that the page of a log shows, and the form in which it is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPage {
    /// The meeting.
    pub meeting: Meeting,
    /// The goals that the two have agreed on, in words.
    pub goals: Vec<(GoalId, String)>,
    /// What an organiser sees of the pair, by the organiser's own query.
    pub seen: Option<PairHealth>,
}

/// All that the form shows in which a new meeting is logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLogPage {
    /// The partner's first name.
    pub partner: String,
    /// What is filled in already.
    pub guess: Facts,
    /// Whether it is the pair's first log.
    pub first: bool,
    /// The goals that the two have agreed on, in words.
    pub goals: Vec<(GoalId, String)>,
}

/// The address of the form in which a log is changed, or a new one written.
///
/// ```
/// use domain::meeting::{MeetingId, log::form_of};
/// assert_eq!(form_of(None), "/par/traffar/ny");
/// assert_eq!(form_of(Some(MeetingId(7))), "/par/traffar/7/andra");
/// ```
pub fn form_of(meeting: Option<MeetingId>) -> String {
    meeting.map_or_else(|| "/par/traffar/ny".to_owned(), |id| format!("/par/traffar/{id}/andra"))
}

/// What a new log is probably about: the agreed meeting if it has been, else a
/// meeting today that was like the last one.
///
/// ```
/// use domain::meeting::{Facts, Form, log::guess};
/// use jiff::civil::date;
/// let today = date(2026, 11, 22);
/// let agreed = |date| Some(Facts { date, minutes: 45, form: Form::Digital });
/// assert_eq!(guess(agreed(date(2026, 11, 20)), None, today), agreed(date(2026, 11, 20)).unwrap());
/// assert_eq!(guess(agreed(date(2026, 11, 23)), None, today), Facts { date: today, minutes: 60, form: Form::InPerson });
/// assert_eq!(guess(None, agreed(date(2026, 10, 2)), today), agreed(today).unwrap());
/// ```
pub fn guess(agreed: Option<Facts>, last: Option<Facts>, today: Date) -> Facts {
    agreed.filter(|agreed| agreed.date <= today).unwrap_or_else(|| {
        let Plan { minutes, form, .. } = last.map(Plan::like).unwrap_or_default();
        Facts { date: today, minutes, form }
    })
}

/// The last whole day on which what was deleted at this moment can be brought back.
///
/// ```
/// use domain::{meeting::log::can_be_restored_until, time::instant};
/// use jiff::civil::date;
/// let deleted = instant(date(2026, 11, 22).at(14, 3, 0, 0));
/// assert_eq!(can_be_restored_until(deleted), date(2026, 11, 28));
/// ```
pub fn can_be_restored_until(deleted_at: Timestamp) -> Date {
    let end = time::today(deleted_at + UNDO);
    end.yesterday().unwrap_or(end)
}
