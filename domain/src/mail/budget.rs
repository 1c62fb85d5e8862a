//! The one budget for emails. Nobody can make the product write to someone more
//! often than that person can stand: it counts by what the email is for, who
//! brought it about, which mailbox it goes to, and the day.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{input::EmailAddress, named};

/// How far apart emails are that say something new about the same.
pub const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// For how long an email counts.
pub const DAY: SignedDuration = SignedDuration::from_hours(24);
/// To how many addresses that they typed one person can have an email of one
/// cause written in a day.
pub const MOST_TYPED: usize = 30;
/// How many managers can be asked about one application, one after the other.
pub const MOST_MANAGERS: usize = 3;

named! {
    /// What an email is for.
    pub enum Cause {
        /// To sign in.
        SignIn = "sign_in",
        /// To begin an application.
        Apply = "apply",
        /// Someone has been nominated.
        Nominated = "nominated",
        /// A manager is asked about an application.
        ManagerAsked = "manager_asked",
        /// Something has happened to an application.
        ApplicationStep = "application_step",
        /// An application waits for a contact person.
        ToEndorse = "to_endorse",
        /// An application waits for its applicant.
        ApplicationWaits = "application_waits",
        /// Someone stands in for a contact person.
        StandsIn = "stands_in",
        /// Someone has changed employer.
        Moved = "moved",
        /// An application has been taken back.
        Withdrew = "withdrew",
        /// An application is decided.
        Decided = "decided",
        /// Someone is in the programme.
        Invitation = "invitation",
        /// Wrong codes have been typed.
        WrongCodes = "wrong_codes",
        /// Someone else is responsible for a day.
        ResponsibleChanged = "responsible_changed",
        /// What someone needs at a day is kept from who is responsible now.
        NeedsWithheld = "needs_withheld",
        /// Someone has a duty.
        DutyBegun = "duty_begun",
        /// Someone has a duty no longer.
        DutyEnded = "duty_ended",
        /// Someone helps at a day's door, or no longer.
        HelpsAtDoor = "helps_at_door",
        /// Someone takes part no longer, or their mentor or adept does.
        Left = "left",
        /// Someone shows that an address is theirs.
        AddressAsked = "address_asked",
        /// Someone is to have another address.
        AddressWanted = "address_wanted",
        /// Someone has another address.
        AddressChanged = "address_changed",
        /// Someone was there twice.
        Merged = "merged",
        /// Someone has not answered to a day.
        Reminder = "reminder",
        /// A seat is offered.
        SeatOffered = "seat_offered",
        /// Someone who waited has a seat.
        SeatGiven = "seat_given",
        /// Times for a meeting are proposed.
        Proposed = "proposed",
        /// They are declined.
        Declined = "declined",
        /// A meeting is agreed, moved or cancelled.
        Meeting = "meeting",
        /// A pair has not met for long.
        Slipped = "slipped",
        /// Thanks after a round.
        RoundThanks = "round_thanks",
        /// Thanks after a day.
        Thanks = "thanks",
        /// Someone was missed at a day.
        Missed = "missed",
        /// An agreement is to be signed.
        ToSign = "to_sign",
        /// A pair pauses, goes on or ends.
        PairStatusChanged = "pair_status_changed",
        /// Someone has a mentor or an adept.
        Matched = "matched",
        /// Someone asks an organiser for contact.
        HelpRequested = "help_requested",
        /// A day is published.
        DayInvitation = "day_invitation",
        /// A day is moved.
        DayMoved = "day_moved",
        /// A day is at another place.
        DayVenueChanged = "day_venue_changed",
        /// A day is cancelled.
        DayCancelled = "day_cancelled",
        /// An organiser writes to many.
        Announcement = "announcement",
        /// An organiser sends what they have written to themselves.
        AnnouncementTest = "announcement_test",
        /// A day is near.
        DayBefore = "day_before",
        /// A meeting is to be logged.
        ToLog = "to_log",
        /// How does it go?
        Pulse = "pulse",
        /// A day can still be evaluated.
        Evaluation = "evaluation",
        /// Several reminders on one day.
        Digest = "digest",
    }
}

/// How often emails of one cause may follow each other. The number is how many
/// there may be in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// Counted where it is brought about: sign-in by address and client, what the
    /// product sends of its own accord in a ledger.
    Elsewhere,
    /// At once. What would be one too many is refused.
    AtOnce(usize),
    /// An hour apart. One that comes sooner waits, and takes the place of the one
    /// that waited before it: the last word always arrives.
    Spaced(usize),
    /// One an hour at most. What comes sooner, or would be one too many, is refused.
    Once(usize),
}

