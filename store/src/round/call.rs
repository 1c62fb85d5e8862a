//! The call for applications.

use async_trait::async_trait;
use domain::{
    application::Call,
    people::Caller,
    round::call::{CallSettings, Taken},
};

use crate::Result;

/// The call for applications.
#[async_trait]
pub trait Calls: Send + Sync {
    /// The current round's call, and how many applications it counts; `None`
    /// while there is no call.
    async fn call(&self) -> Result<Option<(Call, Taken)>>;

    /// The page of the call's settings, for an organiser: the call, and where the
    /// applications stand, but their own.
    async fn call_settings(&self, caller: &Caller) -> Result<Option<CallSettings>>;

    /// Settles the current round's call, for an organiser.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else.
    async fn save_call(&self, caller: &Caller, call: &Call) -> Result<()>;
}
