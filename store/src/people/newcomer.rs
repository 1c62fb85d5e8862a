//! Someone whom an organiser adds by hand, also while the round is running.

use async_trait::async_trait;
use domain::people::{Caller, PersonId, newcomer::Newcomer};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// People who are added by hand.
#[async_trait]
pub trait Newcomers: Send + Sync {
    /// Adds someone to the caller's round; who that is. Whoever has the address already is
    /// kept as they are and gets the duty. Who takes part and is invited gets the days that
    /// are published with it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for an organisation that
    /// is not there; [`crate::Error::Invalid`] for the address of someone else or of someone
    /// who takes part already; [`crate::Error::Refused`] for the contact person of an
    /// organisation that has left.
    async fn add_newcomer(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        newcomer: &Newcomer,
        now: Timestamp,
    ) -> Result<PersonId>;
}
