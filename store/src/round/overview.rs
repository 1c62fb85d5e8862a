//! The first pages of organisers and contact persons.

use async_trait::async_trait;
use domain::{
    day::{Board, board::Overview},
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// The first pages of organisers and contact persons.
#[async_trait]
pub trait Overviews: Send + Sync {
    /// The organisers' first page: every day, with figures of those that are
    /// nearest, every pair's rhythm, and the pulse.
    async fn overview_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<Overview>>;

    /// The contact person's page: the nearest days, with the own organisation's
    /// people.
    async fn own_organisation(&self, caller: &Caller, now: Timestamp) -> Result<Option<Vec<Board>>>;
}
