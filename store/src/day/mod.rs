//! Common days and replies.

pub mod board;
pub mod check_in;
pub mod editor;
pub mod evaluation;
pub mod follow_up;
pub mod material;
pub mod meet_up;
pub mod needs;
pub mod reply;
pub mod tables;
pub mod visitor;

use async_trait::async_trait;
use domain::{
    day::{Day, DayPage, DayView, SegmentId},
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

    /// The caller's days with their own and the partner's answers, in order.
    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>>;

    /// One of them.
    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>>;

    /// What the page of one of them shows: one snapshot, few queries.
    async fn day_page(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayPage>>;

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
