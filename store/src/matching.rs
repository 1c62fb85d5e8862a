//! Who becomes whose mentor. Only the working group and organisers match; for
//! anyone else there is nothing to see. Members of the group see no applicant of
//! their own organisation, and in a draft no pair with one.

use async_trait::async_trait;
use domain::{
    matching::{Alternative, DraftId, MatchingView, NewDraft, Step, Weights},
    people::{Caller, OrganisationId, PersonId},
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

/// Who becomes whose mentor.
#[async_trait]
pub trait Matching: Send + Sync {
    /// The match board, with a draft open: the wanted one, or the newest.
    async fn matching(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<Option<MatchingView>>;

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
    /// person that they do not see; [`crate::Error::Invalid`] for what cannot be,
    /// whose field is the name of the rule that forbids it, or `places`;
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

    /// Says what each criterion weighs.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match.
    async fn set_weights(&self, caller: &Caller, weights: Weights) -> Result<()>;

    /// Says that two organisations are tied, or no longer.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match, and for organisations
    /// that are not there or the same.
    async fn set_tie(&self, caller: &Caller, one: OrganisationId, other: OrganisationId, tied: bool) -> Result<()>;

    /// Makes a draft's pairs the round's, all at once: the two of each are in the
    /// programme and told of each other. How many they are.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match or do not see all of
    /// the draft; [`crate::Error::Invalid`] as of a step, if a pair can no longer
    /// be; [`crate::Error::Conflict`] if the draft has been changed meanwhile.
    async fn publish_matches(&self, caller: &Caller, draft: DraftId, version: u32, now: Timestamp) -> Result<u32>;
}
