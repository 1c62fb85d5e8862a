//! Asking to be contacted by an organiser.

use async_trait::async_trait;
use domain::{
    people::Caller,
    signal::{SignalId, Signals as Seen, Word},
};
use jiff::Timestamp;

use crate::Result;

/// Asking to be contacted.
#[async_trait]
pub trait Signals: Send + Sync {
    /// Asks for an organiser, with a word that may be empty. If the caller has
    /// asked already, that is replaced. The round's organisers hear of the
    /// first by letter, without who or why; the mate only if it is `shared`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without a pair.
    async fn send_signal(&self, caller: &Caller, word: &Word, shared: bool, now: Timestamp) -> Result<()>;

    /// Takes back what the caller has asked, if it is not taken care of yet.
    async fn take_back_signal(&self, caller: &Caller) -> Result<()>;

    /// What the caller has asked, and the mate if they share it.
    async fn signals(&self, caller: &Caller) -> Result<Seen>;

    /// Notes that the caller has seen a call, or that it is taken care of:
    /// then its word is gone.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn mark_call(&self, caller: &Caller, call: SignalId, done: bool, now: Timestamp) -> Result<()>;
}
