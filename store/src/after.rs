//! Once a day is over: who came, and letters of thanks.

use async_trait::async_trait;
use domain::{people::Caller, turnout::CheckIns};
use jiff::Timestamp;

use crate::Result;

/// To whom letters of thanks go, or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// How many were there.
    pub there: u32,
    /// How many were invited and were not.
    pub missed: u32,
    /// When the letters were sent, if they have been.
    pub sent_at: Option<Timestamp>,
}

/// Days that are over.
#[async_trait]
pub trait AfterDays: Send + Sync {
    /// When whom of those invited to a day was checked in; empty for whoever
    /// may not know.
    async fn came(&self, caller: &Caller, slug: &str) -> Result<CheckIns>;

    /// To whom letters of thanks go; `None` for anyone but the round's organisers
    /// and for a day that is not over.
    async fn thanks(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<Thanks>>;

    /// Thanks those who were at a day, by letter, and tells those who were not
    /// that they were missed. Once: whoever comes second sends nothing more.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers, and for
    /// a day that is not over.
    async fn send_thanks(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<()>;
}
