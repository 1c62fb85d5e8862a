//! What is read of the rounds that someone runs, to tell what needs them.

use jiff::{Timestamp, civil::Date};

use super::{BEFORE_DEADLINE, Key};
use crate::{
    application::State as Application,
    dashboard::DayName,
    day::{SegmentId, State as DayState},
    pair::{PairId, health::Band, help_request::OpenHelpRequest, status::PairStatus},
    people::PersonId,
    round::{RoundId, call::Phase, start::Progress},
};

/// Someone, and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// Where to write.
    pub email: String,
    /// Where to call; empty if they gave none.
    pub phone: String,
}

/// A pair, as far as organisers may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairFact {
    /// Its number.
    pub id: PairId,
    /// The adept and the mentor.
    pub people: [Reachable; 2],
    /// Since when they are a pair.
    pub since: Date,
    /// Whether it goes on.
    pub status: PairStatus,
    /// How regularly they meet.
    pub band: Band,
}

/// A published day, and who it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFact {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: DayName,
    /// Whether it takes place.
    pub state: DayState,
    /// The last moment to answer freely.
    pub reply_by: Timestamp,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Whether those who came have been thanked.
    pub thanked: bool,
    /// Those who are invited and have not answered, and when each was reminded.
    pub unanswered: Vec<(Reachable, Option<Timestamp>)>,
    /// Its parts for which some wait.
    pub queues: Vec<Queue>,
}

impl DayFact {
    /// Whether its missing answers are looked for.
    ///
    /// Deadlines lie ahead or have passed; the day itself has not begun.
    pub fn lacks_answers(reply_by: Timestamp, starts: Timestamp, now: Timestamp) -> bool {
        now < starts && reply_by.duration_since(now) <= BEFORE_DEADLINE
    }
}

/// Those who wait for a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// In which part of the day.
    pub segment: SegmentId,
    /// How many wait.
    pub waiting: u32,
    /// How many seats there are.
    pub seats: u32,
}

/// How many applications stand somewhere, and since when the first of them does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApplicationsFact {
    /// Where.
    pub state: Application,
    /// How many.
    pub count: u32,
    /// Since when the one that has waited longest does.
    pub since: Timestamp,
    /// Where the round's call stands, and when it closes.
    pub call: (Phase, Timestamp),
}

/// All that was read of the rounds that someone runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Those who ask to be contacted, and of which pair they are.
    pub help_requests: Vec<(RoundId, PairId, OpenHelpRequest)>,
    /// All pairs.
    pub pairs: Vec<(RoundId, PairFact)>,
    /// All days that are published.
    pub days: Vec<(RoundId, DayFact)>,
    /// Applications that wait, by where they stand.
    pub applications: Vec<(RoundId, ApplicationsFact)>,
    /// How many emails did not arrive, told in one of the rounds.
    pub undelivered: Option<(RoundId, u32)>,
    /// How far the programme has come towards living.
    pub progress: Option<(RoundId, Progress)>,
    /// What is put off, and until when.
    pub put_off: Vec<(Key, Timestamp)>,
}
