//! What pairs agree on. The words of a version are sealed with the pair's key
//! before they reach a row.

use async_trait::async_trait;
use domain::{
    pair::agreement::{AgreementId, Agreements as Versions, GoalId, Progress, Terms},
    people::Caller,
};
use jiff::Timestamp;

use crate::{
    Error, Result,
    idempotency::IdempotencyKey,
    vault::{PairKey, SealContext},
};

/// What pairs agree on.
#[async_trait]
pub trait Agreements: Send + Sync {
    /// Every version of the caller's pair's agreement. Empty without a pair.
    async fn agreements(&self, caller: &Caller) -> Result<Versions>;

    /// Writes a version and signs it for the caller, who read `latest` as the
    /// latest one, 0 for none. The partner hears of it by email. The same `form`
    /// a second time changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without a pair; [`crate::Error::PairEnded`];
    /// [`crate::Error::Conflict`] if there is a later version.
    async fn propose(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        latest: i64,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<()>;

    /// Signs a version for the caller. If both have, it holds from then on: its
    /// rhythm is what the pair is measured against, and its goals have come as
    /// far as their steps had.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without a pair; [`crate::Error::PairEnded`];
    /// [`crate::Error::Conflict`] for any version but the latest.
    async fn sign(&self, caller: &Caller, version: i64, now: Timestamp) -> Result<()>;

    /// Notes how far the two have come with a goal, in place of what the caller has read.
    /// Either may, at any time.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for another pair's goal;
    /// [`crate::Error::Conflict`], if something else is noted by now.
    async fn note_progress(
        &self,
        caller: &Caller,
        goal: GoalId,
        read: Progress,
        progress: Progress,
        now: Timestamp,
    ) -> Result<()>;
}

/// All the words of a version, sealed as one text.
///
/// # Errors
/// [`Error::Sealed`]; never for terms of sensible length.
pub fn seal_terms(key: &PairKey, version: AgreementId, terms: &Terms) -> Result<Vec<u8>> {
    let text = serde_json::to_string(terms).map_err(|_| Error::Sealed)?;
    key.seal(SealContext::Agreement(version), &text)
}

/// The words of a version, as they are shown: what stands in their place, if they do
/// not open.
///
/// # Errors
/// [`Error::Inconsistent`], if they are no terms.
pub fn open_terms(key: Option<&PairKey>, version: AgreementId, sealed: &[u8]) -> Result<Terms> {
    match PairKey::open_shown(key, SealContext::Agreement(version), sealed).or_lost() {
        Ok(text) => serde_json::from_str(&text).map_err(|error| Error::bad_row("agreements", error)),
        Err(lost) => Ok(Terms::lost(lost)),
    }
}
