//! Certificates of having taken part in a round.

use async_trait::async_trait;
use domain::{
    people::{Caller, PersonId},
    round::certificate::Certificate,
};
use jiff::Timestamp;

use crate::Result;

/// Certificates.
#[async_trait]
pub trait Certificates: Send + Sync {
    /// The certificate of someone who takes part in the caller's round as adept or mentor:
    /// the caller's own, and anyone's for an organiser. `None` for what is nobody's to see,
    /// and before the round is closed or can be.
    async fn certificate(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<Certificate>>;
}
