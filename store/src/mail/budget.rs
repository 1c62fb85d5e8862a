//! What the budget for emails counts an email by.

use domain::mail::budget::Cause;

use super::{outbox::Email, reminder::Note};
use crate::{Error, Result};

impl Email {
    /// What it is for.
    pub const fn cause(&self) -> Cause {
        match self {
            Self::SignIn { .. } => Cause::SignIn,
            Self::Apply { .. } => Cause::Apply,
            // To whoever works elsewhere, counted like what a colleague would get: nothing
            // tells the two apart.
            Self::Nominated { .. } | Self::WorksElsewhere { stand_in: false, .. } => Cause::Nominated,
            Self::ManagerAsked { .. } => Cause::ManagerAsked,
            Self::ApplicationStep { .. } => Cause::ApplicationStep,
            Self::ToEndorse { .. } => Cause::ToEndorse,
            Self::ApplicationWaits { .. } => Cause::ApplicationWaits,
            Self::StandsIn { .. } | Self::WorksElsewhere { stand_in: true, .. } => Cause::StandsIn,
            Self::Moved { .. } => Cause::Moved,
            Self::Withdrew { .. } => Cause::Withdrew,
            Self::Decided { .. } => Cause::Decided,
            Self::Invitation => Cause::Invitation,
            Self::WrongCodes { .. } => Cause::WrongCodes,
            Self::ResponsibleChanged { .. } => Cause::ResponsibleChanged,
            Self::NeedsWithheld { .. } => Cause::NeedsWithheld,
            Self::DutyBegun { .. } => Cause::DutyBegun,
            Self::DutyEnded { .. } => Cause::DutyEnded,
            Self::HelpsAtDoor { .. } | Self::HelpsNoLonger { .. } => Cause::HelpsAtDoor,
            Self::Left { .. } | Self::PartnerLeft { .. } => Cause::Left,
            // Nothing tells a stranger's address from a member's.
            Self::AddressAsked { .. } | Self::AddressTaken => Cause::AddressAsked,
            Self::AddressWanted { .. } => Cause::AddressWanted,
            Self::AddressChanged { .. } => Cause::AddressChanged,
            Self::Merged { .. } => Cause::Merged,
            Self::Reminder { .. } | Self::LateReminder { .. } => Cause::Reminder,
            Self::SeatOffered { .. } => Cause::SeatOffered,
            Self::SeatGiven { .. } => Cause::SeatGiven,
            Self::Proposed { .. } => Cause::Proposed,
            Self::Declined { .. } => Cause::Declined,
            Self::Meeting(_) => Cause::Meeting,
            Self::Slipped { .. } => Cause::Slipped,
            Self::RoundThanks { .. } => Cause::RoundThanks,
            Self::Thanks { .. } => Cause::Thanks,
            Self::Missed { .. } => Cause::Missed,
            Self::ToSign { .. } => Cause::ToSign,
            Self::PairStatusChanged { .. } => Cause::PairStatusChanged,
            Self::Matched { .. } => Cause::Matched,
            Self::HelpRequested => Cause::HelpRequested,
            Self::DayInvitation { .. } => Cause::DayInvitation,
            Self::DayMoved { .. } => Cause::DayMoved,
            Self::DayVenueChanged { .. } => Cause::DayVenueChanged,
            Self::DayCancelled { .. } => Cause::DayCancelled,
            Self::Announcement(posted) if posted.test => Cause::AnnouncementTest,
            Self::Announcement(_) => Cause::Announcement,
            Self::Note(Note::DayBefore { .. }) => Cause::DayBefore,
            Self::Note(Note::ToLog { .. }) => Cause::ToLog,
            Self::Note(Note::Pulse) => Cause::Pulse,
            Self::Note(Note::Evaluation { .. }) => Cause::Evaluation,
            Self::Digest(_) => Cause::Digest,
        }
    }

    /// What it says to `to`, to be compared with what another one says: without
    /// what differs each time though nothing is new, such as a link.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real email.
    pub fn gist(&self, to: &str) -> Result<Vec<u8>> {
        let plain = match self {
            Self::SignIn { .. } | Self::Apply { .. } | Self::AddressAsked { .. } | Self::AddressTaken => {
                return Ok(to.as_bytes().to_vec());
            }
            Self::ManagerAsked { applicant, part, .. } => serde_json::to_vec(&(applicant, part)),
            Self::Meeting(invitation) => {
                let mut invitation = invitation.clone();
                invitation.agreed.sequence = 0;
                serde_json::to_vec(&invitation)
            }
            Self::Proposed { by, times, plan, moves, .. } => serde_json::to_vec(&(by, times, plan, moves)),
            email => serde_json::to_vec(email),
        };
        plain.map_err(|_| Error::Sealed)
    }
}
