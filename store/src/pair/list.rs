//! Someone's pairs, in one list.

use async_trait::async_trait;
use domain::{pair::list::ListedPair, people::Caller};
use jiff::Timestamp;

use crate::Result;

/// Lists of pairs.
#[async_trait]
pub trait PairLists: Send + Sync {
    /// The pairs in which someone asks, of whatever rounds, in this order: where each
    /// stands, and what waits there. One query, however many there are.
    async fn listed_pairs(&self, callers: &[Caller], now: Timestamp) -> Result<Vec<ListedPair>>;
}
