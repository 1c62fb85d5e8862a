//! Which applications wait for whom, and reminding them.

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, Party, waiting::WaitingPage},
    people::Caller,
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Applications that wait, for organisers.
#[async_trait]
pub trait WaitingApplications: Send + Sync {
    /// Every application of the caller's round but their own, with whom it waits for;
    /// `None` for those who do not run the round.
    async fn waiting_applications(&self, caller: &Caller, now: Timestamp) -> Result<Option<WaitingPage>>;

    /// Reminds whoever an application waits for, and says who that is.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not run the round;
    /// [`crate::Error::Conflict`], if there is nobody to remind any more;
    /// [`crate::Error::OverBudget`], if they have had a reminder lately.
    async fn remind_of_application(
        &self,
        caller: &Caller,
        id: ApplicationId,
        form: Option<&IdempotencyKey>,
        now: Timestamp,
    ) -> Result<Party>;
}
