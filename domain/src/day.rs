//! Common days: their segments, who is invited, what people answer, and the
//! organiser's board.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    around::Around,
    id,
    input::Text,
    named,
    people::{Localised, OrganisationId, PersonId, Role},
};

id! {
    /// A common day.
    DayId,
    /// A part of a day with its own hours and audience.
    SegmentId,
}

named! {
    /// What a common day is for.
    pub enum Kind {
        /// Gemensam uppstart.
        Kickoff = "kickoff",
        /// Nätverkande erfarenhetsutbyte.
        Exchange = "exchange",
        /// Nätverkande inspirationsdag.
        Inspiration = "inspiration",
        /// Gemensam avslutning.
        Closing = "closing",
    }
}

named! {
    /// Who a segment is for.
    pub enum Audience {
        /// Adepts and mentors.
        Everyone = "everyone",
        /// Mentors only.
        Mentors = "mentors",
    }
}

impl Audience {
    /// Whether someone with this part in the round is invited.
    pub const fn invites(self, role: Role) -> bool {
        match self {
            Self::Everyone => true,
            Self::Mentors => matches!(role, Role::Mentor),
        }
    }
}

/// A common day, with the segments that the reader may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Its number.
    pub id: DayId,
    /// Its name in addresses, such as `avslutning-2027`.
    pub slug: String,
    /// What it is for.
    pub kind: Kind,
    /// Its title.
    pub title: Localised,
    /// What happens, in a few sentences.
    pub summary: Localised,
    /// The place.
    pub venue: String,
    /// The place's street address.
    pub address: String,
    /// The last moment to answer freely.
    #[serde(with = "crate::time::wire")]
    pub reply_by: Timestamp,
    /// Its parts, in the order of the day; never empty.
    pub segments: Vec<Segment>,
}

impl Day {
    /// When the first segment that the reader may see begins.
    pub fn starts(&self) -> Timestamp {
        self.segments.iter().map(|s| s.starts).min().unwrap_or_default()
    }

    /// When the last segment that the reader may see ends.
    pub fn ends(&self) -> Timestamp {
        self.segments.iter().map(|s| s.ends).max().unwrap_or_default()
    }
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its number.
    pub id: SegmentId,
    /// Who it is for.
    pub audience: Audience,
    /// When it begins.
    #[serde(with = "crate::time::wire")]
    pub starts: Timestamp,
    /// When it ends.
    #[serde(with = "crate::time::wire")]
    pub ends: Timestamp,
    /// How many seats it has; `None` for as many as are wanted.
    pub capacity: Option<u32>,
}

named! {
    /// A person's answer to one segment. No answer is no row.
    pub enum Answer { Yes = "yes", No = "no", Maybe = "maybe" }
}

named! {
    /// Where someone stands with a segment.
    pub enum Standing {
        /// Coming, with a seat.
        Yes = "yes",
        /// Said yes, and a seat is held for them that they have to accept.
        Offered = "offered",
        /// Said yes, and waits for a seat.
        Waiting = "waiting",
        /// May be coming.
        Maybe = "maybe",
        /// Not coming.
        No = "no",
        /// Has not answered.
        Unanswered = "none",
    }
}

impl Standing {
    /// Where someone stands who has given this answer; who may be in the queue,
    /// with an offer that still holds or without.
    pub const fn of(answer: Option<Answer>, queued: bool, offered: bool) -> Self {
        match answer {
            Some(Answer::Yes) if queued && offered => Self::Offered,
            Some(Answer::Yes) if queued => Self::Waiting,
            Some(Answer::Yes) => Self::Yes,
            Some(Answer::Maybe) => Self::Maybe,
            Some(Answer::No) => Self::No,
            None => Self::Unanswered,
        }
    }

    /// The answer that stands. Someone who has been offered a seat has yet to answer.
    pub const fn answer(self) -> Option<Answer> {
        match self {
            Self::Yes | Self::Waiting => Some(Answer::Yes),
            Self::Maybe => Some(Answer::Maybe),
            Self::No => Some(Answer::No),
            Self::Offered | Self::Unanswered => None,
        }
    }
}

impl From<Option<Answer>> for Standing {
    fn from(answer: Option<Answer>) -> Self {
        Self::of(answer, false, false)
    }
}

/// Which answers may be given at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choices {
    /// Yes, no and maybe.
    All,
    /// The time to answer is over; one can still say that one will not come.
    OnlyNo,
    /// The segment is over.
    None,
}

/// Which answers a segment takes at `now`: all until the day's deadline, a
/// "no" until the segment ends, then none. A late "no" is always welcome: the
/// organiser needs to know who is *not* coming.
///
/// ```
/// use domain::day::{Choices, choices};
/// let (reply_by, ends) = ("2027-04-02T10:00Z".parse()?, "2027-04-09T11:00Z".parse()?);
/// assert_eq!(choices("2027-04-02T10:00Z".parse()?, reply_by, ends), Choices::All);
/// assert_eq!(choices("2027-04-02T10:01Z".parse()?, reply_by, ends), Choices::OnlyNo);
/// assert_eq!(choices("2027-04-09T11:00Z".parse()?, reply_by, ends), Choices::None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn choices(now: Timestamp, reply_by: Timestamp, ends: Timestamp) -> Choices {
    if now >= ends {
        Choices::None
    } else if now > reply_by {
        Choices::OnlyNo
    } else {
        Choices::All
    }
}

impl Choices {
    /// Whether this answer may be given.
    pub fn allow(self, answer: Answer) -> bool {
        match self {
            Self::All => true,
            Self::OnlyNo => answer == Answer::No,
            Self::None => false,
        }
    }
}

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Only "no" is taken after the deadline.
    #[error("the time to answer is over")]
    TooLate,
    /// The segment is over.
    #[error("the segment is over")]
    Over,
    /// The day can no longer be evaluated.
    #[error("the evaluation is closed")]
    EvaluationClosed,
}

