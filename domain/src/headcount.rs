//! How many: of each part of a day, and of all of them together, where everyone
//! counts once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::day::{Board, SegmentId, Standing, Tally};

/// How many are here, and how many more than those invited are expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headcount {
    /// Of those in the round, here.
    pub guests: u32,
    /// Of others, here.
    pub visitors: u32,
    /// Guests and speakers whom an organiser has entered, here or not yet.
    pub expected: u32,
}

/// The same of one segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The segment.
    pub segment: SegmentId,
    /// How many.
    pub count: Headcount,
}

/// The same of a whole day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Each of its segments.
    pub segments: Vec<Present>,
    /// All of them together: everyone counts once.
    pub whole: Headcount,
}

impl Presence {
    /// How many are at one of the day's segments.
    pub fn of(&self, segment: SegmentId) -> Headcount {
        self.segments.iter().find(|present| present.segment == segment).map(|present| present.count).unwrap_or_default()
    }
}

/// Where someone stands with a whole day who stands in two places with two of
/// its parts: whoever comes to one part comes, and whoever has not answered to
/// one has not answered.
///
/// ```
/// use domain::{day::Standing::*, headcount::stronger};
/// assert_eq!(stronger(No, Yes), Yes);
/// assert_eq!(stronger(No, Unanswered), Unanswered);
/// assert_eq!(stronger(Maybe, Unanswered), Maybe);
/// ```
pub fn stronger(one: Standing, other: Standing) -> Standing {
    let weight = |standing| match standing {
        Standing::Yes => 5,
        Standing::Offered => 4,
        Standing::Waiting => 3,
        Standing::Maybe => 2,
        Standing::Unanswered => 1,
        Standing::No => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}

impl Board {
    /// How many stand where with the whole day; everyone counts once.
    pub fn whole_day(&self) -> Tally {
        let mut everyone = HashMap::new();
        for guest in self.segments.iter().flat_map(|segment| &segment.guests) {
            let standing = everyone.entry(guest.person).or_insert(guest.standing);
            *standing = stronger(*standing, guest.standing);
        }
        everyone.into_values().collect()
    }
}
