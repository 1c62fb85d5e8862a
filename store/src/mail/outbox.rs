//! The outbox. An email is written in the transaction that causes it, sealed
//! with the installation's key because it may carry a sign-in link, and
//! emptied once it is sent.

use async_trait::async_trait;
use domain::{
    application::{Part, StepKind},
    day::Hours,
    meeting::{Agreed, proposal::Plan},
    pair::status::StatusChange,
    people::{Lang, Localised, Role},
    selection::Outcome,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use crate::Result;

/// What an email says. `server::mail` puts it into words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Email {
    /// Lets someone sign in.
    SignIn {
        /// For the link.
        link: String,
        /// Six digits.
        code: String,
    },
    /// Lets someone begin an application.
    Apply {
        /// For the link.
        link: String,
        /// Six digits.
        code: String,
    },
    /// Tells someone that their contact person has nominated them.
    Nominated {
        /// The contact person's name.
        by: String,
        /// As what.
        part: Part,
        /// When the call closes.
        closes: Timestamp,
    },
    /// Asks someone's manager whether they support the application.
    ManagerAsked {
        /// The applicant's name.
        applicant: String,
        /// As what they apply.
        part: Part,
        /// For the link.
        link: String,
        /// Until when it is good.
        until: Timestamp,
    },
    /// Tells an applicant what has happened to their application; not what was written.
    ApplicationStep {
        /// What.
        step: StepKind,
    },
    /// Tells a contact person that an application waits for them.
    ToEndorse {
        /// The applicant's name.
        applicant: String,
        /// Whether they have been told before.
        again: bool,
    },
    /// Reminds an applicant that their application waits for them.
    ApplicationWaits {
        /// When the call closes.
        closes: Timestamp,
        /// Whether the contact person has a question.
        question: bool,
    },
    /// Tells someone that they do a contact person's work while that one is away.
    StandsIn {
        /// The contact person's name.
        by: String,
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
    /// Tells an organiser that someone has changed employer.
    Moved {
        /// Their name.
        name: String,
        /// The organisation that they have left.
        from: String,
        /// Where they are now.
        to: String,
        /// The partner's name, if the two are in the same organisation now.
        #[serde(rename = "mate")]
        partner: Option<String>,
    },
    /// Tells an organiser that someone who was before the working group has
    /// taken their application back.
    Withdrew {
        /// Their name.
        name: String,
        /// Their organisation.
        organisation: String,
    },
    /// Tells an applicant what is decided.
    Decided {
        /// What.
        outcome: Outcome,
        /// For which role; nothing for what is declined.
        role: Option<Role>,
        /// The round's number.
        round: u32,
    },
    /// Tells someone that they are in the programme, and where to sign in.
    Invitation,
    /// Asks someone to answer to a day.
    Reminder {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When it begins, as far as they are invited.
        starts: Timestamp,
        /// The last moment to answer freely.
        reply_by: Timestamp,
    },
    /// Offers someone in the queue a seat in a part of a day.
    SeatOffered {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When the part begins.
        starts: Timestamp,
        /// When it ends.
        ends: Timestamp,
        /// Until when the seat is held.
        until: Timestamp,
    },
    /// Asks someone to answer to the times that the partner proposes.
    Proposed {
        /// The partner's name.
        by: String,
        /// When they could meet.
        times: Vec<DateTime>,
        /// How and where.
        plan: Plan,
    },
    /// Tells someone that none of their times suits the partner.
    Declined {
        /// The partner's name.
        by: String,
        /// What the partner said with it; may be empty.
        word: String,
    },
    /// Tells someone, and their calendar, of the pair's next meeting.
    Meeting(Box<Invitation>),
    /// Tells someone that the pair's rhythm has slipped.
    Slipped {
        /// The partner's name.
        #[serde(rename = "mate")]
        partner: String,
    },
    /// Thanks someone who was at a day.
    Thanks {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// Whether there are files for them.
        materials: bool,
        /// Until when they can evaluate it, if they still can.
        evaluate_until: Option<Timestamp>,
    },
    /// Tells someone who was not at a day that they were missed.
    Missed {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// Whether there are files for them.
        materials: bool,
    },
    /// Tells someone that the partner has written an agreement which they have to sign.
    ToSign {
        /// The partner's name.
        #[serde(rename = "mate")]
        partner: String,
    },
    /// Tells someone what the partner has decided about the pair's course.
    #[serde(rename = "Course")]
    PairStatusChanged {
        /// The partner's name.
        #[serde(rename = "mate")]
        partner: String,
        /// What.
        turn: StatusChange,
        /// Until when, if they said so.
        until: Option<Date>,
    },
    /// Tells someone that they have a mentor, or an adept.
    Matched {
        /// What they are to be.
        role: Role,
        /// The other.
        #[serde(rename = "mate")]
        partner: Partner,
    },
    /// Tells an organiser that someone asks to be contacted; not who.
    #[serde(rename = "Call")]
    HelpRequested,
    /// Asks someone whether they come, to a day or parts of it that are new to them.
    DayInvitation {
        /// Which day.
        day: DayName,
        /// When, as far as they are invited.
        hours: Vec<Hours>,
        /// Where.
        place: String,
        /// The last moment to answer freely.
        reply_by: Timestamp,
    },
    /// Tells someone that a day is at another time, and asks them again.
    DayMoved {
        /// Which day.
        day: DayName,
        /// When it was and when it is, for each part that they are invited to.
        hours: Vec<(Hours, Hours)>,
        /// Where it is.
        place: String,
        /// The last moment to answer freely.
        reply_by: Timestamp,
    },
    /// Tells someone who may come that a day is at another place.
    #[serde(rename = "DayElsewhere")]
    DayVenueChanged {
        /// Which day.
        day: DayName,
        /// When it begins, as far as they are invited.
        starts: Timestamp,
        /// Where it is now.
        place: String,
    },
    /// Tells someone that a day, or parts of it, will not take place.
    DayCancelled {
        /// Which day.
        day: DayName,
        /// When it would have been, as far as they were invited.
        hours: Vec<Hours>,
        /// Whether it is the whole day.
        whole: bool,
        /// What the organiser says about it; may be empty.
        word: String,
    },
}

/// Someone's new mentor or adept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their organisation.
    pub organisation: String,
}

