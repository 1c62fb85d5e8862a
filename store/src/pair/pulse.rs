//! How it goes, every other month.

use async_trait::async_trait;
use domain::{
    pair::pulse::{Answer, Given},
    people::Caller,
};
use jiff::{Timestamp, civil::Date};

use crate::Result;

/// How it goes.
#[async_trait]
pub trait Pulses: Send + Sync {
    /// The question that the caller is to answer: the day on which it was
    /// asked, and what they have answered so far. `None` if none is open for them.
    async fn open_pulse(&self, caller: &Caller, now: Timestamp) -> Result<Option<(Date, Option<Given>)>>;

    /// Answers the open question, or changes the answer.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if none is open for the caller.
    async fn answer_pulse(&self, caller: &Caller, answer: &Answer, now: Timestamp) -> Result<()>;

    /// The caller's own answers, latest first.
    async fn own_pulses(&self, caller: &Caller) -> Result<Vec<Given>>;
}
