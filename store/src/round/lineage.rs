//! Who was an adept and became a mentor, over the rounds.

use async_trait::async_trait;
use domain::{
    people::Caller,
    round::lineage::{Lineage, OwnLine},
};
use jiff::Timestamp;

use crate::Result;

/// The lineage of mentors and adepts.
#[async_trait]
pub trait Lineages: Send + Sync {
    /// All of it, for organisers; `None` for anyone else.
    async fn lineage(&self, caller: &Caller) -> Result<Option<Lineage>>;

    /// What the caller was, round by round, and where there is a certificate for them.
    async fn own_line(&self, caller: &Caller, now: Timestamp) -> Result<OwnLine>;
}