impl Cause {
    const fn pace(self) -> Pace {
        match self {
            Self::SignIn
            | Self::WrongCodes
            | Self::ApplicationWaits
            | Self::Decided
            | Self::Reminder
            | Self::SeatOffered
            | Self::SeatGiven
            | Self::Slipped
            | Self::Thanks
            | Self::RoundThanks
            | Self::Missed
            | Self::Announcement
            | Self::DayBefore
            | Self::ToLog
            | Self::Pulse
            | Self::Evaluation
            | Self::Digest
            | Self::Matched => Pace::Elsewhere,
            // Most of these are for calendars, which must hear of each change at once.
            Self::Meeting
            | Self::DayInvitation
            | Self::DayMoved
            | Self::DayVenueChanged
            | Self::DayCancelled
            | Self::HelpsAtDoor
            | Self::ApplicationStep
            | Self::AnnouncementTest
            | Self::Invitation => Pace::AtOnce(12),
            Self::ToEndorse
            | Self::StandsIn
            | Self::Moved
            | Self::Withdrew
            | Self::ResponsibleChanged
            | Self::NeedsWithheld
            | Self::Proposed
            | Self::Declined
            | Self::ToSign
            | Self::PairStatusChanged
            | Self::HelpRequested
            | Self::DutyBegun
            | Self::DutyEnded
            | Self::Left
            | Self::AddressWanted
            | Self::AddressChanged
            | Self::Merged => Pace::Spaced(8),
            Self::Nominated | Self::ManagerAsked => Pace::Once(1),
            Self::AddressAsked => Pace::Once(5),
            Self::Apply => Pace::Once(20),
        }
    }

    /// Whether the budget is counted at all.
    pub const fn is_budgeted(self) -> bool {
        !matches!(self.pace(), Pace::Elsewhere)
    }

    /// Whether emails of this cause count together whoever brings them about.
    pub const fn is_counted_for_all(self) -> bool {
        matches!(self.pace(), Pace::Once(_))
    }

    /// Whether it goes to an address that someone has typed.
    pub const fn is_to_typed_address(self) -> bool {
        matches!(self, Self::Nominated | Self::ManagerAsked | Self::StandsIn | Self::AddressAsked)
    }

    /// Whether it lets someone sign in, and so is worth nothing after a quarter of
    /// an hour.
    ///
    /// ```
    /// use domain::mail::budget::Cause;
    /// assert!(Cause::SignIn.signs_in() && !Cause::Invitation.signs_in());
    /// ```
    pub const fn signs_in(self) -> bool {
        matches!(self, Self::SignIn | Self::Apply)
    }
}

named! {
    /// What the row is of that an email is about.
    pub enum Matter {
        /// A round.
        Round = "round",
        /// A pair.
        Pair = "pair",
        /// A common day.
        Day = "day",
        /// A part of one.
        Segment = "segment",
        /// An application.
        Application = "application",
    }
}

impl Cause {
    /// What the row is of that emails of this cause are about, as far as that tells the
    /// round. Those that name their round themselves are none of them.
    pub const fn matter(self) -> Option<Matter> {
        match self {
            Self::Matched | Self::Left | Self::Withdrew | Self::StandsIn => Some(Matter::Round),
            Self::Proposed
            | Self::Declined
            | Self::Meeting
            | Self::Slipped
            | Self::ToSign
            | Self::PairStatusChanged
            | Self::HelpRequested
            | Self::ToLog => Some(Matter::Pair),
            Self::ResponsibleChanged
            | Self::NeedsWithheld
            | Self::Reminder
            | Self::Thanks
            | Self::Missed
            | Self::DayInvitation
            | Self::DayMoved
            | Self::DayVenueChanged
            | Self::DayCancelled
            | Self::HelpsAtDoor
            | Self::DayBefore
            | Self::Evaluation => Some(Matter::Day),
            Self::SeatOffered | Self::SeatGiven => Some(Matter::Segment),
            Self::ApplicationStep | Self::ToEndorse | Self::ApplicationWaits => Some(Matter::Application),
            Self::SignIn
            | Self::Apply
            | Self::Nominated
            | Self::ManagerAsked
            | Self::Moved
            | Self::Decided
            | Self::Invitation
            | Self::WrongCodes
            | Self::DutyBegun
            | Self::DutyEnded
            | Self::AddressAsked
            | Self::AddressWanted
            | Self::AddressChanged
            | Self::Merged
            | Self::RoundThanks
            | Self::Announcement
            | Self::AnnouncementTest
            | Self::Pulse
            | Self::Digest => None,
        }
    }
}

/// An email that was written before, within a [`DAY`]: of the same cause, about the
/// same, to the same mailbox and by the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// When it was to be sent.
    pub at: Timestamp,
    /// Stands for what it says.
    pub says: Vec<u8>,
    /// Whether its recipient has written to its sender since: then the two are in
    /// conversation, and it holds back no other.
    pub answered: bool,
}

/// When an email may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At this time. What waits until later is replaced by it.
    At(Timestamp),
    /// Not at all: the last one, less than an hour ago, says the same.
    SaysNothingNew,
}

/// Why an email may not be written, and so what brings it about cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum OverBudget {
    /// The mailbox has had one of these lately.
    #[error("the recipient has had one lately")]
    Recipient,
    /// Its sender has written to as many addresses as one may in a day.
    #[error("too many recipients in a day")]
    Recipients,
    /// As many managers have been asked as an application can have.
    #[error("too many managers")]
    Managers,
}

