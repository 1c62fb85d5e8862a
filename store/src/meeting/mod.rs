//! Meetings and their logs. Notes, actions and reflections are sealed with the
//! pair's key before they reach a row.

pub mod log;
pub mod proposal;

use async_trait::async_trait;
use domain::{
    meeting::{self, Log, Meeting, MeetingId},
    people::Caller,
};
use jiff::Timestamp;

use self::{log::Logs, proposal::Proposals};
use crate::{Result, idempotency::IdempotencyKey};

/// All that is kept of meetings.
pub trait MeetingStore: Meetings + Logs + Proposals {}

impl<T: Meetings + Logs + Proposals> MeetingStore for T {}

/// Meetings that were held, and what is written about them.
#[async_trait]
pub trait Meetings: Send + Sync {
    /// The caller's pair's meetings: facts only. Empty without a pair.
    async fn meetings(&self, caller: &Caller) -> Result<meeting::Meetings>;

    /// A held meeting of the caller's pair, with the caller's own reflection.
    async fn meeting(&self, caller: &Caller, id: MeetingId) -> Result<Option<Meeting>>;

    /// Logs a held meeting. An agreed meeting of that day or an earlier one is
    /// thereby held; a `next` in the log becomes the pair's agreed meeting.
    /// The same `form` a second time changes nothing, and gives the same meeting.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a caller without a pair;
    /// [`crate::Error::PairEnded`]. If the log does not say that it is another one:
    /// [`crate::Error::SavedAlready`], if the same form with other words has made a
    /// meeting, and [`crate::Error::LoggedAlready`], if the partner has logged one of that
    /// day.
    async fn log_meeting(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        log: &Log,
        now: Timestamp,
    ) -> Result<MeetingId>;

    /// Changes a log that the caller read as `version`. What the two shared
    /// before is kept as a version; the caller's own reflection is replaced, the
    /// partner's stays.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for another pair's meeting; [`crate::Error::PairEnded`];
    /// [`crate::Error::Conflict`] if it has been saved since `version`.
    async fn edit_meeting(&self, caller: &Caller, id: MeetingId, version: i64, log: &Log, now: Timestamp)
    -> Result<()>;
}
