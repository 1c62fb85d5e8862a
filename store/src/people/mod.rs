//! Persons, sign-in and sessions.
//!
//! Signing in: [`People::request_sign_in`] writes a row and, for a known
//! address, an email. The mail's link and its six digits each redeem the row
//! once, within [`LINK_LIFE`]. A session slides: every use moves its end.

pub mod employer;
pub mod import;

use async_trait::async_trait;
use domain::people::{Caller, DemoPerson, Duty, EmailAddress, Lang, SessionId, Settings};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Result,
    secret::{Code, Secret},
};

/// How long a sign-in mail is good for.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts without being used.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many wrong codes one request takes.
pub const MAX_WRONG_CODES: i64 = 5;
/// How many requests one address may make within [`LINK_LIFE`].
pub const MAX_PER_ADDRESS: i64 = 5;
/// How many requests one client may make within [`LINK_LIFE`].
pub const MAX_PER_CLIENT: i64 = 60;

/// Someone asks to be let in.
#[derive(Debug)]
pub struct SignInRequest {
    /// The address that they typed, known or not.
    pub email: EmailAddress,
    /// Where the request came from: kept as a hash, to count by.
    pub client: String,
    /// Kept by the browser that asked; the code is worth nothing without it.
    pub ticket: Secret,
    /// Goes into the mail's link.
    pub link: Secret,
    /// Goes into the mail as six digits.
    pub code: Code,
}

/// A session about to begin.
#[derive(Debug)]
pub struct NewSession {
    /// The browser's cookie.
    pub secret: Secret,
    /// What the browser calls itself, already shortened.
    pub client: String,
}

/// The state of a sign-in link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It lets one in.
    Good,
    /// It did once.
    Used,
    /// Its time has passed.
    Expired,
    /// There is no such link.
    Unknown,
}

/// What came of a try to sign in by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// The session has begun.
    SignedIn,
    /// Wrong digits. Another try may be right.
    Wrong,
    /// Nothing more to try: expired, used, or too many wrong ones. Ask for a new mail.
    Over,
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

/// Persons, sign-in and sessions.
#[async_trait]
pub trait People: Send + Sync {
    /// Notes the request and, if the address is someone's, the email with its
    /// link and code. The same work and the same answer for every address.
    ///
    /// # Errors
    /// [`crate::Error::TooMany`] for an address or a client that asks too often.
    async fn request_sign_in(&self, request: &SignInRequest, now: Timestamp) -> Result<()>;

    /// What a link would do. Changes nothing, so a mail scanner may look.
    async fn link_state(&self, link: &Secret, now: Timestamp) -> Result<LinkState>;

    /// Spends a link. [`LinkState::Good`] means that the session has begun;
    /// of many at once, one succeeds.
    async fn redeem_link(&self, link: &Secret, session: &NewSession, now: Timestamp) -> Result<LinkState>;

    /// Spends a code, in the browser that holds the request's ticket.
    async fn redeem_code(
        &self,
        ticket: &Secret,
        code: &Code,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<CodeOutcome>;

    /// Begins a session without a mail: the demo's one-click sign-in, and tests.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for an unknown address.
    async fn sign_in_as(&self, email: &EmailAddress, session: &NewSession, now: Timestamp) -> Result<()>;

    /// Who holds this session, if it is alive. Slides its end, once an hour at most.
    async fn caller(&self, session: &Secret, now: Timestamp) -> Result<Option<Caller>>;

    /// What the settings tell the caller of themselves.
    async fn settings(&self, caller: &Caller, now: Timestamp) -> Result<Settings>;

    /// Ends one of the caller's own sessions; another's is left alone.
    async fn end_session(&self, caller: &Caller, session: SessionId) -> Result<()>;

    /// Ends all of the caller's sessions, this one too.
    async fn end_all_sessions(&self, caller: &Caller) -> Result<()>;

    /// The language of someone's mails.
    async fn set_language(&self, caller: &Caller, lang: Lang) -> Result<()>;

    /// Lets someone in: adds the person if the address is new, gives them the
    /// duty in the current round, and writes them an invitation. Doing it
    /// again changes nothing and writes again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no round or no such organisation yet.
    async fn invite(&self, person: &NewPerson, now: Timestamp) -> Result<()>;

    /// Everyone in the current round with their first duty, for the demo's
    /// sign-in page, by address; shorter ones first, so that `adept2` comes
    /// before `adept10`.
    async fn demo_people(&self) -> Result<Vec<DemoPerson>>;
}