/// Whether an email may be written at `now` that says `says`, after `earlier` ones,
/// oldest first. Those that still wait until later are not among them.
///
/// ```
/// use domain::mail::budget::{Cause, DAY, Earlier, HOUR, OverBudget, Verdict, decide};
/// let now: jiff::Timestamp = "2026-11-22T12:00Z".parse().unwrap();
/// let before = [Earlier { at: now, says: b"pause".to_vec(), answered: false }];
/// let later = now + HOUR / 2;
/// let again = |cause, says: &[u8]| decide(cause, &before, says, later);
/// assert_eq!(again(Cause::PairStatusChanged, b"pause"), Ok(Verdict::SaysNothingNew));
/// assert_eq!(again(Cause::PairStatusChanged, b"resume"), Ok(Verdict::At(now + HOUR)));
/// assert_eq!(again(Cause::Meeting, b"moved"), Ok(Verdict::At(later)));
/// assert_eq!(again(Cause::Nominated, b"as a mentor"), Err(OverBudget::Recipient));
/// assert!(decide(Cause::Nominated, &before, b"as a mentor", now + DAY).is_ok());
/// ```
///
/// # Errors
/// [`OverBudget::Recipient`].
pub fn decide(cause: Cause, earlier: &[Earlier], says: &[u8], now: Timestamp) -> Result<Verdict, OverBudget> {
    let open = earlier.iter().rev().find(|earlier| !earlier.answered);
    let last = open.filter(|last| now.duration_since(last.at) < HOUR);
    let is_repeated = last.is_some_and(|last| last.says == says);
    // Every request to begin an application has a code of its own.
    if is_repeated && !cause.signs_in() {
        return Ok(Verdict::SaysNothingNew);
    }
    match cause.pace() {
        Pace::Elsewhere => Ok(Verdict::At(now)),
        Pace::AtOnce(most) => free_at(earlier, most, now).map_or(Ok(Verdict::At(now)), |_| Err(OverBudget::Recipient)),
        Pace::Spaced(most) => {
            let spaced = last.map(|last| last.at + HOUR);
            let at = [spaced, free_at(earlier, most, now)].into_iter().flatten().fold(now, Timestamp::max);
            Ok(Verdict::At(at))
        }
        Pace::Once(most) => match free_at(earlier, most, now) {
            None if last.is_none() || is_repeated => Ok(Verdict::At(now)),
            _ => Err(OverBudget::Recipient),
        },
    }
}

/// When there is room in the day for one more, if there is none now.
fn free_at(earlier: &[Earlier], most: usize, now: Timestamp) -> Option<Timestamp> {
    let today: Vec<_> = earlier.iter().filter(|earlier| now.duration_since(earlier.at) < DAY).collect();
    let oldest_in_the_way = today.len().checked_sub(most)?;
    today.get(oldest_in_the_way).map(|earlier| earlier.at + DAY)
}

/// The mailbox that an address leads to, as the budget counts them: what comes
/// after a plus sign is the reader's own, and most servers ignore it.
///
/// ```
/// use domain::{input::EmailAddress, mail::budget::mailbox};
/// let of = |typed: &str| mailbox(EmailAddress::parse(typed).unwrap().as_str());
/// assert_eq!(of("Eva+ior@example.org"), "eva@example.org");
/// assert_eq!(of("eva+1+2@example.org"), of("eva@example.org"));
/// assert_ne!(of("eva.ek@example.org"), of("eva@example.org"));
/// assert_eq!(of("+46@example.org"), "+46@example.org");
/// ```
pub fn mailbox(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else { return address.to_owned() };
    let name = local.split_once('+').map_or(local, |(name, _)| name);
    format!("{}@{domain}", if name.is_empty() { local } else { name })
}

/// Whether a manager may be asked about an application, after these.
///
/// ```
/// use domain::{input::EmailAddress, mail::budget::{OverBudget, may_ask}};
/// let manager = |name: &str| EmailAddress::parse(&format!("{name}@example.org")).unwrap();
/// let asked = ["a", "b", "c", "c"].map(manager);
/// assert_eq!(may_ask(&manager("b"), &asked), Ok(()));
/// assert_eq!(may_ask(&manager("d"), &asked[..2]), Ok(()));
/// assert_eq!(may_ask(&manager("d"), &asked), Err(OverBudget::Managers));
/// ```
///
/// # Errors
/// [`OverBudget::Managers`].
pub fn may_ask(manager: &EmailAddress, asked: &[EmailAddress]) -> Result<(), OverBudget> {
    let mut mailboxes: Vec<_> = asked.iter().map(|address| mailbox(address.as_str())).collect();
    mailboxes.sort_unstable();
    mailboxes.dedup();
    let is_another = !mailboxes.contains(&mailbox(manager.as_str()));
    if is_another && mailboxes.len() >= MOST_MANAGERS { Err(OverBudget::Managers) } else { Ok(()) }
}
