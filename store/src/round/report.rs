//! Figures for the steering group.

use async_trait::async_trait;
use domain::round::{focus::SignedIn, report::Report};
use jiff::Timestamp;

use crate::Result;

/// Figures for the steering group.
#[async_trait]
pub trait Reports: Send + Sync {
    /// The report of all the rounds that the reader runs; `None` for those who run none.
    async fn report(&self, reader: &SignedIn, now: Timestamp) -> Result<Option<Report>>;
}
