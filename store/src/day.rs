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

    /// Gives or changes the caller's answer to a segment. A yes to one whose
    /// seats are taken is a place in the queue; a seat that becomes free is
    /// offered to the next, by letter.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that they are not invited to;
    /// [`crate::Error::Refused`] when it is too late.
    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()>;

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

    /// Everyone whose answers the caller may see: all for an organiser, the
    /// own organisation's for a contact person. `None` for anyone else.
    async fn board(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<Board>>;

    /// The boards of all the current round's days, in order; empty for whoever
    /// may see none.
    async fn boards(&self, caller: &Caller, now: Timestamp) -> Result<Vec<Board>>;
}
