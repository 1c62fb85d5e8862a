//! Drafts of who becomes whose mentor.

use async_trait::async_trait;
use domain::{
    matching::{Alternative, DraftId, NewDraft, Step},
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// A step that someone takes who has a certain version of a draft before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftChange {
    /// The draft.
    pub draft: DraftId,
    /// The version that they see.
    pub version: u32,
    /// What they do.
    pub step: Step,
}

/// Drafts of who becomes whose mentor.
#[async_trait]
pub trait MatchDrafts: Send + Sync {
    /// Every mentor whom an adept could have had in a draft, and why it is another.
    async fn alternatives(&self, caller: &Caller, draft: DraftId, adept: PersonId) -> Result<Option<Vec<Alternative>>>;

    /// Makes a draft. A form that arrives twice makes one.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match.
    async fn new_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        draft: &NewDraft,
        now: Timestamp,
    ) -> Result<DraftId>;

    /// Changes a draft.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match, and for a pair or a
    /// person that they do not see; [`crate::Error::Refused`] for what cannot be;
    /// [`crate::Error::Conflict`] if another has changed the draft meanwhile.
    async fn change_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        change: DraftChange,
        now: Timestamp,
    ) -> Result<()>;

    /// Deletes a draft that is not published.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    async fn delete_match_draft(&self, caller: &Caller, draft: DraftId) -> Result<()>;
}
