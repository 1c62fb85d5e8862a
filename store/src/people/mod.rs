//! Persons and their sessions.

pub mod address;
pub mod calendar;
pub mod directory;
pub mod draft;
pub mod duplicate;
pub mod duty;
pub mod employer;
pub mod import;
pub mod newcomer;
pub mod organisation;
pub mod sign_in;

use async_trait::async_trait;
use domain::{
    people::{Caller, DemoPerson, Duty, EmailAddress, Lang, SessionId, Settings},
    round::focus::{SignedIn, Topic},
    time,
};
use jiff::Timestamp;

use self::{
    address::Addresses, calendar::Calendars, directory::Directories, draft::Drafts, duplicate::Duplicates,
    duty::Duties, employer::Employers, import::Imports, newcomer::Newcomers, organisation::Organisations,
};
use crate::{Result, secret::Secret};

pub use self::sign_in::{
    AgainRequest, CODE_DAY, CodeOutcome, DEVICE_LIFE, LINK_LIFE, LinkState, MAX_APPLICANTS_PER_CLIENT, MAX_PER_ADDRESS,
    MAX_PER_CLIENT, MAX_WRONG_CODES, NewSession, REMEMBERED, SESSION_LIFE, SignIn, SignInRequest,
};

/// All that is kept of people.
pub trait PeopleStore:
    People
    + SignIn
    + Drafts
    + Imports
    + Newcomers
    + Employers
    + Directories
    + Duplicates
    + Addresses
    + Calendars
    + Duties
    + Organisations
{
}

impl<T> PeopleStore for T where
    T: People
        + SignIn
        + Drafts
        + Imports
        + Newcomers
        + Employers
        + Directories
        + Duplicates
        + Addresses
        + Calendars
        + Duties
        + Organisations
{
}

/// Someone new, or someone known with a new duty.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their address: the one identity that the product knows.
    pub email: EmailAddress,
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Their organisation's name, as the network writes it.
    pub organisation: String,
    /// The language of their mails.
    pub lang: Lang,
    /// What they do in the round.
    pub duty: Duty,
}

/// Persons and their sessions.
#[async_trait]
pub trait People: Send + Sync {
    /// Who holds this session, if it is alive, and what they are in each round; `None`
    /// too while there is no round. Slides its end, once an hour at most.
    async fn signed_in(&self, session: &Secret, now: Timestamp) -> Result<Option<SignedIn>>;

    /// The same, as who asks in the round that is meant where none is named.
    async fn caller(&self, session: &Secret, now: Timestamp) -> Result<Option<Caller>> {
        let Some(signed_in) = self.signed_in(session, now).await? else { return Ok(None) };
        Ok(signed_in.meant(Topic::Anything, time::today(now)).map(|standing| signed_in.caller(standing)))
    }

    /// What the settings tell the caller of themselves.
    async fn settings(&self, caller: &Caller, now: Timestamp) -> Result<Settings>;

    /// Ends one of the caller's own sessions; another's is left alone.
    async fn end_session(&self, caller: &Caller, session: SessionId) -> Result<()>;

    /// Ends all of the caller's sessions, this one too.
    async fn end_all_sessions(&self, caller: &Caller) -> Result<()>;

    /// The language of someone's mails.
    async fn set_language(&self, caller: &Caller, lang: Lang) -> Result<()>;

    /// Lets someone in: adds the person if the address is new, gives them the
    /// duty in the main round of the day, and writes them an invitation. Doing it
    /// again changes nothing and writes again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no round or no such organisation yet.
    async fn invite(&self, person: &NewPerson, now: Timestamp) -> Result<()>;

    /// Everyone in any round with their first duty, for the demo's sign-in
    /// page, by address; shorter ones first, so that `adept2` comes before
    /// `adept10`.
    async fn demo_people(&self) -> Result<Vec<DemoPerson>>;
}
