//! What people answer to the parts of a day, and what may be answered when.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::arrangements::Arrangements;
use super::{AnswerId, Day, Guest, Segment, State};
use crate::{input::Text, named};

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
    /// The time to answer is over, and there is room: whoever still wants to
    /// come may say so.
    YesOrNo,
    /// The time to answer is over; one can still say that one will not come.
    OnlyNo,
    /// The segment is over, or does not take place.
    None,
}

/// What decides which answers a segment takes.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// How far it has come.
    pub state: State,
    /// The last moment to answer freely.
    pub reply_by: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Whether a yes is taken after `reply_by`, while there is room.
    pub late_yes: bool,
    /// Whether a yes would be a seat, and not a place in the queue.
    pub room: bool,
    /// Whether a seat is held for whoever answers.
    pub offered: bool,
}

impl Terms {
    /// Those of a day's segment for someone to whom no seat is offered.
    pub fn of(day: &Day, segment: &Segment, room: bool) -> Self {
        let (state, reply_by, late_yes) = (day.state_of(segment), day.reply_by, day.late_yes);
        Self { state, reply_by, ends: segment.ends, late_yes, room, offered: false }
    }
}

/// Which answers a segment takes at `now`: all until the day's deadline, a
/// "no" until the segment ends, then none. A late "no" is always welcome: the
/// organiser needs to know who is *not* coming. A late "yes" is taken where the
/// organiser allows it, for a seat that is free; there is no queueing any more.
/// A seat that is offered can always be taken.
///
/// ```
/// use domain::day::{Choices, State, Terms, choices};
/// let terms = Terms {
///     state: State::Published,
///     reply_by: "2027-04-02T10:00Z".parse()?,
///     ends: "2027-04-09T11:00Z".parse()?,
///     late_yes: false,
///     room: true,
///     offered: false,
/// };
/// assert_eq!(choices(terms.reply_by, &terms), Choices::All);
/// let late = "2027-04-02T10:01Z".parse()?;
/// assert_eq!(choices(late, &terms), Choices::OnlyNo);
/// assert_eq!(choices(late, &Terms { late_yes: true, ..terms }), Choices::YesOrNo);
/// assert_eq!(choices(late, &Terms { late_yes: true, room: false, ..terms }), Choices::OnlyNo);
/// assert_eq!(choices(late, &Terms { room: false, offered: true, ..terms }), Choices::YesOrNo);
/// assert_eq!(choices(terms.ends, &Terms { late_yes: true, ..terms }), Choices::None);
/// assert_eq!(choices(late, &Terms { state: State::Cancelled, ..terms }), Choices::None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn choices(now: Timestamp, terms: &Terms) -> Choices {
    if terms.state != State::Published || now >= terms.ends {
        Choices::None
    } else if now <= terms.reply_by {
        Choices::All
    } else if terms.offered || terms.late_yes && terms.room {
        Choices::YesOrNo
    } else {
        Choices::OnlyNo
    }
}

impl Choices {
    /// Whether this answer may be given.
    pub fn allow(self, answer: Answer) -> bool {
        match self {
            Self::All => true,
            Self::YesOrNo => answer != Answer::Maybe,
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
    /// The whole day is over, and is neither published nor cancelled any more.
    #[error("the day is over")]
    DayOver,
    /// The segment does not take place.
    #[error("the segment is cancelled")]
    Cancelled,
    /// The seat that one had has gone on to another.
    #[error("the seat is taken")]
    SeatTaken,
    /// Nobody can be invited to a day without a place.
    #[error("the day has no place")]
    NoPlace,
    /// The answer is not the latest, or was not given just now.
    #[error("too late to undo")]
    NoUndo,
}

/// Whether an answer is taken at `now`.
///
/// # Errors
/// [`Refusal`], if it is not.
pub fn decide(answer: Answer, now: Timestamp, terms: &Terms) -> Result<(), Refusal> {
    match choices(now, terms) {
        Choices::None => Err(closed(terms)),
        choices if choices.allow(answer) => Ok(()),
        _ => Err(Refusal::TooLate),
    }
}

/// Why a segment takes no answers at all.
const fn closed(terms: &Terms) -> Refusal {
    match terms.state {
        State::Published => Refusal::Over,
        State::Draft | State::Cancelled => Refusal::Cancelled,
    }
}

/// How long an answer can be taken back by one press.
pub const UNDO: SignedDuration = SignedDuration::from_mins(15);

/// One of someone's answers to a segment, as the history keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: AnswerId,
    /// What was answered; `None`, if an answer was taken back.
    pub answer: Option<Answer>,
    /// When.
    pub at: Timestamp,
    /// Whether they gave it themselves.
    pub own: bool,
    /// Whether it was given to the hours that the segment has now.
    pub current: bool,
}

/// An answer that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Which.
    pub entry: AnswerId,
    /// What holds again then; `None` for no answer.
    pub to: Option<Answer>,
}

