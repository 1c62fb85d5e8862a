//! Asking to be contacted by an organiser.

use async_trait::async_trait;
use domain::{
    pair::help_request::{Comment, HelpRequestId, HelpRequests as Seen},
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// Asking to be contacted.
#[async_trait]
pub trait HelpRequests: Send + Sync {
    /// Asks for an organiser, with a word that may be empty. If the caller has
    /// asked already, that is replaced. The round's organisers hear of the
    /// first by email, without who or why; the partner only if it is `shared`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without a pair.
    async fn send_help_request(&self, caller: &Caller, word: &Comment, shared: bool, now: Timestamp) -> Result<()>;

    /// Takes back what the caller has asked, if it is not taken care of yet.
    async fn withdraw_help_request(&self, caller: &Caller) -> Result<()>;

    /// What the caller has asked, and the partner if they share it.
    async fn help_requests(&self, caller: &Caller) -> Result<Seen>;

    /// Notes that the caller has seen a call, or that it is taken care of:
    /// then its word is gone.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn mark_help_request(
        &self,
        caller: &Caller,
        request: HelpRequestId,
        done: bool,
        now: Timestamp,
    ) -> Result<()>;
}
