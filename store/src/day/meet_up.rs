//! Whether the two of a pair meet before or after a day. Nobody else learns of it.

use async_trait::async_trait;
use domain::{
    day::{DayId, meet_up::Slot},
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// Whether the two of a pair meet before or after a day.
#[async_trait]
pub trait MeetUps: Send + Sync {
    /// The caller could meet their partner then, or could not after all. Saying it
    /// again changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever is in no pair, for a day that they
    /// do not know of, and when it is out of the question: one of the two does
    /// not come, or the time has passed.
    async fn set_meet_up(&self, caller: &Caller, day: DayId, slot: Slot, could: bool, now: Timestamp) -> Result<()>;
}
