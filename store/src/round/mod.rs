//! Rounds and the network's organisations.

pub mod call;
pub mod certificate;
pub mod closing;
pub mod lineage;
pub mod next;
pub mod overview;
pub mod public_page;
pub mod report;
pub mod retention;
pub mod start;
pub mod today;

use async_trait::async_trait;
use domain::{
    application::{Call, Conflict, Form, State, StepKind},
    day::{
        Answer, Audience, Contact, Kind, PlannedItem, check_in::NewVisitor, evaluation::Evaluation,
        material::NewMaterial, meet_up::Slot, needs::Needs,
    },
    meeting::{
        Log,
        proposal::{Plan, Proposal},
    },
    pair::{
        agreement::{Progress, Terms},
        pulse,
    },
    people::{Caller, EmailAddress, Localised, Organisation, Role},
    round::{Round, focus},
    selection::Ballot,
    time,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

use self::{
    call::Calls, certificate::Certificates, closing::Closings, lineage::Lineages, next::NextRounds,
    overview::Overviews, public_page::PublicPages, report::Reports, retention::Retention, start::Starts,
    today::WorkLists,
};
use crate::{Result, people::NewPerson};

/// All that is kept of a round as a whole.
pub trait RoundStore:
    Rounds
    + Calls
    + Certificates
    + Closings
    + Lineages
    + NextRounds
    + Overviews
    + PublicPages
    + Reports
    + Retention
    + Starts
    + WorkLists
{
}

impl<T> RoundStore for T where
    T: Rounds
        + Calls
        + Certificates
        + Closings
        + Lineages
        + NextRounds
        + Overviews
        + PublicPages
        + Reports
        + Retention
        + Starts
        + WorkLists
{
}

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
    /// Its call for applications, if there is one.
    pub call: Option<Call>,
    /// Applications to it.
    pub applications: Vec<NewApplication>,
    /// Its pairs.
    pub pairs: Vec<NewPair>,
    /// Answers given.
    pub replies: Vec<NewReply>,
    /// Who sits where.
    pub tables: Vec<NewTables>,
    /// What surrounds them.
    pub arrangements: NewArrangements,
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
    /// What became of it, if it is over.
    pub past: Option<PastDay>,
    /// What else there is to say of it.
    pub details: NewDetails,
}

/// What became of a common day.
#[derive(Clone, Debug)]
pub struct PastDay {
    /// The organiser who stood at the door and added the files.
    pub organiser: EmailAddress,
    /// Who came.
    pub check_ins: Vec<NewCheckIn>,
    /// Its files, and when each was added.
    pub materials: Vec<(NewMaterial, Timestamp)>,
    /// Who thought what of it.
    pub evaluations: Vec<(EmailAddress, Evaluation)>,
    /// When thank-you emails were sent.
    pub thanked_at: Option<Timestamp>,
}

/// Someone was let in: to which segment, counted from 0.
#[derive(Clone, Debug)]
pub struct NewCheckIn {
    /// Who.
    pub person: EmailAddress,
    /// To which of the day's segments.
    pub segment: usize,
    /// When.
    pub at: Timestamp,
}

/// What need not be said of a common day.
#[derive(Clone, Debug, Default)]
pub struct NewDetails {
    /// Where the place is on a map.
    pub map_url: String,
    /// How to get there, in Swedish and in English.
    pub directions: [String; 2],
    /// Whom to ask.
    pub contact: Contact,
    /// The organiser responsible.
    pub responsible: Option<EmailAddress>,
    /// Whether a yes is taken after the last moment to answer, while there is room.
    pub late_yes: bool,
    /// The agenda: of which segment, counted from 0, and what.
    pub agenda: Vec<(usize, PlannedItem)>,
}

/// Someone's application, and what has become of it.
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// Who applies.
    pub person: EmailAddress,
    /// What they say.
    pub form: Form,
    /// Whom they must not be paired with.
    pub conflicts: Vec<Conflict>,
    /// Where it stands.
    pub state: State,
    /// As what they have been chosen, if they have.
    pub role: Option<Role>,
    /// Since when it stands there.
    pub since: Timestamp,
    /// What has happened to it, in order.
    pub steps: Vec<NewStep>,
    /// What members of the working group think of it.
    pub votes: Vec<NewVote>,
}

/// What a member of the working group thinks of an application.
#[derive(Clone, Debug)]
pub struct NewVote {
    /// The member.
    pub by: EmailAddress,
    /// For it or against it, and why.
    pub ballot: Ballot,
    /// When.
    pub at: Timestamp,
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

/// The tables of a part of a day: its slug and the number of its segment,
/// counted from 0.
#[derive(Clone, Debug)]
pub struct NewTables {
    /// The day.
    pub day: String,
    /// Which of its segments.
    pub segment: usize,
    /// How many tables there are.
    pub tables: u32,
    /// How many rounds.
    pub rounds: u32,
    /// Round, table and who, all from 1.
    pub seats: Vec<(u32, u32, EmailAddress)>,
}

/// What surrounds the answers to a round's days.
#[derive(Clone, Debug, Default)]
pub struct NewArrangements {
    /// Guests and speakers.
    pub guests: Vec<NewGuest>,
    /// What people need.
    pub needs: Vec<NewNeeds>,
    /// When pairs could meet.
    pub meet_ups: Vec<NewMeetUp>,
}

/// Someone who comes to a day without being in the round: the day's slug and the
/// number of its segment, counted from 0.
#[derive(Clone, Debug)]
pub struct NewGuest {
    /// The day.
    pub day: String,
    /// Which of its segments.
    pub segment: usize,
    /// Who.
    pub visitor: NewVisitor,
}

/// What someone needs at a day.
#[derive(Clone, Debug)]
pub struct NewNeeds {
    /// Who.
    pub person: EmailAddress,
    /// The day.
    pub day: String,
    /// What.
    pub needs: Needs,
}

/// When someone could meet their partner around a day.
#[derive(Clone, Debug)]
pub struct NewMeetUp {
    /// Who.
    pub person: EmailAddress,
    /// The day.
    pub day: String,
    /// When.
    pub slot: Slot,
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

/// Something that has happened to an application.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// What.
    pub kind: StepKind,
    /// When.
    pub at: Timestamp,
    /// By whom; nobody, if that was the manager.
    pub by: Option<EmailAddress>,
    /// What they wrote: why, and to what the organisation commits.
    pub said: [String; 2],
}

/// Rounds and organisations.
#[async_trait]
pub trait Rounds: Send + Sync {
    /// Every round, the greatest number first.
    async fn rounds(&self) -> Result<Vec<Round>>;

    /// The round that the caller asks in.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if there is none such any more.
    async fn round(&self, caller: &Caller) -> Result<Round>;

    /// The round that strangers are told of, and that someone new is let into:
    /// [`domain::round::focus::main_round`].
    async fn main_round(&self, now: Timestamp) -> Result<Option<Round>> {
        Ok(focus::main_round(&self.rounds().await?, time::today(now)).cloned())
    }

    /// The network's organisations, in the Swedish alphabet's order.
    async fn organisations(&self) -> Result<Vec<Organisation>>;

    /// Loads a round whole or not at all. `false` if there is a round of that
    /// number already; then nothing changes.
    async fn load_round(&self, round: &NewRound, now: Timestamp) -> Result<bool>;
}
