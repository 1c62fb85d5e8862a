//! Proposing times, agreeing on one, moving and cancelling it; and the letters
//! that keep a pair's rhythm. Places, links and words are sealed with the
//! pair's key before they reach a row. The rules are in [`domain::proposal`]
//! and [`domain::rhythm`].
//!
//! Whatever is agreed, moved or cancelled goes to both calendars by mail. A
//! `form` that arrives a second time changes nothing.

use async_trait::async_trait;
use domain::{
    meeting::MeetingId,
    people::Caller,
    proposal::{Plan, Proposal, ProposalId, Word},
};
use jiff::{Timestamp, civil::DateTime};

use crate::{Result, once::FormKey};

/// Proposals, and the agreed meeting that comes of them.
///
/// # Errors
/// Everywhere [`crate::Error::NotFound`] for a caller without a pair, and
/// [`crate::Error::Gone`] for an answer to what is not there to be answered.
#[async_trait]
pub trait Proposals: Send + Sync {
    /// Proposes times to the mate, who gets a letter. What waited is withdrawn.
    async fn propose_times(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        proposal: &Proposal,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes one of the mate's times, by its place among them, the pair's next meeting.
    async fn accept(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        id: ProposalId,
        nth: usize,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes a time on which the two have agreed elsewhere their next meeting.
    async fn settle(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        at: DateTime,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<()>;

    /// Says no to what the mate has proposed, who gets a letter.
    async fn decline(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        id: ProposalId,
        word: &Word,
        now: Timestamp,
    ) -> Result<()>;

    /// Takes back what the caller has proposed.
    async fn withdraw(&self, caller: &Caller, form: Option<&FormKey>, id: ProposalId, now: Timestamp) -> Result<()>;

    /// Cancels the agreed meeting, which the caller has read at this sequence.
    async fn cancel_meeting(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        read: (MeetingId, u32),
        word: &Word,
        now: Timestamp,
    ) -> Result<()>;

    /// Writes to every pair whose rhythm has slipped, and to those who meet
    /// tomorrow. To be done now and then, by any server: each letter is written once.
    async fn nudge(&self, now: Timestamp) -> Result<()>;
}
