//! Reminders: emails that go by themselves.
//!
//! [`plan`] says, of everything that is known, which reminder is for whom at which
//! moment, and until when its reason holds. It knows no clock but the one it is given and
//! remembers nothing, so that a moved day moves its reminders, and an answer takes them
//! away. [`due`] takes from it what is to be sent now, by the ledger of what has been
//! sent: each once, the newest of several that were missed, nothing by night or on a
//! Sunday, and one email a day to each person. [`coming`] shows organisers what goes out
//! in the weeks to come.
//!
//! Every reminder is due in the morning of some day, in Swedish time, so that those of one
//! day come together.

mod forecast;
mod plan;
mod send;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Weekday},
};

pub use self::{
    forecast::{Coming, Discreet, Forecast, WEEKS, coming},
    plan::plan,
    send::{Ledger, due},
};
use super::{budget::Cause, preference::Kind};
use crate::{
    day::DayId,
    named,
    pair::{PairId, rhythm::is_working_day, status::PairStatus},
    people::PersonId,
    round::RoundId,
    time::{instant, local},
};

named! {
    /// What a reminder is about.
    pub enum Topic {
        /// An answer to a common day is missing: two weeks, one week and two days before the
        /// deadline, some days after the hours were changed, and the day after the deadline.
        Reply = "reply",
        /// A common day is tomorrow.
        DayBefore = "day_before",
        /// A seat is held for someone, and not for much longer.
        Seat = "seat",
        /// A day can be evaluated, and not for much longer.
        Evaluation = "evaluation",
        /// The two of a pair meet tomorrow.
        Tomorrow = "tomorrow",
        /// The two have met, as far as anyone knows, and have not logged it.
        ToLog = "to_log",
        /// The pair's rhythm has slipped.
        Slipped = "slipped",
        /// The pulse's question is asked.
        Pulse = "pulse",
    }
}

impl Topic {
    /// The kind of emails that it is one of; `None` for one that nobody can do without.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Reply => Some(Kind::Answers),
            Self::DayBefore => Some(Kind::DayBefore),
            Self::Seat => None,
            Self::Evaluation => Some(Kind::AfterDay),
            Self::Tomorrow => Some(Kind::Meetings),
            Self::ToLog => Some(Kind::Logs),
            Self::Slipped => Some(Kind::Rhythm),
            Self::Pulse => Some(Kind::Pulse),
        }
    }

    /// What an email about it alone counts as.
    pub const fn cause(self) -> Cause {
        match self {
            Self::Reply => Cause::Reminder,
            Self::DayBefore => Cause::DayBefore,
            Self::Seat => Cause::SeatOffered,
            Self::Evaluation => Cause::Evaluation,
            Self::Tomorrow => Cause::Meeting,
            Self::ToLog => Cause::ToLog,
            Self::Slipped => Cause::Slipped,
            Self::Pulse => Cause::Pulse,
        }
    }

    /// Whether organisers may know on which day it goes to how many people: it says no
    /// more than the day's board. Of the others they get a figure for all weeks together.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Reply | Self::DayBefore)
    }
}

/// A reminder that is to be sent at some moment, as things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reminder {
    /// To whom.
    pub person: PersonId,
    /// What it is about.
    pub topic: Topic,
    /// Which day, pair, round or segment: the number of its row.
    pub about: i64,
    /// In which round.
    pub round: RoundId,
    /// From when on it is due.
    pub due: Timestamp,
    /// Until when it is worth sending: then another one takes its place, or its reason is
    /// gone.
    pub until: Timestamp,
}

impl Reminder {
    /// What it is one of: of these, each is later than those before it.
    pub const fn thread(&self) -> Thread {
        (self.person, self.topic, self.about)
    }

    /// What an organiser can skip for everyone at once.
    pub const fn occasion(&self) -> Occasion {
        (self.topic, self.about, self.due)
    }
}

/// The reminders of one person of the same thing.
pub type Thread = (PersonId, Topic, i64);

/// The reminders of the same thing that are due at the same moment.
pub type Occasion = (Topic, i64, Timestamp);

/// What is known that someone may be reminded of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Answers that are missing.
    pub missing: Vec<MissingAnswer>,
    /// Who comes where.
    pub coming: Vec<Attending>,
    /// Seats that are held.
    pub held: Vec<HeldSeat>,
    /// Evaluations that are open.
    pub evaluations: Vec<OpenEvaluation>,
    /// Pairs that go on.
    pub pairs: Vec<KnownPair>,
    /// The kinds that someone has chosen away.
    pub away: BTreeSet<(PersonId, Kind)>,
}

