//! The next round from one that is there.

use async_trait::async_trait;
use domain::{
    people::Caller,
    round::{Round, next::NextPlan, start::DayPattern},
};
use jiff::{Timestamp, civil::Date};

use crate::{Result, idempotency::IdempotencyKey};

/// What the next round is suggested from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPage {
    /// The caller's round.
    pub round: Round,
    /// Its days, drafts too, in order, without what is cancelled; and when each is.
    pub days: Vec<(DayPattern, Date)>,
}

/// How one round follows another.
#[async_trait]
pub trait NextRounds: Send + Sync {
    /// What the next round is suggested from, for an organiser of the caller's round;
    /// `None` for anyone else.
    async fn next_page(&self, caller: &Caller) -> Result<Option<NextPage>>;

    /// Makes a round with its days as drafts, with the caller as an organiser, and those
    /// who go on in the duties that they have in the caller's round. Nobody's own round
    /// is another one for it. A form that was carried out makes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers; [`crate::Error::Invalid`] for
    /// a number that another round has.
    async fn plan_next_round(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        next: &NextPlan,
        now: Timestamp,
    ) -> Result<()>;
}
