//! One's own calendar, for programs that fetch it at a secret address.

use async_trait::async_trait;
use domain::people::{
    Caller,
    calendar::{Feed, FeedId, FeedName, OwnCalendar},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey, secret::Secret};

/// The addresses at which calendars are fetched, and what is found there.
#[async_trait]
pub trait Calendars: Send + Sync {
    /// The caller's own addresses, the latest first.
    async fn feeds(&self, caller: &Caller) -> Result<Vec<Feed>>;

    /// Makes an address of this token; whether it was made: not if the form has made one.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] for whoever has as many as anyone may.
    async fn make_feed(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        name: &FeedName,
        token: &Secret,
        now: Timestamp,
    ) -> Result<bool>;

    /// Which of the caller's addresses a token makes, if any.
    async fn own_feed(&self, caller: &Caller, token: &Secret) -> Result<Option<FeedId>>;

    /// Takes an address back: there is nothing at it from now on.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if the caller has no such address.
    async fn revoke_feed(&self, caller: &Caller, id: FeedId) -> Result<()>;

    /// The calendar of whoever has made an address of this token, over all rounds, and
    /// notes that it was fetched; `None` for a token that makes none, and for someone
    /// who is deactivated or whom no round concerns any more.
    async fn own_calendar(&self, token: &Secret, now: Timestamp) -> Result<Option<OwnCalendar>>;
}