/// Someone who has not answered to some part of a published day that is yet to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingAnswer {
    /// Who.
    pub person: PersonId,
    /// To which day.
    pub day: DayId,
    /// Of which round.
    pub round: RoundId,
    /// The last moment to answer freely.
    pub reply_by: Timestamp,
    /// When the first part begins that they have not answered to.
    pub starts: Timestamp,
    /// When the hours were changed, if they had answered to others: they are asked to
    /// confirm.
    pub moved: Option<Timestamp>,
    /// When they were last asked, by whatever email.
    pub asked: Option<Timestamp>,
}

/// Someone who has a seat at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attending {
    /// Who.
    pub person: PersonId,
    /// Which day.
    pub day: DayId,
    /// Of which round.
    pub round: RoundId,
    /// When their first part begins.
    pub starts: Timestamp,
    /// When they said so, the last time.
    pub answered: Timestamp,
}

/// Someone for whom a seat is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldSeat {
    /// Who.
    pub person: PersonId,
    /// The number of the segment.
    pub segment: i64,
    /// Of which round.
    pub round: RoundId,
    /// Until when it is held.
    pub until: Timestamp,
}

/// Someone who can evaluate a day, and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenEvaluation {
    /// Who.
    pub person: PersonId,
    /// Which day.
    pub day: DayId,
    /// Of which round.
    pub round: RoundId,
    /// From when on.
    pub opens: Timestamp,
    /// Until when.
    pub closes: Timestamp,
}

/// A pair, as far as reminders need to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// Which.
    pub pair: PairId,
    /// Of which round.
    pub round: RoundId,
    /// When that begins.
    pub round_starts: Date,
    /// The two.
    pub two: [PersonId; 2],
    /// Since when they are a pair.
    pub since: Date,
    /// Its status.
    pub status: PairStatus,
    /// How many weeks there are between two meetings.
    pub every_weeks: u32,
    /// When they last met.
    pub held: Option<Date>,
    /// The latest day for which they have agreed on something, or proposed it.
    pub ahead: Option<Date>,
    /// The meeting that they have agreed on, and when they last changed it.
    pub agreed: Option<(DateTime, Timestamp)>,
    /// Up to which question of the pulse each of the two has answered.
    pub answered: [Option<Date>; 2],
}

/// The hour in the morning at which reminders go out.
pub const MORNING: i8 = 8;
/// The hour in the evening from which nothing goes out.
pub const EVENING: i8 = 20;

/// The morning of a day.
///
/// ```
/// use domain::mail::reminder::morning;
/// use jiff::civil::date;
/// // The clocks go back that night, and forward in the spring.
/// assert_eq!(morning(date(2026, 10, 25)).to_string(), "2026-10-25T07:00:00Z");
/// assert_eq!(morning(date(2027, 3, 28)).to_string(), "2027-03-28T06:00:00Z");
/// ```
pub fn morning(day: Date) -> Timestamp {
    instant(day.at(MORNING, 0, 0, 0))
}

/// Whether nothing goes out: by night, on Sundays and on public holidays.
///
/// ```
/// use domain::mail::reminder::is_quiet;
/// let quiet = |at: &str| is_quiet(at.parse().unwrap());
/// assert!(quiet("2026-11-20T06:59Z") && !quiet("2026-11-20T07:00Z"));
/// assert!(!quiet("2026-11-20T18:59Z") && quiet("2026-11-20T19:00Z"));
/// assert!(quiet("2026-11-22T12:00Z") && !quiet("2026-11-21T12:00Z"), "Sunday, and Saturday");
/// ```
pub fn is_quiet(now: Timestamp) -> bool {
    let now = local(now);
    !(MORNING..EVENING).contains(&now.hour()) || is_quiet_day(now.date())
}

fn is_quiet_day(day: Date) -> bool {
    match day.weekday() {
        Weekday::Sunday => true,
        // No Saturday is a working day.
        Weekday::Saturday => day.month() == 12 && matches!(day.day(), 24..=26 | 31),
        _ => !is_working_day(day),
    }
}

/// The last day, up to this one, on which something goes out: for what must be known
/// before something happens.
fn brought_forward(day: Date) -> Date {
    day.series((-1).days()).find(|day| !is_quiet_day(*day)).unwrap_or(day)
}

/// The first working day from this one on: for what can wait.
fn put_off(day: Date) -> Date {
    day.series(1.day()).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// The first moment from this one on at which something goes out.
fn next_opening(now: Timestamp) -> Timestamp {
    if !is_quiet(now) {
        return now;
    }
    let days = local(now).date().series(1.day());
    days.filter(|day| !is_quiet_day(*day)).map(morning).find(|morning| *morning >= now).unwrap_or(now)
}
