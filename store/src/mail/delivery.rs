//! Emails that were given up: seen, sent again, or forgotten.

use async_trait::async_trait;
use domain::{
    mail::{
        EmailId,
        delivery::{DeliveryOverview, Undelivered},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// What became of emails on their way.
#[async_trait]
pub trait Deliveries: Send + Sync {
    /// How emails fare, for organisers; `None` for anyone else.
    async fn deliveries(&self, caller: &Caller, now: Timestamp) -> Result<Option<DeliveryOverview>>;

    /// The latest emails that the caller brought about, one for each cause and
    /// recipient, as far as they were given up.
    async fn undelivered(&self, caller: &Caller) -> Result<Vec<Undelivered>>;

    /// Sends again what was given up: one email, or all of them. How many.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for an email that
    /// is not among them.
    async fn send_again(&self, caller: &Caller, email: Option<EmailId>, now: Timestamp) -> Result<u32>;

    /// Drops the content of an email that was given up: nobody can send it any more.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for an email that
    /// is not among them.
    async fn drop_given_up(&self, caller: &Caller, email: EmailId) -> Result<()>;

    /// Sends everything again that was given up: the operator's part. How many.
    async fn retry_given_up(&self, now: Timestamp) -> Result<u32>;

    /// Drops the content of what was given up so long ago that nobody will send it
    /// any more.
    async fn forget_given_up(&self, now: Timestamp) -> Result<()>;
}
