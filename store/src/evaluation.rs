//! What people think of a day once it is over.

use async_trait::async_trait;
use domain::{
    day::DayId,
    evaluation::{DayResults, Evaluation, Findings, Window},
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

/// What may be shown of a day's evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// What was answered.
    pub findings: Findings,
    /// What was added, in an order that says nothing; empty while those who
    /// have answered are too few.
    pub comments: Vec<String>,
}

/// Evaluations.
#[async_trait]
pub trait Evaluations: Send + Sync {
    /// Every day of the round that the caller was at, and that has ended for them.
    async fn to_evaluate(&self, caller: &Caller, now: Timestamp) -> Result<Vec<ToEvaluate>>;

    /// What the caller has said about a day; `None` if nothing.
    async fn own_evaluation(&self, caller: &Caller, day: DayId) -> Result<Option<Evaluation>>;

    /// Says what the caller thinks of a day, in place of what they said before.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a day that they were not at, or that has
    /// not ended; [`crate::Error::Refused`] when it is too late.
    async fn evaluate(&self, caller: &Caller, day: DayId, evaluation: &Evaluation, now: Timestamp) -> Result<()>;

    /// What may be shown of a day's evaluation, for an organiser of the round.
    /// `None` for anyone else.
    async fn results(&self, caller: &Caller, slug: &str) -> Result<Option<Results>>;

    /// The page of a day's evaluation: the same, with the day.
    async fn day_results(&self, caller: &Caller, slug: &str) -> Result<Option<DayResults>>;
}
