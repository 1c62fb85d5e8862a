//! A pair that an organiser makes by hand, also while the round is running.

use async_trait::async_trait;
use domain::{
    matching::{ByHand, LiftReason},
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Pairs that are made by hand.
#[async_trait]
pub trait PairsByHand: Send + Sync {
    /// Whom an organiser can make a pair of in their round; `None` for anyone else.
    async fn by_hand(&self, caller: &Caller) -> Result<Option<ByHand>>;

    /// Makes two a pair, by the rules that hold in the matching. Both are told, and asked
    /// to the days that are published. With a reason, two who have been a pair before can
    /// be one again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for two of whom one is not
    /// among those [they can choose of](PairsByHand::by_hand); [`crate::Error::Refused`]
    /// where a rule keeps the two apart or the round has no room;
    /// [`crate::Error::Invalid`] for a former pair without a reason.
    async fn pair_by_hand(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        two: (PersonId, PersonId),
        reason: Option<&LiftReason>,
        now: Timestamp,
    ) -> Result<()>;
}
