//! Proposing times, agreeing on one, moving and cancelling it; and the emails
//! that keep a pair's rhythm. Places, links and words are sealed with the
//! pair's key before they reach a row. The rules are in [`domain::meeting::proposal`]
//! and [`domain::pair::rhythm`].
//!
//! Whatever is agreed, moved or cancelled goes to both calendars by mail. A
//! `form` that arrives a second time changes nothing.

use async_trait::async_trait;
use domain::{
    meeting::{
        MeetingId,
        proposal::{Comment, Plan, Proposal, ProposalId},
    },
    people::Caller,
};
use jiff::{Timestamp, civil::DateTime};

use crate::{Result, idempotency::IdempotencyKey};

/// Proposals, and the agreed meeting that comes of them.
///
/// # Errors
/// Everywhere [`crate::Error::NotFound`] for a caller without a pair,
/// [`crate::Error::PairEnded`] for one whose pair has, and [`crate::Error::Gone`] for an answer to what is not there to be answered.
#[async_trait]
pub trait Proposals: Send + Sync {
    /// Proposes times to the partner, who gets an email. What waited is withdrawn.
    async fn propose_times(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        proposal: &Proposal,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes one of the partner's times, by its place among them, the pair's next meeting.
    async fn accept(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        nth: usize,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes a time on which the two have agreed elsewhere their next meeting.
    async fn settle(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        at: DateTime,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<()>;

    /// Says no to what the partner has proposed, who gets an email.
    async fn decline(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        word: &Comment,
        now: Timestamp,
    ) -> Result<()>;

    /// Takes back what the caller has proposed.
    async fn withdraw(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        now: Timestamp,
    ) -> Result<()>;

    /// Cancels the agreed meeting, which the caller has read at this sequence.
    async fn cancel_meeting(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        read: (MeetingId, u32),
        word: &Comment,
        now: Timestamp,
    ) -> Result<()>;
}
