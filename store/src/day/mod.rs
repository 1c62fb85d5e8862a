//! Common days.

pub mod board;
pub mod check_in;
pub mod editor;
pub mod evaluation;
pub mod follow_up;
pub mod helper;
pub mod material;
pub mod meet_up;
pub mod needs;
pub mod reply;
pub mod seats;
pub mod tables;
pub mod visitor;

use async_trait::async_trait;
use domain::{
    day::{Day, DayPage, DayView},
    people::Caller,
};
use jiff::Timestamp;

use self::{
    board::Boards, check_in::Attendance, editor::Planning, evaluation::Evaluations, follow_up::FollowUps,
    helper::Helpers, material::Materials, meet_up::MeetUps, needs::Needs, reply::Replies, seats::Seats, tables::Tables,
    visitor::Visitors,
};
use crate::Result;

/// All that is kept of common days.
pub trait DayStore:
    Days
    + Replies
    + Seats
    + Boards
    + Planning
    + Needs
    + MeetUps
    + Attendance
    + Visitors
    + Tables
    + Materials
    + Evaluations
    + FollowUps
    + Helpers
{
}

impl<T> DayStore for T where
    T: Days
        + Replies
        + Seats
        + Boards
        + Planning
        + Needs
        + MeetUps
        + Attendance
        + Visitors
        + Tables
        + Materials
        + Evaluations
        + FollowUps
        + Helpers
{
}

/// Common days, as those see them who take part.
#[async_trait]
pub trait Days: Send + Sync {
    /// The days of the rounds that run ([`domain::round::focus::shown_rounds`]) as anyone
    /// may read them, in order: only the parts that are for everyone.
    async fn public_days(&self, now: Timestamp) -> Result<Vec<Day>>;

    /// The caller's days with their own and the partner's answers, in order.
    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>>;

    /// One of them.
    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>>;

    /// What the page of one of them shows: one snapshot, few queries.
    async fn day_page(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayPage>>;
}
