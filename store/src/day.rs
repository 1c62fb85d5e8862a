//! Common days and replies.

use async_trait::async_trait;
use domain::{
    day::{Answer, Board, Day, DayView, SegmentId},
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// Common days and replies.
#[async_trait]
pub trait Days: Send + Sync {
    /// The current round's days as anyone may read them, in order: only the
    /// parts that are for everyone.
    async fn public_days(&self) -> Result<Vec<Day>>;

    /// The caller's days with their own and the mate's answers, in order.
    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>>;

    /// One of them.
    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>>;

    /// Gives or changes the caller's answer to a segment.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that they are not invited to;
    /// [`crate::Error::Refused`] when it is too late.
    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()>;

    /// Everyone whose answers the caller may see: all for an organiser, the
    /// own organisation's for a contact person. `None` for anyone else.
    async fn board(&self, caller: &Caller, slug: &str) -> Result<Option<Board>>;

    /// The boards of all the current round's days, in order; empty for whoever
    /// may see none.
    async fn boards(&self, caller: &Caller) -> Result<Vec<Board>>;
}
