//! What becomes of a pair's log: versions, actions that are done, deletion. Every
//! text is sealed with the pair's key.

use async_trait::async_trait;
use domain::{
    meeting::{
        MeetingId,
        log::{LogPage, NewLogPage, Version},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// What becomes of a pair's log.
#[async_trait]
pub trait Logs: Send + Sync {
    /// What the form shows in which the caller logs a new meeting: one snapshot,
    /// few queries. `None` without a pair.
    async fn new_log_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<NewLogPage>>;

    /// What the page of a log of the caller's pair shows, and the form in which it
    /// is changed.
    async fn log_page(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<Option<LogPage>>;

    /// Every version of what the two share of a log, the latest first.
    async fn versions(&self, caller: &Caller, meeting: MeetingId) -> Result<Option<Vec<Version>>>;

    /// Says that an action of a log, read as `version`, is done, or is not.
    ///
    /// # Errors
    /// As [`crate::Meetings::edit_meeting`].
    async fn tick_action(
        &self,
        caller: &Caller,
        meeting: MeetingId,
        version: i64,
        position: i64,
        done: bool,
        now: Timestamp,
    ) -> Result<()>;

    /// Deletes a log. It can be brought back for as long as [`domain::meeting::log::UNDO`].
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for another pair's meeting.
    async fn delete_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()>;

    /// Brings a deleted log back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for another pair's meeting, or when it is too late.
    async fn restore_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()>;

    /// Erases the logs that were deleted long enough ago.
    async fn erase_deleted(&self, now: Timestamp) -> Result<()>;
}
