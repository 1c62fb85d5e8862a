//! A day as the organiser sees it: everyone invited, and how many stand where.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Answer, Choices, Day, Segment, Standing, Terms, choices};
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
    /// What they had answered to other hours, if they have not answered since the segment was moved.
    pub former: Option<Answer>,
    /// When.
    #[serde(with = "crate::time::wire::option")]
    pub answered_at: Option<Timestamp>,
    /// Whether they said something to the organisers; only those know.
    pub has_comment: bool,
    /// Their telephone number, for organisers only; may be empty.
    pub phone: String,
}

impl Guest {
    /// Whether they come: they have said yes and have a seat, or are `here` already.
    pub fn comes(&self, here: &HashSet<PersonId>) -> bool {
        self.standing == Standing::Yes || here.contains(&self.person)
    }
}

/// What a reminder says to someone who has not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// When the first part begins that they are missing at.
    pub starts: Timestamp,
    /// Whether they may still say that they come to some part. After the deadline
    /// the organiser may have to be asked.
    pub may_come: bool,
}

/// Whether people can be reminded of a part of a day: until it begins, as long as
/// it takes answers, if only a "no".
pub fn can_be_reminded_of(day: &Day, segment: &Segment, now: Timestamp) -> bool {
    now < segment.starts && choices(now, &Terms::of(day, segment, true)) != Choices::None
}

/// Whom a reminder would reach: those who have not answered to some part of the
/// day that people can be reminded of. The deadline does not end that: whoever
/// has said nothing by then is the one to ask.
pub fn to_be_reminded(board: &Board, now: Timestamp) -> BTreeMap<PersonId, Missing> {
    let mut people = BTreeMap::<PersonId, Missing>::new();
    for SegmentBoard { segment, guests } in &board.segments {
        if !can_be_reminded_of(&board.day, segment, now) {
            continue;
        }
        let terms = Terms::of(&board.day, segment, has_room(segment, guests));
        let may_come = choices(now, &terms).allow(Answer::Yes);
        for guest in guests.iter().filter(|guest| guest.standing == Standing::Unanswered) {
            let missing = people.entry(guest.person).or_insert(Missing { starts: segment.starts, may_come });
            missing.starts = segment.starts.min(missing.starts);
            missing.may_come |= may_come;
        }
    }
    people
}

/// Whether a seat is free: neither taken nor held.
fn has_room(segment: &Segment, guests: &[Guest]) -> bool {
    let seated = guests.iter().filter(|guest| matches!(guest.standing, Standing::Yes | Standing::Offered)).count();
    segment.capacity.is_none_or(|seats| seated < seats as usize)
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
