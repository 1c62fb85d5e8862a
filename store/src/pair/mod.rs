//! Pairs.

pub mod agreement;
pub mod help_request;
pub mod list;
pub mod pulse;
pub mod status;

use async_trait::async_trait;
use domain::{
    pair::{EarlierPair, Pair, PairPage, Room},
    people::{Caller, EmailAddress},
};
use jiff::Timestamp;

use self::{agreement::Agreements, help_request::HelpRequests, list::PairLists, pulse::Pulses, status::Statuses};
use crate::Result;

/// All that is kept of pairs, beside their meetings.
pub trait PairStore: Pairs + Statuses + Agreements + HelpRequests + PairLists + Pulses {}

impl<T: Pairs + Statuses + Agreements + HelpRequests + PairLists + Pulses> PairStore for T {}

/// Pairs.
#[async_trait]
pub trait Pairs: Send + Sync {
    /// The caller's own pair: the one that they are in, or the last one that
    /// ended, for as long as they may read what the two wrote.
    async fn pair(&self, caller: &Caller) -> Result<Option<Pair>>;

    /// The room of the caller's pair: what the two have held, plan and might plan.
    async fn room(&self, caller: &Caller, now: Timestamp) -> Result<Option<Room>>;

    /// What the pair's page shows: one snapshot, few queries.
    async fn pair_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<PairPage>>;

    /// The pairs that the caller was in before, of whatever round, the latest
    /// first, for as long as they may read what was written there.
    async fn earlier_pairs(&self, caller: &Caller, now: Timestamp) -> Result<Vec<EarlierPair>>;

    /// Erases all that the two wrote as a pair of a round: deletes its key, which
    /// makes every copy unreadable, and the texts themselves. The facts of its
    /// meetings stay. An operator's command.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if there is no such pair.
    async fn erase_pair(&self, adept: &EmailAddress, mentor: &EmailAddress, round: u32, now: Timestamp) -> Result<()>;
}
