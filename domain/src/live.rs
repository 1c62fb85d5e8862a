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
        /// Their pairs.
        pairs: Vec<PairId>,
    },
    /// An organiser changed a part of a day.
    Day {
        /// The round of the day.
        round: RoundId,
        /// Who the part is for.
        audience: Audience,
    },
    /// An organiser changed a day that only organisers know of.
    Draft {
        /// The round of the day.
        round: RoundId,
    },
    /// Someone came to a day, or did not after all.
    Attendance {
        /// The round of the day.
        round: RoundId,
        /// The day.
        day: DayId,
    },
    /// Someone may help at a day's door, or may no longer.
    Helper {
        /// The round of the day.
        round: RoundId,
        /// Who.
        person: PersonId,
    },
    /// Someone evaluated a day. Theirs alone to know: when it was says who it was.
    Evaluation {
        /// The round of the day.
        round: RoundId,
        /// Who.
        person: PersonId,
    },
    /// An organiser changed who sits at which table.
    Tables {
        /// The round of the day.
        round: RoundId,
    },
    /// The working group changed something about who is to be matched with whom.
    Matching {
        /// The round.
        round: RoundId,
    },
    /// Someone said what they need at a day, or needs it no more.
    Needs {
        /// The round of the day.
        round: RoundId,
        /// Who.
        person: PersonId,
    },
    /// One of a pair said when the two could meet around a day.
    MeetUp {
        /// The round of the day.
        round: RoundId,
        /// The pair.
        pair: PairId,
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
    /// A pair's agreement changed, or how far its goals have come.
    Agreement {
        /// The pair's round.
        round: RoundId,
        /// The pair.
        pair: PairId,
    },
    /// A pair pauses, goes on or ends, or means to meet more often or less.
    PairStatus {
        /// The pair's round.
        round: RoundId,
        /// The pair.
        pair: PairId,
    },
    /// Someone asks to be contacted by an organiser, or what became of that.
    HelpRequest {
        /// The round of their pair.
        round: RoundId,
        /// Who asks.
        person: PersonId,
        /// Their pair, if the partner is to know.
        shared_with: Option<PairId>,
    },
    /// Someone answered how it goes. Theirs alone to know.
    Pulse {
        /// The round.
        round: RoundId,
        /// Who.
        person: PersonId,
    },
    /// Someone wrote on an application that they have not sent, or not again.
    ApplicationDraft {
        /// The round.
        round: RoundId,
        /// Who applies.
        person: PersonId,
    },
    /// An application was sent, answered or decided.
    Application {
        /// The round.
        round: RoundId,
        /// Who applies.
        person: PersonId,
        /// Where they work.
        organisation: OrganisationId,
    },
    /// The working group has voted or decided: on an application from an
    /// organisation, or on all of them.
    Selection {
        /// The round.
        round: RoundId,
        /// Where the applicant works.
        organisation: Option<OrganisationId>,
    },
    /// An organiser wrote an announcement, or it went out.
    Announcement {
        /// The round.
        round: RoundId,
    },
    /// An organiser put something off, or brought it back.
    PutOff {
        /// The round.
        round: RoundId,
        /// Who.
        person: PersonId,
        /// Whether it holds for all who run the round.
        for_all: bool,
    },
    /// An organiser changed what everyone can read, or whom to ask.
    PublicPage,
    /// Someone has other duties than before, or can sign in no longer.
    Duty {
        /// The round.
        round: RoundId,
        /// Who.
        person: PersonId,
    },
    /// Someone's sessions were ended. Theirs alone to know.
    Session {
        /// Who.
        person: PersonId,
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
        /// Applications.
        Applications = "applications",
        /// Anything.
        All = "all",
    }
}

impl Topic {
    /// The topic of two changes told as one.
    ///
    /// ```
    /// use domain::live::Topic;
    /// assert_eq!(Topic::Days.and(Topic::Days), Topic::Days);
    /// assert_eq!(Topic::Days.and(Topic::Pair), Topic::All);
    /// ```
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::All }
    }
}

impl Change {
    /// What the browser is told.
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Reply { .. }
            | Self::Day { .. }
            | Self::Draft { .. }
            | Self::Attendance { .. }
            | Self::Evaluation { .. }
            | Self::Tables { .. }
            | Self::Needs { .. }
            | Self::MeetUp { .. } => Topic::Days,
            Self::Meetings { .. }
            | Self::Planning { .. }
            | Self::Agreement { .. }
            | Self::PairStatus { .. }
            | Self::HelpRequest { .. }
            | Self::Pulse { .. } => Topic::Pair,
            Self::ApplicationDraft { .. } | Self::Application { .. } | Self::Selection { .. } => Topic::Applications,
            Self::Announcement { .. }
            | Self::Matching { .. }
            | Self::Duty { .. }
            | Self::Helper { .. }
            | Self::PutOff { .. }
            | Self::Session { .. }
            | Self::PublicPage
            | Self::Resync => Topic::All,
        }
    }

    /// Whether someone may have other rights since, or be signed in no longer.
    pub fn alters_rights_of(&self, reader: PersonId) -> bool {
        match self {
            Self::Duty { person, .. }
            | Self::Helper { person, .. }
            | Self::Session { person }
            | Self::Application { person, .. } => *person == reader,
            // A pair begins and ends with these; whose it was or will be is not said.
            Self::PairStatus { .. } | Self::Resync => true,
            _ => false,
        }
    }
}
