//! What changed, without saying how. After every commit the store says so
//! here; the live channel passes on a [`Topic`] to those who may know of it,
//! and their pages read again through the same checks as ever.

use serde::{Deserialize, Serialize};

use crate::{
    day::{Audience, DayId},
    named,
    pair::PairId,
    people::{OrganisationId, PersonId},
    round::RoundId,
};

/// Something that was committed. Stays on the server; [`crate::access`]
/// decides from it who may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Someone answered for a segment.
    Reply {
        /// The round of the day.
        round: RoundId,
        /// The day.
        day: DayId,
        /// Who the segment is for.
        audience: Audience,
        /// Who answered.
        person: PersonId,
        /// Where they work.
        organisation: OrganisationId,
        /// Their pair.
        pair: Option<PairId>,
    },
    /// An organiser changed a part of a day.
    Day {
        /// The round of the day.
        round: RoundId,
        /// Who the part is for.
        audience: Audience,
    },
    /// Someone came to a day, or did not after all.
    Attendance {
        /// The round of the day.
        round: RoundId,
    },
    /// A pair's meetings changed.
    Meetings {
        /// The pair's round.
        round: RoundId,
        /// The pair.
        pair: PairId,
    },
    /// What a pair plans changed: nobody else's concern.
    Planning {
        /// The pair's round.
        round: RoundId,
        /// The pair.
        pair: PairId,
    },
    /// Changes may have been missed: everything may be new.
    Resync,
}

named! {
    /// All that the browser is told: what to read again.
    pub enum Topic {
        /// Days and replies.
        Days = "days",
        /// The pair and its meetings.
        Pair = "pair",
        /// Anything.
        All = "all",
    }
}

impl Change {
    /// What the browser is told.
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Reply { .. } | Self::Day { .. } | Self::Attendance { .. } => Topic::Days,
            Self::Meetings { .. } | Self::Planning { .. } => Topic::Pair,
            Self::Resync => Topic::All,
        }
    }
}
