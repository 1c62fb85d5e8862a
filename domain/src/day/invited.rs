//! A day as the organiser sees it: everyone invited, and how many stand where.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Choices, Day, Segment, Standing, Terms, choices};
use crate::people::{OrganisationId, PersonId, Role};

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
    pub has_comment: bool,
}

/// Whom a reminder would reach: those who could still answer to some part of
/// the day and have not, each with the beginning of the first such part.
pub fn to_be_reminded(board: &Board, now: Timestamp) -> BTreeMap<PersonId, Timestamp> {
    let mut people = BTreeMap::new();
    for SegmentBoard { segment, guests } in &board.segments {
        if choices(now, &Terms::of(&board.day, segment, true)) == Choices::All {
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
