//! Who becomes whose mentor. Only the working group and organisers match; for
//! anyone else there is nothing to see. Nobody sees an applicant of whom they do
//! not [judge](domain::people::Caller::judges), and in a draft no pair with one.

pub mod by_hand;
pub mod draft;

use async_trait::async_trait;
use domain::{
    matching::{DraftId, LiftReason, MatchingView, Weights},
    people::{Caller, OrganisationId, PersonId},
};
use jiff::Timestamp;

use self::{by_hand::PairsByHand, draft::MatchDrafts};
use crate::Result;

pub use self::draft::DraftChange;

/// All that is kept of matching.
pub trait MatchingStore: Matching + MatchDrafts + PairsByHand {}

impl<T: Matching + MatchDrafts + PairsByHand> MatchingStore for T {}

/// Who becomes whose mentor.
#[async_trait]
pub trait Matching: Send + Sync {
    /// The match board, with a draft open: the wanted one, or the newest.
    async fn matching(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<Option<MatchingView>>;

    /// What each criterion weighs; `None` for those who do not match.
    async fn weights(&self, caller: &Caller) -> Result<Option<Weights>>;

    /// Says what each criterion weighs, in place of what the caller has read.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match;
    /// [`crate::Error::Conflict`], if they weigh something else by now.
    async fn set_weights(&self, caller: &Caller, read: Weights, weights: Weights) -> Result<()>;

    /// Says that two organisations are tied, or no longer.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match, and for organisations
    /// that are not there or the same.
    async fn set_tie(&self, caller: &Caller, one: OrganisationId, other: OrganisationId, tied: bool) -> Result<()>;

    /// Lets a mentor have as many adepts at a time as they have offered to take, or no longer.
    /// Pairs that there are stay.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match, and for whoever is no mentor
    /// who can be matched and has offered to take several, or of whom they do not judge.
    async fn set_several_adepts(&self, caller: &Caller, mentor: PersonId, several: bool) -> Result<()>;

    /// Lets two be a pair again who have been one before, in this round, and says why;
    /// or with no reason takes that back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match, and for two of whom they
    /// do not see both, or who have never been a pair.
    async fn lift_former_pair(
        &self,
        caller: &Caller,
        adept: PersonId,
        mentor: PersonId,
        reason: Option<&LiftReason>,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes a draft's pairs the round's, all at once: the two of each are in the
    /// programme and told of each other. How many they are.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not match or do not see all of
    /// the draft; [`crate::Error::Refused`] as of a step, if a pair can no longer
    /// be; [`crate::Error::Conflict`] if the draft has been changed meanwhile.
    async fn publish_matches(&self, caller: &Caller, draft: DraftId, version: u32, now: Timestamp) -> Result<u32>;
}