/// What emails call a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayName {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: Localised,
}

/// What the two are told of their next meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// What has become of it.
    pub about: About,
    /// When, how and where, as it is now; the sequence is that of this email.
    pub agreed: Agreed,
    /// The adept.
    pub adept: Attendee,
    /// The mentor.
    pub mentor: Attendee,
    /// Who has brought it about.
    pub by: Role,
    /// What they said with it; may be empty.
    pub word: String,
}

/// What has become of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// It has been agreed on.
    Agreed,
    /// It has been moved, or what is settled about it has changed.
    Moved,
    /// It has been cancelled.
    Cancelled,
    /// It is tomorrow. Calendars know it already.
    Tomorrow,
}

/// One of the two, as an invitation names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their organisation.
    pub organisation: String,
}

impl Invitation {
    /// One of the two.
    pub const fn of(&self, role: Role) -> &Attendee {
        match role {
            Role::Adept => &self.adept,
            Role::Mentor => &self.mentor,
        }
    }
}

/// Someone who gets an email without being in the programme: an applicant who
/// has not shown yet that the address is theirs, or an applicant's manager.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their language.
    pub lang: Lang,
}

/// An email on its way.
pub struct Parcel {
    /// The outbox row.
    pub id: i64,
    /// To which address.
    pub to: String,
    /// To whom.
    pub name: String,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub message: Email,
    /// How often it has been tried before.
    pub attempts: u32,
    /// When it was written.
    pub written: Timestamp,
}

/// How long an email that was taken is out of the others' reach. Whoever took
/// it and died in between leaves it to be taken again after that: longer than
/// any mail server takes to answer.
pub const LEASE: SignedDuration = SignedDuration::from_mins(10);

/// What waits in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many emails are neither sent nor given up.
    pub waiting: u32,
    /// Since when the oldest of them should have been sent; `None` if none is due.
    pub due_since: Option<Timestamp>,
}

impl Backlog {
    /// How late the oldest email is; nothing, if none is due.
    pub fn late(&self, now: Timestamp) -> SignedDuration {
        self.due_since.map_or(SignedDuration::ZERO, |since| now.duration_since(since))
    }
}

/// The outbox.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Emails to be sent now, oldest first. A look only.
    async fn due_emails(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>>;

    /// How much waits to be sent.
    async fn backlog(&self, now: Timestamp) -> Result<Backlog>;

    /// Takes the email that has been due the longest, for [`LEASE`]. Of many
    /// workers, on however many machines, one gets it.
    async fn take_email(&self, now: Timestamp) -> Result<Option<Parcel>>;

    /// Notes that an email was handed over, and empties it.
    async fn email_sent(&self, id: i64, now: Timestamp) -> Result<()>;

    /// Notes why an email was not taken, and when to try again; never, if `None`:
    /// then it is emptied too.
    async fn email_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> Result<()>;
}
