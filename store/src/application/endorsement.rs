//! What the contact person of the own organisation says to an application.

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, Part, State},
    people::{Caller, EmailAddress, Lang, PersonId},
};
use jiff::{Timestamp, civil::Date};

use crate::Result;

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

/// What comes of nominating someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nomination {
    /// They are nominated, and told so.
    New,
    /// They had begun an application by themselves, in which it stands now.
    Noted,
    /// The caller has nominated them before, and nothing has changed.
    Again,
    /// Another contact person has nominated them before.
    ByAnother,
}

/// Someone whom a contact person has nominated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominated {
    /// Who, wherever they work.
    pub person: PersonId,
    /// Their name, as the contact person has written it.
    pub name: String,
    /// As what.
    pub part: Part,
    /// When.
    pub at: Timestamp,
    /// Where their application stands; `None` as long as they have not sent it.
    pub state: Option<State>,
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
    /// Their language, if nothing is known of them yet.
    pub lang: Lang,
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

    /// Ranks the own organisation's applications, but not the caller's own; those that
    /// are not named have no rank. It takes the place of what the caller has `read`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who are no contact person;
    /// [`crate::Error::Conflict`], if one of those that were read has another rank by now.
    async fn rank(
        &self,
        caller: &Caller,
        read: &[(ApplicationId, Option<u32>)],
        ranks: &[(ApplicationId, u32)],
    ) -> Result<()>;

    /// Nominates someone of the own organisation: they get an application to
    /// fill in, and an email. Someone of another organisation gets another email, and
    /// the answer is the same.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] while the call is not open.
    async fn nominate(&self, caller: &Caller, nominee: &Nominee, now: Timestamp) -> Result<Nomination>;

    /// Whom the caller has nominated, the latest first.
    async fn nominations(&self, caller: &Caller) -> Result<Vec<Nominated>>;

    /// Who stands in for the caller, if someone does or will.
    async fn stand_in(&self, caller: &Caller, today: Date) -> Result<Option<StandIn>>;

    /// Lets someone of the own organisation do the caller's work as contact
    /// person, or ends that. Whoever stands in cannot hand it on. Someone of another
    /// organisation is let do nothing, and the answer is the same.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who are no contact person;
    /// [`crate::Error::Invalid`] for the caller's own address.
    async fn set_stand_in(&self, caller: &Caller, new: Option<&NewStandIn>, now: Timestamp) -> Result<()>;
}
