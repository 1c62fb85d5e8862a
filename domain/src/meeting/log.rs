//! What becomes of a pair's log: its drafts, its versions, what is still to be
//! done of it, and what was deleted.

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{AgreedAction, Facts, Meeting, MeetingId, proposal::Plan};
use crate::{
    pair::{PairHealth, agreement::GoalId},
    people::PersonId,
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
    /// What it said.
    pub shared: Shared,
    /// Who saved it.
    pub saved_by: String,
    /// When.
    #[serde(with = "time::wire")]
    pub saved_at: Timestamp,
}

/// A log that someone has begun to write, and that nobody else sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was kept.
    #[serde(with = "time::wire")]
    pub saved_at: Timestamp,
    /// The form's fields, as typed.
    pub fields: Vec<(String, String)>,
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

/// Someone who writes a log, and what they have begun to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Who.
    pub writer: PersonId,
    /// What, if anything.
    pub draft: Option<Draft>,
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
    /// The reader, and what they have begun to change.
    pub begun: Begun,
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
    /// The reader, and what they have begun to write.
    pub begun: Begun,
}

/// What a new log is probably about: the agreed meeting if it has been, else a
/// meeting today that was like the last one.
///
/// ```
/// use domain::meeting::{log::guess, Facts, Form};
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
