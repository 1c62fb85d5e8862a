//! What others than the applicant say to an application: the manager, by a
//! link, and the contact person of the own organisation.

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, Leadership, Manager, Part, Purpose, typed::Support},
    people::{Caller, EmailAddress, Lang},
};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{Result, secret::Secret};

/// How long a manager's link is good for.
pub const MANAGER_LINK_LIFE: SignedDuration = SignedDuration::from_hours(21 * 24);

/// What a manager's link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagerLink {
    /// The question.
    Open(Box<Question>),
    /// Nothing: it has been answered.
    Used,
    /// Nothing: its time has passed.
    Expired,
    /// Nothing: another one has taken its place, or the application is taken back.
    Withdrawn,
}

/// All that a manager sees of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The manager's name.
    pub manager: String,
    /// The applicant's name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Their organisation's name.
    pub organisation: String,
    /// As what they apply.
    pub part: Part,
    /// How they lead.
    pub leadership: Leadership,
    /// What they want to develop, or can give.
    pub purpose: Purpose,
    /// Until when the link is good.
    pub until: Timestamp,
}

/// A manager's part, by a link: no account, no session.
#[async_trait]
pub trait ManagerLinks: Send + Sync {
    /// What a link opens. Changes nothing, so a mail scanner may look. `None`
    /// for one that never was.
    async fn manager_link(&self, link: &Secret, now: Timestamp) -> Result<Option<ManagerLink>>;

    /// Answers, and spends the link; of many at once, one succeeds.
    ///
    /// # Errors
    /// [`crate::Error::Gone`] for a link that opens nothing.
    async fn support(&self, link: &Secret, support: &Support, now: Timestamp) -> Result<()>;

    /// Passes the question on to another manager: a new link, and this one opens
    /// nothing any more.
    ///
    /// # Errors
    /// [`crate::Error::Gone`] for a link that opens nothing.
    async fn pass_on(&self, link: &Secret, to: &Manager, now: Timestamp) -> Result<()>;
}

/// What a contact person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Endorses it, with a word if they like.
    Endorse(String),
    /// Has a question to the applicant.
    Return(String),
    /// Does not endorse it, and why.
    Decline(String),
}

/// Someone whom a contact person nominates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominee {
    /// Their address.
    pub email: EmailAddress,
    /// Their name.
    pub name: String,
    /// As what.
    pub part: Part,
    /// The language of their mails.
    pub lang: Lang,
}

/// Who does a contact person's work while they are away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Their name.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Someone who is to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStandIn {
    /// Their address.
    pub email: EmailAddress,
    /// Who, and when.
    pub stand_in: StandIn,
}

/// The contact person's part.
#[async_trait]
pub trait Endorsements: Send + Sync {
    /// Decides on an application of the own organisation.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for another organisation's;
    /// [`crate::Error::Conflict`], if it does not wait for that.
    async fn endorse(&self, caller: &Caller, id: ApplicationId, verdict: &Verdict, now: Timestamp) -> Result<()>;

    /// Ranks the own organisation's applications; those that are not named have
    /// no rank.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who are no contact person.
    async fn rank(&self, caller: &Caller, ranks: &[(ApplicationId, u32)]) -> Result<()>;

    /// Nominates someone of the own organisation: they get an application to
    /// fill in, and an email.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] while the call is not open;
    /// [`crate::Error::Invalid`] for someone of another organisation.
    async fn nominate(&self, caller: &Caller, nominee: &Nominee, now: Timestamp) -> Result<()>;

    /// Who stands in for the caller, if someone does or will.
    async fn stand_in(&self, caller: &Caller, today: Date) -> Result<Option<StandIn>>;

    /// Lets someone of the own organisation do the caller's work as contact
    /// person, or ends that. Whoever stands in cannot hand it on.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who are no contact person;
    /// [`crate::Error::Invalid`] for someone of another organisation.
    async fn set_stand_in(&self, caller: &Caller, new: Option<&NewStandIn>, now: Timestamp) -> Result<()>;
}
