//! Whether a pair goes on.

use async_trait::async_trait;
use domain::{pair::status::StatusChange, people::Caller};
use jiff::{Timestamp, civil::Date};

use crate::Result;

/// Whether a pair goes on.
#[async_trait]
pub trait Statuses: Send + Sync {
    /// Decides about the pair's status: the partner hears of it by email.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if the status cannot change like this now: an
    /// ended pair whose people are in new ones does not go on.
    async fn change_status(
        &self,
        caller: &Caller,
        change: StatusChange,
        until: Option<Date>,
        now: Timestamp,
    ) -> Result<()>;
}
