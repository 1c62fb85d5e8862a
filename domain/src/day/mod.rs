//! Common days: their segments and agenda, and who is invited.
//!
//! | module | holds |
//! |---|---|
//! | `reply` | what people answer, and what may be answered when |
//! | `invited` | the day as the organiser sees it |
//! | `editor` | the form in which a day is edited, and its checks |
//! | `page` | what a day's own page shows |
//! | `change` | what an edited day is to be, and what that means for people |

pub mod arrangements;
pub mod board;
mod change;
pub mod check_in;
mod editor;
pub mod evaluation;
pub mod follow_up;
pub mod headcount;
pub mod helper;
mod invited;
pub mod material;
pub mod meet_up;
pub mod needs;
mod page;
mod reply;
pub mod seats;
pub mod tables;
pub mod trend;
pub mod visitor;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id, named,
    people::{Localised, Role},
};

pub use self::{change::*, editor::*, invited::*, page::*, reply::*};

id! {
    /// A common day.
    DayId,
    /// A part of a day with its own hours and audience.
    SegmentId,
    /// An answer in the history.
    AnswerId,
}

named! {
    /// How far a day has come.
    pub enum State {
        /// Being planned: only organisers know of it.
        Draft = "draft",
        /// Everyone invited knows of it and may answer.
        Published = "published",
        /// It does not take place, and everyone who knew of it is told so.
        Cancelled = "cancelled",
    }
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
    /// Where the place is on a map; empty, if only its address tells.
    pub map_url: String,
    /// How to get there; may be empty.
    pub directions: Localised,
    /// Whom to ask.
    pub contact: Contact,
    /// Whether it is known, and takes place.
    pub state: State,
    /// What the organiser said when it was cancelled; may be empty.
    pub cancellation: String,
    /// Whether a yes is taken after `reply_by`, while there is room.
    pub late_yes: bool,
    /// How often calendars have had to hear of a change.
    pub sequence: u32,
    /// The last moment to answer freely.
    #[serde(with = "crate::time::wire")]
    pub reply_by: Timestamp,
    /// Its parts, in the order of the day; never empty.
    pub segments: Vec<Segment>,
    /// What happens in its parts, in the order of the day.
    pub agenda: Vec<AgendaItem>,
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

    /// Whether it is yet to take place, or on.
    pub fn is_to_come(&self, now: Timestamp) -> bool {
        self.state == State::Published && self.ends() > now
    }

    /// As a list shows it: without the texts of its own page.
    #[must_use]
    pub fn brief(self) -> Self {
        let none = || Localised { sv: String::new(), en: String::new() };
        Self { summary: none(), directions: none(), cancellation: String::new(), agenda: Vec::new(), ..self }
    }

    /// Keeps only some of its segments, and what is on the agenda of those.
    pub fn keep(&mut self, segments: impl Fn(&Segment) -> bool) {
        self.segments.retain(segments);
        self.agenda.retain(|item| self.segments.iter().any(|segment| segment.id == item.segment));
    }

    /// How far a segment has come: it may be cancelled alone.
    pub fn state_of(&self, segment: &Segment) -> State {
        if segment.cancelled { State::Cancelled } else { self.state }
    }

    /// Whether it was moved, as far as the reader may see.
    pub fn moved(&self) -> bool {
        self.segments.iter().any(|segment| segment.moved_at.is_some())
    }

    /// The hours that its moved parts had before, in the order of those.
    pub fn was(&self) -> Vec<Hours> {
        self.segments.iter().filter_map(|segment| segment.was).collect()
    }
}

/// Something on the agenda of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Of which segment.
    pub segment: SegmentId,
    /// When it begins.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// What it is.
    pub title: Localised,
    /// Who speaks; may be empty.
    pub speaker: String,
}

/// Whom to ask about a day. Each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their telephone number.
    pub phone: String,
}

impl Contact {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.phone.is_empty()
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
    /// When it was last moved; answers to other hours do not count.
    #[serde(with = "crate::time::wire::option")]
    pub moved_at: Option<Timestamp>,
    /// The hours it had before that.
    #[serde(with = "past_hours")]
    pub was: Option<Hours>,
    /// Whether it does not take place, though the day may.
    pub cancelled: bool,
}

impl Segment {
    /// From when to when.
    pub const fn hours(&self) -> Hours {
        Hours { starts: self.starts, ends: self.ends }
    }
}
