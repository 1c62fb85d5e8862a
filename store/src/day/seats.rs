//! How many seats the parts of common days have, and who is offered one.

use async_trait::async_trait;
use domain::{day::SegmentId, people::Caller};
use jiff::Timestamp;

use crate::Result;

/// Seats and the queues for them.
#[async_trait]
pub trait Seats: Send + Sync {
    /// Sets how many seats a segment has; `None` for as many as are wanted. More
    /// seats are offered to those who wait; fewer are taken from no one.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn set_capacity(
        &self,
        caller: &Caller,
        segment: SegmentId,
        capacity: Option<u32>,
        now: Timestamp,
    ) -> Result<()>;

    /// Takes back the offers that have lapsed, and makes them to the next. To be
    /// called now and then, by as many servers as there are.
    async fn pass_on_seats(&self, now: Timestamp) -> Result<()>;
}
