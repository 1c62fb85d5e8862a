//! Signing in: [`SignIn::request_sign_in`] writes a row and, for a known address,
//! an email. Its link and its six digits each redeem the row once, within
//! [`LINK_LIFE`]; whoever holds what is left of a request may ask for another email to
//! the same address, without being told which it is. A session slides: every use moves
//! its end.

use async_trait::async_trait;
pub use domain::people::sign_in::{MAX_APPLICANTS_PER_CLIENT, MAX_PER_ADDRESS, MAX_PER_CLIENT, MAX_WRONG_CODES};
use domain::people::{EmailAddress, Lang};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Result,
    secret::{Code, Secret},
};

/// How long a sign-in mail is good for.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// For how long a spent or expired request is told from one that never was, and can be
/// made again.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// How long a session lasts without being used.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a browser is known as one in which someone has signed in.
pub const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Within what time wrong codes are counted together.
pub const CODE_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Someone asks to be let in.
#[derive(Debug)]
pub struct SignInRequest {
    /// The address that they typed, known or not.
    pub email: EmailAddress,
    /// Where the request came from: kept as a hash, to count by.
    pub client: String,
    /// What the browser has kept of earlier sessions in it: the secret of the last one,
    /// and its own. Whoever has signed in there before is no stranger.
    pub kept: Vec<Secret>,
    /// Kept by the browser that asked; the code is worth nothing without it.
    pub ticket: Secret,
    /// Goes into the mail's link.
    pub link: Secret,
    /// Goes into the mail as six digits.
    pub code: Code,
    /// The path that the mail's link leads on to; may be empty.
    pub till: String,
    /// The language in which they read the page, if they have chosen one: the mail's.
    pub lang: Option<Lang>,
}

/// Someone asks for another email to the same address.
#[derive(Debug)]
pub struct AgainRequest {
    /// What the earlier request is known by: the link in its mail, or the ticket of the
    /// browser that asked.
    pub earlier: Secret,
    /// As in [`SignInRequest`].
    pub client: String,
    /// As in [`SignInRequest`].
    pub kept: Vec<Secret>,
    /// As in [`SignInRequest`].
    pub ticket: Secret,
    /// As in [`SignInRequest`].
    pub link: Secret,
    /// As in [`SignInRequest`].
    pub code: Code,
    /// As in [`SignInRequest`].
    pub till: String,
    /// As in [`SignInRequest`].
    pub lang: Option<Lang>,
}

/// A session about to begin.
#[derive(Debug)]
pub struct NewSession {
    /// The browser's cookie.
    pub secret: Secret,
    /// What the browser calls itself, already shortened.
    pub client: String,
    /// What the browser is known by from now on, whoever is signed in there; nothing
    /// for one that keeps nothing.
    pub device: Option<Secret>,
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
    /// So many wrong ones that the right one is not taken any more.
    TooManyWrong,
    /// So many wrong ones for this address within a day that none is taken; links
    /// still let in.
    OverBudget,
    /// The right digits, which have let someone in, or the link that came with them has.
    Used,
    /// Its time has passed, or there is no such request.
    Expired,
}

/// Requests to be let in, and what redeems them.
#[async_trait]
pub trait SignIn: Send + Sync {
    /// Notes the request and, if the address is someone's, the email with its
    /// link and code. The same work and the same answer for every address.
    ///
    /// # Errors
    /// [`crate::Error::TooMany`] for an address or a client that asks too often, as
    /// [`domain::people::sign_in`] counts.
    async fn request_sign_in(&self, request: &SignInRequest, now: Timestamp) -> Result<()>;

    /// The same once more, for the address of an earlier request, whoever's it is.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if that is longer ago than [`REMEMBERED`];
    /// [`crate::Error::TooMany`].
    async fn request_again(&self, request: &AgainRequest, now: Timestamp) -> Result<()>;

    /// What a link would do. Changes nothing, so a mail scanner may look.
    async fn link_state(&self, link: &Secret, now: Timestamp) -> Result<LinkState>;

    /// Spends a link. [`LinkState::Good`] means that the session has begun;
    /// of many at once, one succeeds.
    async fn redeem_link(&self, link: &Secret, session: &NewSession, now: Timestamp) -> Result<LinkState>;

    /// Spends a code, in the browser that holds the request's ticket; where it holds
    /// several, the latest is the first. What is said of a code that lets no one in is
    /// the same for every address, unless it is the right one. The address's owner is
    /// told of the day's last wrong one.
    async fn redeem_code(
        &self,
        tickets: &[Secret],
        code: &Code,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<CodeOutcome>;

    /// Begins a session without a mail: the demo's one-click sign-in, and tests.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for an unknown address.
    async fn sign_in_as(&self, email: &EmailAddress, session: &NewSession, now: Timestamp) -> Result<()>;
}
