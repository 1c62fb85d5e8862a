//! Forms that arrive twice: a double click, a repeated POST, a retry after a
//! lost answer. What makes a row takes the form's key, and makes one row.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// How long a form is remembered: longer than anyone keeps a page open and
/// sends it again unchanged.
pub const MEMORY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What tells one submission from another. The same form with other words in
/// it is another submission: nothing that was typed is taken for done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey([u8; 32]);

impl IdempotencyKey {
    /// The key of a form that was posted to `action` with this body, in which
    /// there is something that no other form has.
    pub fn of(action: &str, body: &[u8]) -> Self {
        let hash = Sha256::new().chain_update(action).chain_update([0]).chain_update(body);
        Self(hash.finalize().into())
    }

    /// As it is kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
