//! The call for applications.

use async_trait::async_trait;
use domain::{
    application::Call,
    people::Caller,
    round::call::{CallSettings, Taken},
};

use jiff::Timestamp;

use crate::Result;

/// The call for applications.
#[async_trait]
pub trait Calls: Send + Sync {
    /// The call of the round that one can apply for, after the round's number, and how
    /// many applications it counts ([`domain::round::focus::applied_for`]); `None` while
    /// there is no call.
    async fn call(&self, now: Timestamp) -> Result<Option<(u32, Call, Taken)>>;

    /// The call of the caller's round, for whoever has applied in it or may.
    async fn round_call(&self, caller: &Caller) -> Result<Option<Call>>;

    /// The page of the call's settings, for an organiser: the call, and where the
    /// applications stand, but their own.
    async fn call_settings(&self, caller: &Caller) -> Result<Option<CallSettings>>;

    /// Settles the call of the caller's round, for an organiser, in place of the one that
    /// they have read.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else;
    /// [`crate::Error::Conflict`], if another one is saved by now.
    async fn save_call(&self, caller: &Caller, known: Option<&Call>, call: &Call) -> Result<()>;
}
