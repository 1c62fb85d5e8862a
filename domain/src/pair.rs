//! A mentor and an adept from different organisations.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    course::{Course, State},
    day::Answer,
    health::Band,
    id,
    meeting::MeetingId,
    people::{Localised, PersonId, Role},
};

id! {
    /// A pair in one round.
    PairId,
}

/// One's own pair: who the mate is, and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Its number.
    pub id: PairId,
    /// One's own part in it.
    pub role: Role,
    /// The other one.
    pub mate: Mate,
    /// How many weeks the two mean to have between meetings.
    pub every_weeks: u32,
    /// When they became a pair.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// Whether it goes on.
    pub course: Course,
}

/// A pair that someone was in before, and whose log they can still read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierPair {
    /// Its number.
    pub id: PairId,
    /// The other one's name.
    pub mate: String,
    /// When they became a pair.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// The last day on which its log can be read.
    #[serde(with = "crate::time::wire")]
    pub kept_until: Date,
}

/// The other half of one's pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mate {
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

impl Mate {
    /// What one calls them.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

/// All that an organiser may see of a pair: whether it goes on, its rhythm as a
/// band and a count, and that one of the two asks to be contacted. Never a date
/// or a word of their meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairHealth {
    /// Its number.
    pub id: PairId,
    /// The adept's name.
    pub adept: String,
    /// The adept's organisation.
    pub adept_organisation: String,
    /// The mentor's name.
    pub mentor: String,
    /// The mentor's organisation.
    pub mentor_organisation: String,
    /// Whether it goes on.
    pub state: State,
    /// Who of the two asks to be contacted. One of the pair sees here what the
    /// organiser sees, but for what the mate has asked without sharing it.
    pub asks: Vec<Role>,
    /// How regularly they meet, while it goes on.
    pub band: Band,
    /// How many meetings they have logged.
    pub meetings: u32,
}

impl PairHealth {
    /// Whether someone has changed employer so that the two are colleagues now.
    pub fn is_within_one_organisation(&self) -> bool {
        self.state != State::Ended && self.adept_organisation == self.mentor_organisation
    }
}

/// Something that the mate did lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// What.
    pub what: Happening,
}

/// What the mate did.
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
    /// Logged a meeting, or changed its log.
    Logged {
        /// The meeting.
        meeting: MeetingId,
        /// The day they met.
        #[serde(with = "crate::time::wire")]
        date: Date,
    },
}
