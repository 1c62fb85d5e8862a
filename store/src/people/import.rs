//! Earlier rounds, from a spreadsheet. Organisers import; nobody else is told
//! what is in it.

use async_trait::async_trait;
use domain::people::{
    Caller,
    import::{Fault, Plan, Row},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// The import of earlier rounds.
#[async_trait]
pub trait Imports: Send + Sync {
    /// What an import of some rows would do, or all that is wrong with them.
    /// Changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers.
    async fn plan_import(&self, caller: &Caller, rows: &[Row]) -> Result<Result<Plan, Vec<Fault>>>;

    /// Imports all of it: rounds, people, their parts and pairs. Who and what is
    /// known already stays as it is. How many parts there were.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Conflict`] if something is wrong with the rows, by what has
    /// become known since they were planned. Then nothing is imported.
    async fn import(&self, caller: &Caller, key: Option<&IdempotencyKey>, rows: &[Row], now: Timestamp) -> Result<u32>;
}
