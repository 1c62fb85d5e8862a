//! Drafts of forms. Those of a pair's forms are sealed with the pair's key, so that
//! they are erased with it; all others with the common key.

use async_trait::async_trait;
use domain::people::{
    Caller,
    draft::{Draft, DraftId, FormAddress},
};
use jiff::Timestamp;

use crate::Result;

/// What people have typed and not sent. Nobody sees another's.
#[async_trait]
pub trait Drafts: Send + Sync {
    /// The caller's drafts, the latest first: of one form, or all. Those of a pair
    /// that is no longer the caller's are not among them.
    async fn drafts(&self, caller: &Caller, of: Option<&FormAddress>) -> Result<Vec<Draft>>;

    /// The forms in which the caller has begun to write, the latest first.
    async fn begun_forms(&self, caller: &Caller) -> Result<Vec<FormAddress>>;

    /// Keeps a draft as it is by now. One that was discarded is brought back by it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a pair's form without a pair;
    /// [`crate::Error::TooMany`] for one more than [`domain::people::draft::MOST_DRAFTS`].
    async fn save_draft(&self, caller: &Caller, draft: &Draft) -> Result<()>;

    /// Puts a draft away. It can be brought back for as long as
    /// [`domain::people::draft::UNDO`].
    async fn discard_draft(&self, caller: &Caller, id: DraftId, now: Timestamp) -> Result<()>;

    /// Brings a draft back that was discarded.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if there is none, or when it is too late.
    async fn restore_draft(&self, caller: &Caller, id: DraftId, now: Timestamp) -> Result<()>;

    /// Forgets a draft whose form has been sent.
    async fn forget_draft(&self, caller: &Caller, id: DraftId) -> Result<()>;
}
