//! Answers to the parts of common days: one's own, those that an organiser
//! gives for others, and reminders of those that are missing.

use async_trait::async_trait;
use domain::{
    day::{Answer, AnswerCard, AnswerId, Comment, SegmentId},
    people::{Caller, PersonId},
};
use jiff::{SignedDuration, Timestamp};

use crate::{Result, idempotency::IdempotencyKey};

/// How soon after a reminder someone can be reminded of the same day again.
pub const REMINDER_PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// Answers.
#[async_trait]
pub trait Replies: Send + Sync {
    /// Gives or changes the caller's answer to a segment. A yes to one whose
    /// seats are taken is a place in the queue; a seat that becomes free is
    /// offered to the next, by email. Every answer is kept in the history.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that they are not invited to;
    /// [`crate::Error::Refused`] when it is too late.
    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()>;

    /// Takes back an answer that the caller gave just now, so that what was
    /// before holds again. `answer` is the one that their page shows: if it is
    /// not the latest any more, nothing happens. What they said about the answer
    /// is gone.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that they are not invited to;
    /// [`crate::Error::Refused`], if it is too late, or if their seat has gone on
    /// to another.
    async fn undo_answer(&self, caller: &Caller, segment: SegmentId, answer: AnswerId, now: Timestamp) -> Result<()>;

    /// An organiser answers for someone, and is recorded as having done so.
    /// The deadline does not bind them; the number of seats does.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers, and for
    /// someone who is not invited; [`crate::Error::Refused`] when the segment is over.
    async fn answer_for(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        answer: Answer,
        now: Timestamp,
    ) -> Result<()>;

    /// Says something to the organisers about one's own answer; nothing, if the
    /// word is empty. It is gone with the answer's next change.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever has not answered.
    async fn save_comment(&self, caller: &Caller, segment: SegmentId, comment: &Comment) -> Result<()>;

    /// What the caller has said about their own answer; empty if nothing.
    async fn own_comment(&self, caller: &Caller, segment: SegmentId) -> Result<String>;

    /// What there is to know of someone's answer, for an organiser of the
    /// round. `None` for anyone else, and for someone who is not invited.
    async fn answer_card(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<AnswerCard>>;

    /// Reminds everyone, by email, who has not answered to some part of a day
    /// that is yet to begin, after the deadline too; those who were reminded
    /// within [`REMINDER_PAUSE`] are left in peace. How many were reminded.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn remind(&self, caller: &Caller, slug: &str, form: Option<&IdempotencyKey>, now: Timestamp) -> Result<u32>;
}
