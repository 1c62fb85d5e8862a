//! Once a day is over: who came, and thank-you emails.

use async_trait::async_trait;
use domain::{
    day::follow_up::{CheckIns, FollowUpView},
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// Days that are over.
#[async_trait]
pub trait FollowUps: Send + Sync {
    /// When whom of those invited to a day was checked in; empty for whoever
    /// may not know.
    async fn came(&self, caller: &Caller, slug: &str) -> Result<CheckIns>;

    /// The page of what comes after a day: who came to each of its parts, and what
    /// is left to do. For organisers.
    async fn follow_up(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<FollowUpView>>;

    /// Thanks those who were at a day, by email, and tells those who were not
    /// that they were missed. Once: whoever comes second sends nothing more.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers, and for
    /// a day that is not over.
    async fn send_thanks(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<()>;
}
