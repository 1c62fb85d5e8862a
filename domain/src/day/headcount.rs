//! How many: of each part of a day, and of all of them together, where everyone
//! counts once.

use serde::{Deserialize, Serialize};

use super::{SegmentId, Standing, Tally};

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

/// Where someone stands with a whole day, weakest first: of all the places in
/// which they stand with its parts, the last of these. Whoever comes to one part
/// comes; whoever has not answered to one has not answered.
pub const STRENGTH: [Standing; 6] =
    [Standing::No, Standing::Unanswered, Standing::Maybe, Standing::Waiting, Standing::Offered, Standing::Yes];

/// The figures of a day, of everyone invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Those of its segments, in their order.
    pub segments: Vec<Tally>,
    /// All of them together: everyone counts once.
    pub whole: Tally,
}
