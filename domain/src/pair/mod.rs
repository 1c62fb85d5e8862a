//! A mentor and an adept from different organisations.

pub mod agreement;
pub mod goal;
pub mod health;
pub mod help_request;
pub mod list;
pub mod pulse;
pub mod rhythm;
pub mod status;

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use serde::{Deserialize, Serialize};

use self::{
    agreement::Stage,
    health::Month,
    help_request::HelpRequests,
    status::{PairStatus, State},
};
use crate::{
    day::Answer,
    id,
    meeting::{
        MeetingId, Meetings,
        log::{Deleted, OpenAction},
        proposal::latest_ahead,
    },
    people::{Localised, PersonId, Role},
    time,
};

pub use self::health::PairHealth;

id! {
    /// A pair in one round.
    PairId,
}

/// One's own pair: who the partner is, and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Its number.
    pub id: PairId,
    /// One's own part in it.
    pub role: Role,
    /// The other one.
    pub partner: Partner,
    /// How many weeks the two mean to have between meetings.
    pub every_weeks: u32,
    /// When they became a pair.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// Whether it goes on.
    pub status: PairStatus,
}

/// A pair that someone was in before, and whose log they can still read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierPair {
    /// Its number.
    pub id: PairId,
    /// The other one's name.
    pub partner: String,
    /// When they became a pair.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// The last day on which its log can be read.
    #[serde(with = "crate::time::wire")]
    pub kept_until: Date,
}

/// The other half of one's pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their organisation.
    pub organisation: String,
    /// Where to write.
    pub email: String,
    /// Where to call; empty if they gave none.
    pub phone: String,
}

impl Partner {
    /// What one calls them.
    pub fn first_name(&self) -> &str {
        first_name(&self.name)
    }
}

/// What one calls someone of this name.
///
/// ```
/// assert_eq!(domain::pair::first_name("Åsa Maria Ek"), "Åsa");
/// ```
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Something that happened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// What.
    pub what: Happening,
}

/// What happened: what the partner did, or what became of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// Answered for a segment that one is invited to as well.
    Answered {
        /// The day's name in addresses.
        slug: String,
        /// The day's title.
        title: Localised,
        /// The answer.
        answer: Answer,
    },
    /// A common day was cancelled.
    Cancelled {
        /// The day's name in addresses.
        slug: String,
        /// The day's title.
        title: Localised,
    },
    /// Logged a meeting, or changed its log.
    Logged {
        /// The meeting.
        meeting: MeetingId,
        /// The day they met.
        #[serde(with = "crate::time::wire")]
        date: Date,
    },
}

/// When a pair uses to meet, and when it cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The time of day that the two last agreed on.
    pub usual_time: Option<Time>,
    /// The dates of the common days that one is invited to.
    pub busy: Vec<Date>,
}

/// A pair's room at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// When it was read.
    pub now: Timestamp,
    /// The pair.
    pub pair: Pair,
    /// Its meetings.
    pub meetings: Meetings,
    /// Meetings held and agreed in each month of the round.
    pub months: Vec<Month>,
    /// When their rhythm suggests to meet, if nothing is agreed or proposed.
    pub suggested: Option<DateTime>,
    /// Whether the rhythm has slipped.
    pub slipped: bool,
}

impl Room {
    /// A pair's room, by its meetings.
    pub fn of(pair: Pair, meetings: Meetings, habits: &Habits, now: Timestamp) -> Self {
        let today = time::today(now);
        let held: Vec<_> = meetings.held.iter().map(|held| held.facts.date).collect();
        let agreed = meetings.next.as_ref().map(|next| next.at.date());
        let ahead = latest_ahead(meetings.next.as_ref(), meetings.open.as_ref());
        let last = held.first().copied();
        Self {
            now,
            months: health::months(pair.since, pair.status.round_ends.max(today), today, &held, agreed),
            suggested: suggested(&pair, &meetings, habits, today),
            slipped: rhythm::slip(&pair.status, pair.every_weeks, last, ahead, today).is_some(),
            pair,
            meetings,
        }
    }
}

/// When the two might meet next: at their usual time of day, as long as they go
/// on and have nothing planned.
fn suggested(pair: &Pair, meetings: &Meetings, habits: &Habits, today: Date) -> Option<DateTime> {
    let idle = meetings.next.is_none() && meetings.open.is_none();
    if !idle || pair.status.state(today) != State::Active {
        return None;
    }
    let last = meetings.held.first().map(|held| held.facts.date);
    let date = rhythm::suggest(pair.every_weeks, last, today, &habits.busy);
    Some(date.to_datetime(habits.usual_time.unwrap_or(rhythm::USUAL_TIME)))
}

/// All that the pair's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairPage {
    /// The room.
    pub room: Room,
    /// Where the two stand with their agreement.
    pub agreement: Stage,
    /// Who of them has asked for an organiser.
    pub help_requests: HelpRequests,
    /// What an organiser sees of the pair, by the organiser's own query.
    pub seen: Option<PairHealth>,
    /// What the two agreed on and have not done yet.
    pub open: Vec<OpenAction>,
    /// Logs that can be brought back.
    pub deleted: Vec<Deleted>,
}
