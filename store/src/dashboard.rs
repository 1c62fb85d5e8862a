//! Someone's dashboard.

use async_trait::async_trait;
use domain::{dashboard::Dashboard, people::Caller};
use jiff::Timestamp;

use crate::Result;

/// Dashboards.
#[async_trait]
pub trait Dashboards: Send + Sync {
    /// What the caller's dashboard shows: one snapshot, few queries.
    async fn dashboard(&self, caller: &Caller, now: Timestamp) -> Result<Dashboard>;

    /// The same for each round and pair in which someone asks, all in one snapshot.
    async fn dashboards(&self, callers: &[Caller], now: Timestamp) -> Result<Vec<Dashboard>>;
}
