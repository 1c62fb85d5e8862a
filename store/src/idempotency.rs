//! Forms that arrive twice: a double click, a repeated POST, a retry after a
//! lost answer. What makes a row takes the form's key, and makes one row.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// How long a form is remembered: longer than anyone keeps a page open and
/// sends it again unchanged.
pub const MEMORY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What tells one submission from another. The same form with other words in
/// it is another submission: nothing that was typed is taken for done. That it is
/// the same form is known all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    submission: [u8; 32],
    form: Option<[u8; 32]>,
}

impl IdempotencyKey {
    /// The key of a form that was posted to `action` with this body, in which
    /// there is something that no other form has.
    pub fn of(action: &str, body: &[u8]) -> Self {
        Self { submission: hash(action, body), form: None }
    }

    /// The same of a form that says by itself which one it is.
    pub fn of_form(action: &str, form: &str, body: &[u8]) -> Self {
        Self { submission: hash(action, body), form: Some(hash(action, form.as_bytes())) }
    }

    /// The submission, as it is kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.submission
    }

    /// The form, whatever is written in it, as it is kept.
    pub fn form(&self) -> Option<&[u8]> {
        self.form.as_ref().map(<[u8; 32]>::as_slice)
    }
}

fn hash(action: &str, bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(action).chain_update([0]).chain_update(bytes).finalize().into()
}
