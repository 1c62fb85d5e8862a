//! Deleting what has been kept for long enough. The rules are in
//! [`domain::round::retention`].

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// How many things were deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deleted {
    /// What people needed at a day.
    pub needs: u64,
    /// When pairs could have met around a day.
    pub meet_ups: u64,
    /// Names of those who were not in the round. That somebody came is kept.
    pub names: u64,
    /// Pairs whose texts were erased. That they met is kept.
    pub pairs: u64,
    /// What people had typed into forms and never sent.
    pub drafts: u64,
}

impl Deleted {
    /// Whether there is anything.
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }
}

/// Deleting what has been kept for long enough.
#[async_trait]
pub trait Retention: Send + Sync {
    /// Deletes what is due. To be called now and then, by as many servers as
    /// there are; where nothing is due, nothing is written.
    async fn delete_what_is_due(&self, now: Timestamp) -> Result<Deleted>;
}