/// Whether an answer is taken at `now`.
///
/// # Errors
/// [`Refusal`], if it is not.
pub fn decide(answer: Answer, now: Timestamp, reply_by: Timestamp, ends: Timestamp) -> Result<(), Refusal> {
    match choices(now, reply_by, ends) {
        Choices::None => Err(Refusal::Over),
        choices if choices.allow(answer) => Ok(()),
        _ => Err(Refusal::TooLate),
    }
}

/// A day as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// The day.
    pub day: Day,
    /// One's own and the mate's answers, for each of the day's segments.
    pub answers: Vec<SegmentAnswers>,
    /// What surrounds them.
    pub around: Around,
}

impl DayView {
    /// Whether an answer of one's own is still missing and may be given freely.
    pub fn awaits_reply(&self) -> bool {
        self.answers.iter().any(|a| a.mine.answer().is_none() && a.choices == Choices::All)
    }
}

/// What one answered to a segment, and what the mate did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentAnswers {
    /// The segment.
    pub segment: Segment,
    /// What may be answered now; [`Choices::None`] for whoever is not invited.
    pub choices: Choices,
    /// Where one stands oneself.
    pub mine: Standing,
    /// One's place in the queue, from 1; `None` for whoever is not in it.
    pub place: Option<u32>,
    /// Until when a seat is held, if one is offered.
    #[serde(with = "crate::time::wire::option")]
    pub offered_until: Option<Timestamp>,
    /// Whether someone who says yes now has to wait.
    pub full: bool,
    /// Whether one has said something to the organisers.
    pub has_word: bool,
    /// Where the mate stands; `None` without a mate who is invited too.
    pub mate: Option<Standing>,
}

/// A day as the organiser sees it: for each segment everyone invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The day.
    pub day: Day,
    /// Its segments.
    pub segments: Vec<SegmentBoard>,
}

/// A segment and everyone invited to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentBoard {
    /// The segment.
    pub segment: Segment,
    /// Everyone invited, by name.
    pub guests: Vec<Guest>,
}

/// Someone invited to a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their part in the round.
    pub role: Role,
    /// Where they work.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Where they stand.
    pub standing: Standing,
    /// When.
    #[serde(with = "crate::time::wire::option")]
    pub answered_at: Option<Timestamp>,
    /// Whether they said something to the organisers; only those know.
    pub has_word: bool,
}

/// What someone says to the organisers about their answer.
pub type Word = Text<300>;

/// What an organiser can know of one person's answer to one segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCard {
    /// The day, with this segment only.
    pub day: Day,
    /// Who, and where they stand.
    pub guest: Guest,
    /// What they said to the organisers; empty if nothing.
    pub word: String,
    /// Every answer that was given, latest first.
    pub history: Vec<GivenAnswer>,
}

/// An answer that was given at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// Which.
    pub answer: Answer,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// The name of whoever gave it for them; `None` if they did themselves.
    pub by: Option<String>,
}

/// Whom a reminder would reach: those who could still answer to some part of
/// the day and have not, each with the beginning of the first such part.
pub fn to_be_reminded(board: &Board, now: Timestamp) -> BTreeMap<PersonId, Timestamp> {
    let mut people = BTreeMap::new();
    for SegmentBoard { segment, guests } in &board.segments {
        if choices(now, board.day.reply_by, segment.ends) == Choices::All {
            let missing = guests.iter().filter(|guest| guest.standing == Standing::Unanswered);
            for guest in missing {
                let starts = people.entry(guest.person).or_insert(segment.starts);
                *starts = segment.starts.min(*starts);
            }
        }
    }
    people
}

/// How many stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Coming.
    pub yes: u32,
    /// Offered a seat.
    pub offered: u32,
    /// Waiting for one.
    pub waiting: u32,
    /// Perhaps.
    pub maybe: u32,
    /// Not coming.
    pub no: u32,
    /// No answer yet.
    pub unanswered: u32,
}

impl Tally {
    /// Counts everyone.
    ///
    /// ```
    /// use domain::day::{Standing::*, Tally};
    /// let tally: Tally = [Yes, Unanswered, No, Yes].into_iter().collect();
    /// assert_eq!((tally.yes, tally.no, tally.maybe, tally.unanswered), (2, 1, 0, 1));
    /// assert_eq!(tally.invited(), 4);
    /// ```
    pub fn invited(self) -> u32 {
        Standing::ALL.iter().map(|standing| self.of(*standing)).sum()
    }

    /// Adds so many who stand in one place.
    pub const fn add(&mut self, standing: Standing, people: u32) {
        *match standing {
            Standing::Yes => &mut self.yes,
            Standing::Offered => &mut self.offered,
            Standing::Waiting => &mut self.waiting,
            Standing::Maybe => &mut self.maybe,
            Standing::No => &mut self.no,
            Standing::Unanswered => &mut self.unanswered,
        } += people;
    }

    /// How many stand there.
    pub const fn of(self, standing: Standing) -> u32 {
        match standing {
            Standing::Yes => self.yes,
            Standing::Offered => self.offered,
            Standing::Waiting => self.waiting,
            Standing::Maybe => self.maybe,
            Standing::No => self.no,
            Standing::Unanswered => self.unanswered,
        }
    }
}

impl FromIterator<Standing> for Tally {
    fn from_iter<T: IntoIterator<Item = Standing>>(everyone: T) -> Self {
        everyone.into_iter().fold(Self::default(), |mut tally, standing| {
            tally.add(standing, 1);
            tally
        })
    }
}