/// What someone's answers to a segment, oldest first, say of how to go back.
///
/// ```
/// use domain::day::{Answer, AnswerId, Entry, undo};
/// let at = |text: &str| text.parse::<jiff::Timestamp>();
/// let entry = |id, answer, time| {
///     Ok::<_, jiff::Error>(Entry { id: AnswerId(id), answer, at: at(time)?, own: true, current: true })
/// };
/// let (yes, no) = (entry(1, Some(Answer::Yes), "2026-03-01T08:00Z")?, entry(2, Some(Answer::No), "2026-03-02T08:00Z")?);
/// let now = at("2026-03-02T08:05Z")?;
/// assert_eq!(undo(&[yes, no], now).map(|undo| undo.to), Some(Some(Answer::Yes)));
/// assert_eq!(undo(&[no], now).map(|undo| undo.to), Some(None));
/// // Not much later, nor what another has answered for one, nor across a move.
/// assert_eq!(undo(&[yes], now), None);
/// assert_eq!(undo(&[yes, Entry { own: false, ..no }], now), None);
/// assert_eq!(undo(&[Entry { current: false, ..yes }, no], now).map(|undo| undo.to), Some(None));
/// assert_eq!(undo(&[yes, Entry { current: false, ..no }], now), None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn undo(history: &[Entry], now: Timestamp) -> Option<Undo> {
    let mut latest_first = history.iter().rev().filter(|entry| entry.current);
    let last = latest_first.next()?;
    let to = latest_first.next().and_then(|entry| entry.answer);
    let fresh = last.own && now.duration_since(last.at) < UNDO;
    (fresh && last.answer.is_some() && last.answer != to).then_some(Undo { entry: last.id, to })
}

/// Whether an answer can be taken back at `now`, so that `to` holds again. A
/// seat that has gone on to another does not come back.
///
/// # Errors
/// [`Refusal`], if it cannot.
pub fn decide_undo(to: Option<Answer>, now: Timestamp, terms: &Terms) -> Result<(), Refusal> {
    if terms.state != State::Published || now >= terms.ends {
        Err(closed(terms))
    } else if to == Some(Answer::Yes) && !terms.room {
        Err(Refusal::SeatTaken)
    } else {
        Ok(())
    }
}

/// A day as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// The day.
    pub day: Day,
    /// One's own and the partner's answers, for each of the day's segments.
    pub answers: Vec<SegmentAnswers>,
    /// What surrounds them.
    pub arrangements: Arrangements,
}

impl DayView {
    /// Whether an answer of one's own is still missing and may be given freely.
    pub fn awaits_reply(&self) -> bool {
        self.answers.iter().any(|a| a.mine.answer().is_none() && a.choices == Choices::All)
    }

    /// The part for which a seat is held for one, with the moment until which it
    /// is; the one that is held for the shortest time, if there are several.
    pub fn offer(&self) -> Option<(Segment, Timestamp)> {
        let offered = self.answers.iter().filter(|answers| answers.choices.allow(Answer::Yes));
        let offered = offered.filter_map(|answers| Some((answers.segment, answers.offered_until?)));
        offered.min_by_key(|(_, until)| *until)
    }
}

/// What one answered to a segment, and what the partner did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentAnswers {
    /// The segment.
    pub segment: Segment,
    /// What may be answered now; [`Choices::None`] for whoever is not invited.
    pub choices: Choices,
    /// Where one stands oneself.
    pub mine: Standing,
    /// One's place in the queue, from 1; `None` for whoever does not wait for their turn.
    pub place: Option<u32>,
    /// Whether one waits without a turn, having let an offer lapse: a yes is needed again.
    pub lapsed: bool,
    /// Until when a seat is held, if one is offered.
    #[serde(with = "crate::time::wire::option")]
    pub offered_until: Option<Timestamp>,
    /// Whether someone who says yes now has to wait.
    pub full: bool,
    /// Whether one has said something to the organisers.
    pub has_comment: bool,
    /// The latest that was answered for one, or taken back: a greater number is newer.
    pub latest: Option<AnswerId>,
    /// One's answer that was given just now, and can be taken back.
    pub undo: Option<AnswerId>,
    /// What one had answered to other hours, before the segment was moved.
    pub before_move: Option<Answer>,
    /// Where the partner stands; `None` without a partner who is invited too.
    pub partner: Option<Standing>,
}

/// What someone says to the organisers about their answer.
pub type Comment = Text<300>;

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
    /// Which; `None`, if the one before was taken back.
    pub answer: Option<Answer>,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// The name of whoever gave it for them; `None` if they did themselves.
    pub by: Option<String>,
    /// Whether it was given to other hours than the segment has now.
    pub former: bool,
}
