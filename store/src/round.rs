//! Rounds and the network's organisations.

use async_trait::async_trait;
use domain::{
    agreement::{Progress, Terms},
    day::{Answer, Audience, Kind},
    meeting::Log,
    people::{EmailAddress, Localised, Organisation, Role},
    proposal::{Plan, Proposal},
    pulse,
    round::Round,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

use crate::{Result, people::NewPerson};

/// A whole round, to be loaded at once: what a new installation starts from,
/// and the demo.
#[derive(Clone, Debug)]
pub struct NewRound {
    /// The programme's own number of it.
    pub number: u32,
    /// Its first day.
    pub starts_on: Date,
    /// The last day of its official part.
    pub ends_on: Date,
    /// The most pairs it takes.
    pub max_pairs: u32,
    /// The network's organisations, by name. Those that exist are kept.
    pub organisations: Vec<String>,
    /// Its common days.
    pub days: Vec<NewDay>,
    /// Its people. Those who exist are kept, and get the duty.
    pub people: Vec<NewPerson>,
    /// Its pairs.
    pub pairs: Vec<NewPair>,
    /// Answers given.
    pub replies: Vec<NewReply>,
    /// How it went for whom, every other month.
    pub pulses: Vec<NewPulse>,
}

/// A common day.
#[derive(Clone, Debug)]
pub struct NewDay {
    /// Its name in addresses.
    pub slug: String,
    /// What it is for.
    pub kind: Kind,
    /// Its title.
    pub title: Localised,
    /// What happens.
    pub summary: Localised,
    /// The place.
    pub venue: String,
    /// Its street address.
    pub address: String,
    /// The last moment to answer freely.
    pub reply_by: Timestamp,
    /// Its parts: who for, from, to.
    pub segments: Vec<(Audience, Timestamp, Timestamp)>,
}

/// A pair, by its people's addresses.
#[derive(Clone, Debug)]
pub struct NewPair {
    /// The adept.
    pub adept: EmailAddress,
    /// The mentor.
    pub mentor: EmailAddress,
    /// How many weeks they mean to have between meetings.
    pub every_weeks: u32,
    /// When they became a pair.
    pub since: Date,
    /// Meetings held, each with who logged it and when.
    pub meetings: Vec<(Log, EmailAddress, Timestamp)>,
    /// The next meeting, if they have agreed on one.
    pub next: Option<(DateTime, Plan)>,
    /// What one of the two proposes to the other.
    pub open: Option<(Role, Proposal)>,
    /// What they have agreed on, if they have.
    pub agreement: Option<NewAgreement>,
    /// Since when they pause, if they do.
    pub paused: Option<Date>,
}

/// An agreement that both have signed.
#[derive(Clone, Debug)]
pub struct NewAgreement {
    /// What it says.
    pub terms: Terms,
    /// When the adept wrote it.
    pub written: Timestamp,
    /// When the mentor signed it.
    pub signed: Timestamp,
    /// How far each of its goals has come.
    pub progress: Vec<Progress>,
}

/// An answer: the day's slug and the number of its segment, counted from 0.
#[derive(Clone, Debug)]
pub struct NewReply {
    /// Who.
    pub person: EmailAddress,
    /// The day.
    pub day: String,
    /// Which of its segments.
    pub segment: usize,
    /// What.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
}

/// How it went for someone.
#[derive(Clone, Debug)]
pub struct NewPulse {
    /// Who.
    pub person: EmailAddress,
    /// When the question was asked.
    pub asked: Date,
    /// What.
    pub answer: pulse::Answer,
    /// When.
    pub at: Timestamp,
}

/// Rounds and organisations.
#[async_trait]
pub trait Rounds: Send + Sync {
    /// The round with the greatest number; `None` in an empty database.
    async fn current_round(&self) -> Result<Option<Round>>;

    /// The network's organisations, in the Swedish alphabet's order.
    async fn organisations(&self) -> Result<Vec<Organisation>>;

    /// Loads a round whole or not at all. `false` if there is a round of that
    /// number already; then nothing changes.
    async fn load_round(&self, round: &NewRound, now: Timestamp) -> Result<bool>;
}
