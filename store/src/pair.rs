//! Pairs.

use async_trait::async_trait;
use domain::{
    pair::{News, Pair, PairHealth},
    people::{Caller, EmailAddress},
};
use jiff::Timestamp;

use crate::Result;

/// Pairs.
#[async_trait]
pub trait Pairs: Send + Sync {
    /// The caller's own pair.
    async fn pair(&self, caller: &Caller) -> Result<Option<Pair>>;

    /// What the mate did lately, latest first, at most eight.
    async fn news(&self, caller: &Caller, now: Timestamp) -> Result<Vec<News>>;

    /// The rhythm band and the count of every pair, for an organiser; of the
    /// own pair for one of its two, who may see what the organiser sees;
    /// nothing for anyone else. By the adept's name.
    async fn pair_health(&self, caller: &Caller, now: Timestamp) -> Result<Vec<PairHealth>>;

    /// Erases all that the pair of an adept wrote in a round: deletes its key,
    /// which makes every copy unreadable, and the texts themselves. The facts of
    /// its meetings stay. An operator's command.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if there is no such pair.
    async fn erase_pair(&self, adept: &EmailAddress, round: u32) -> Result<()>;
}
