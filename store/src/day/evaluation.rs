//! What people think of a day once it is over.

use async_trait::async_trait;
use domain::{
    day::{
        DayId,
        evaluation::{DayResults, Evaluation, Window},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// A day that someone was at, and can say what they think of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToEvaluate {
    /// The day.
    pub day: DayId,
    /// From when, and until when.
    pub window: Window,
    /// Whether they have.
    pub given: bool,
}

/// Evaluations.
#[async_trait]
pub trait Evaluations: Send + Sync {
    /// Every day of the round that the caller was at, and that has ended for them. Who
    /// was there is settled when it ends.
    async fn to_evaluate(&self, caller: &Caller, now: Timestamp) -> Result<Vec<ToEvaluate>>;

    /// What the caller has said about a day; `None` if nothing.
    async fn own_evaluation(&self, caller: &Caller, day: DayId) -> Result<Option<Evaluation>>;

    /// Says what the caller thinks of a day, in place of what they said before.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a day that they were not at, or that has
    /// not ended; [`crate::Error::Refused`] when it is too late.
    async fn evaluate(&self, caller: &Caller, day: DayId, evaluation: &Evaluation, now: Timestamp) -> Result<()>;

    /// The page of a day's evaluation: what may be shown of it, for an organiser of
    /// the round; nothing before it has closed. `None` for anyone else.
    async fn day_results(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayResults>>;

    /// Settles who may evaluate the days that have ended. To be called now and then;
    /// it is done, too, before anything at the door is changed.
    async fn open_evaluations(&self, now: Timestamp) -> Result<()>;
}
