//! Names, as emails say them. Whoever typed a name, and wherever: it can send nobody
//! to a page, and begin neither a line nor a header.

use domain::input::spoken_name;
use store::mail::{
    outbox::{Email, Parcel},
    reminder::Note,
};

/// The parcel with its names on one line and without addresses.
pub(super) fn spoken(parcel: &Parcel) -> Parcel {
    let mut message = parcel.message.clone();
    for name in names(&mut message) {
        *name = spoken_name(name);
    }
    let mut concerns = parcel.concerns.clone();
    if let Some((_, partner)) = &mut concerns.pair {
        *partner = spoken_name(partner);
    }
    let (unsubscribe, ticket) = (parcel.unsubscribe.clone(), parcel.ticket.clone());
    Parcel { to: parcel.to.clone(), name: spoken_name(&parcel.name), message, concerns, unsubscribe, ticket, ..*parcel }
}

/// The names of people in an email, and those that people typed of organisations.
fn names(message: &mut Email) -> Vec<&mut String> {
    match message {
        Email::Nominated { by, .. }
        | Email::StandsIn { by, .. }
        | Email::NeedsWithheld { reader: by, .. }
        | Email::Proposed { by, .. }
        | Email::Declined { by, .. }
        | Email::ManagerAsked { applicant: by, .. }
        | Email::ToEndorse { applicant: by, .. }
        | Email::Slipped { partner: by }
        | Email::ToSign { partner: by }
        | Email::PairStatusChanged { partner: by, .. }
        | Email::PartnerLeft { partner: by, .. }
        | Email::HelpsAtDoor { by, .. }
        | Email::HelpsNoLonger { by, .. }
        | Email::Left { by } => vec![by],
        Email::DutyBegun { by, after: other, .. } | Email::DutyEnded { by, successor: other, .. } => {
            [by].into_iter().chain(other).collect()
        }
        Email::AddressChanged { whose, by, .. } => {
            whose.iter_mut().chain(by.iter_mut().map(|(name, _)| name)).collect()
        }
        Email::Merged { whose, by, .. } => whose.iter_mut().chain([by]).collect(),
        Email::WorksElsewhere { by, organisation, .. } | Email::Withdrew { name: by, organisation } => {
            vec![by, organisation]
        }
        Email::Moved { name, from, to, partner } => [name, from, to].into_iter().chain(partner).collect(),
        Email::ResponsibleChanged { by, to, .. } => [by].into_iter().chain(to).collect(),
        Email::Matched { partner, .. } => vec![&mut partner.name, &mut partner.title, &mut partner.organisation],
        Email::Announcement(posted) => vec![&mut posted.values.name, &mut posted.values.organisation],
        Email::Meeting(invitation) => {
            let [adept, mentor] = [&mut invitation.adept, &mut invitation.mentor];
            vec![&mut adept.name, &mut adept.organisation, &mut mentor.name, &mut mentor.organisation]
        }
        Email::Digest(emails) => emails.iter_mut().flat_map(names).collect(),
        Email::Note(Note::DayBefore { partners, .. }) => partners.iter_mut().map(|(name, _)| name).collect(),
        Email::Note(Note::ToLog { partner, .. }) => vec![partner],
        Email::Note(Note::Pulse | Note::Evaluation { .. })
        | Email::SignIn { .. }
        | Email::Apply { .. }
        | Email::ApplicationStep { .. }
        | Email::ApplicationWaits { .. }
        | Email::Decided { .. }
        | Email::Invitation
        | Email::WrongCodes { .. }
        | Email::AddressAsked { .. }
        | Email::AddressWanted { .. }
        | Email::AddressTaken
        | Email::Reminder { .. }
        | Email::LateReminder { .. }
        | Email::SeatOffered { .. }
        | Email::SeatGiven { .. }
        | Email::RoundThanks { .. }
        | Email::Thanks { .. }
        | Email::Missed { .. }
        | Email::HelpRequested
        | Email::DayInvitation { .. }
        | Email::DayMoved { .. }
        | Email::DayVenueChanged { .. }
        | Email::DayCancelled { .. } => Vec::new(),
    }
}
