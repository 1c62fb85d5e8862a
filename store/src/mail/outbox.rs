//! The outbox. An email is written in the transaction that causes it, sealed
//! because it may carry a sign-in link or a pair's words, and emptied once it is
//! sent. What is a pair's own is sealed with the pair's key, and gone with it.

use async_trait::async_trait;
use domain::{
    application::{Part, StepKind},
    day::{AfterMove, Contact, Hours},
    mail::{announcement::Posted, delivery::Next},
    meeting::proposal::{Plan, ProposalId},
    pair::{PairId, status::StatusChange},
    people::{Duty, Lang, Localised, Role, address::AddressKind},
    selection::Outcome,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

pub use super::parts::{About, Attendee, DayEntries, DayEntry, DayName, Invitation, Partner, Recipient};
use super::reminder::Note;
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
        /// The path that the link leads on to; may be empty.
        #[serde(default)]
        till: String,
        /// The language of the page where they asked for it, if they had chosen one.
        #[serde(default)]
        lang: Option<Lang>,
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
    /// Tells someone that a contact person of another organisation takes them for a
    /// colleague.
    WorksElsewhere {
        /// The contact person's name.
        by: String,
        /// The contact person's organisation.
        organisation: String,
        /// Whether they were to stand in for the contact person; else to apply.
        stand_in: bool,
    },
    /// Tells someone that wrong codes have been typed for their address.
    WrongCodes {
        /// From when codes are taken again.
        until: Timestamp,
        /// Whether they were typed in browsers in which the person has signed in.
        known: bool,
    },
    /// Tells an organiser that someone else is responsible for a day of theirs, and so
    /// for what people need there.
    ResponsibleChanged {
        /// Which day.
        day: DayName,
        /// Who changed it.
        by: String,
        /// Who is responsible now, if anyone.
        to: Option<String>,
    },
    /// Asks someone whether the one who is responsible for a day now may read what they
    /// need there.
    NeedsWithheld {
        /// Which day.
        day: DayName,
        /// Who is responsible now.
        reader: String,
    },
    /// Tells someone that they have a duty.
    DutyBegun {
        /// Which.
        duty: Duty,
        /// The name of whoever has given it to them.
        by: String,
        /// The name of whoever had it before, if they take over.
        after: Option<String>,
        /// The days that they are responsible for by that.
        days: Vec<Localised>,
    },
    /// Tells someone that they have a duty no longer.
    DutyEnded {
        /// Which.
        duty: Duty,
        /// The name of whoever has ended it.
        by: String,
        /// The name of whoever has it now, if they take over.
        successor: Option<String>,
    },
    /// Tells someone that they help at a day's door.
    HelpsAtDoor {
        /// Which day.
        day: DayName,
        /// From when to when it takes place.
        hours: Hours,
        /// Where.
        place: String,
        /// The name of the organiser who has named them, or changed the day.
        by: String,
        /// Whether they have been told before, and the day is at other hours or elsewhere.
        again: bool,
    },
    /// Tells someone that they do so no longer.
    HelpsNoLonger {
        /// Which day.
        day: DayName,
        /// The name of the organiser who has taken it back.
        by: String,
    },
    /// Tells someone that they take part no longer.
    Left {
        /// The name of the organiser who has noted it.
        by: String,
    },
    /// Tells someone that their mentor or adept takes part no longer.
    PartnerLeft {
        /// The partner's name.
        partner: String,
        /// Whether someone else steps in, of whom another email tells.
        steps_in: bool,
    },
    /// Lets someone show that an address is theirs.
    AddressAsked {
        /// Which of their addresses it is to be.
        kind: AddressKind,
        /// For the link.
        link: String,
        /// Until when it is good.
        until: Timestamp,
    },
    /// Tells someone that another address is to be theirs.
    AddressWanted {
        /// Which of their addresses it is to be.
        kind: AddressKind,
        /// The address.
        address: String,
    },
    /// Tells someone that someone else wants to have an address of theirs.
    AddressTaken,
    /// Tells someone that an address has changed: their own, or that of someone whom
    /// it concerns them to know of.
    AddressChanged {
        /// Whose it is: their name, unless it is the reader's own.
        whose: Option<String>,
        /// What it was; empty if there was none.
        from: String,
        /// What it is since; empty if there is none.
        to: String,
        /// The name of the organiser who has changed it, and why; nothing, if it was
        /// the person.
        by: Option<(String, String)>,
    },
    /// Tells someone that they were there twice and are there once now; or that someone
    /// was whom it concerns them to know of.
    Merged {
        /// Who it is: their name, unless it is the reader.
        whose: Option<String>,
        /// The address that emails go to.
        main: String,
        /// The other one that lets them sign in; empty if there is none.
        second: String,
        /// The name of the organiser who has merged them.
        by: String,
    },
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
    /// Asks someone who has not answered to a day in time.
    LateReminder {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When it begins, as far as they are missing there.
        starts: Timestamp,
        /// Whether they may still say on the day's page that they come.
        may_come: bool,
        /// Whom to ask.
        contact: Contact,
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
    /// Tells someone in the queue that they have a seat in a part of a day: there
    /// are more than there were.
    SeatGiven {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When the part begins.
        starts: Timestamp,
        /// When it ends.
        ends: Timestamp,
    },
    /// Asks someone to answer to the times that the partner proposes.
    Proposed {
        /// The partner's name.
        by: String,
        /// When they could meet.
        times: Vec<DateTime>,
        /// How and where.
        plan: Plan,
        /// When the meeting is that would be moved, if there is one.
        #[serde(default)]
        moves: Option<DateTime>,
        /// The proposal; `None` in an email from before emails could be answered.
        #[serde(default)]
        id: Option<ProposalId>,
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
    /// Thanks someone who took part in a round that is closed, and leads to their
    /// certificate.
    RoundThanks {
        /// The round's number.
        round: u32,
        /// As what they took part. An adept is asked whether they would be a mentor.
        role: Role,
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
    /// Tells someone what the partner has decided about the pair's status.
    #[serde(rename = "Course")]
    PairStatusChanged {
        /// The partner's name.
        #[serde(rename = "mate")]
        partner: String,
        /// What.
        #[serde(rename = "turn")]
        change: StatusChange,
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
        /// What it puts into calendars.
        #[serde(default)]
        entries: DayEntries,
    },
    /// Tells someone that a day is at another time, and what holds of their answer.
    DayMoved {
        /// Which day.
        day: DayName,
        /// When it was and when it is, for each part that they are invited to.
        hours: Vec<(Hours, Hours)>,
        /// Where it is.
        place: String,
        /// The last moment to answer freely.
        reply_by: Timestamp,
        /// What becomes of what they have answered.
        #[serde(default)]
        after: AfterMove,
        /// What calendars have to change.
        #[serde(default)]
        entries: DayEntries,
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
        /// What calendars have to change.
        #[serde(default)]
        entries: DayEntries,
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
        /// What it takes out of calendars.
        #[serde(default)]
        entries: DayEntries,
    },
    /// What an organiser writes to many, as one of them gets it.
    Announcement(Box<Posted>),
    /// Reminds someone of something, as nobody else does.
    Note(Note),
    /// Several reminders that fall on one day.
    Digest(Vec<Self>),
}

impl Email {
    /// The language in which it is asked for, or written only, whatever its recipient's.
    pub fn asked_in(&self) -> Option<Lang> {
        match self {
            Self::SignIn { lang, .. } => *lang,
            Self::Announcement(posted) => posted.letter.only_lang(),
            _ => None,
        }
    }
}

/// Which round and which pair an email is about, as far as its reader has several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerns {
    /// The number of the round.
    pub round: Option<u32>,
    /// The pair, with the partner's name.
    pub pair: Option<(PairId, String)>,
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
    /// What it is about, where its reader has several.
    pub concerns: Concerns,
    /// What lets its recipient choose its kinds away without signing in, if they can be.
    pub unsubscribe: Option<String>,
    /// What its buttons carry, if it asks something that can be answered by one press:
    /// see [`MailAnswers`](super::answer::MailAnswers).
    pub ticket: Option<String>,
    /// How often it has been tried before.
    pub attempts: u32,
    /// When it was written.
    pub written: Timestamp,
    /// When it was to be sent first, or was sent again by hand: from then on counts
    /// how long it is tried.
    pub since: Timestamp,
}

/// How long an email that was taken is out of the others' reach. Whoever took
/// it and died in between leaves it to be taken again after that: a little longer
/// than a delivery may take.
pub const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// What waits in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many emails are neither sent nor given up.
    pub waiting: u32,
    /// Since when the oldest of them should have been sent; `None` if none is due.
    pub due_since: Option<Timestamp>,
    /// How many were given up and can be sent again.
    pub given_up: u32,
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

    /// How much waits to be sent, and what was given up.
    async fn backlog(&self, now: Timestamp) -> Result<Backlog>;

    /// Takes the email that has been due the longest, for [`LEASE`]; one that lets
    /// someone sign in before others. Of many workers, on however many machines,
    /// one gets it.
    async fn take_email(&self, now: Timestamp) -> Result<Option<Parcel>>;

    /// Notes that an email was handed over, and empties it.
    async fn email_sent(&self, id: i64, now: Timestamp) -> Result<()>;

    /// Notes why an email was not taken, and what is done with it. Nothing, if it
    /// has been sent meanwhile.
    async fn email_failed(&self, id: i64, why: &str, next: Next, now: Timestamp) -> Result<()>;

    /// What follows the `@` in the names of this installation's calendar entries:
    /// the same for ever, whatever its address becomes. `host` is the address of
    /// today; an installation that is older than this name goes on with it.
    async fn calendar_domain(&self, host: &str) -> Result<String>;
}
