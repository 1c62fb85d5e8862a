//! Closing a round: what is open, the step and its way back, thanks, and what adepts
//! answer to being mentors later.

use async_trait::async_trait;
use domain::{
    people::Caller,
    round::closing::{Life, Open, Participant, Wish},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// What organisers see of a round's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifePage {
    /// Where it stands.
    pub life: Life,
    /// What is open in it.
    pub open: Open,
    /// Who takes part in it, by name.
    pub participants: Vec<Participant>,
}

/// How a round ends. What concerns a closed one is refused by all operations that write
/// something of a round, with [`domain::round::closing::Refusal::Closed`].
#[async_trait]
pub trait Closings: Send + Sync {
    /// Where the rounds stand that the caller organises, the greatest number first; `None`
    /// for anyone but organisers.
    async fn lives(&self, caller: &Caller, now: Timestamp) -> Result<Option<Vec<Life>>>;

    /// The life of the caller's round, for an organiser; `None` for anyone else.
    async fn life_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<LifePage>>;

    /// Closes the caller's round, for an organiser. A form that was carried out does
    /// nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`domain::round::closing::Refusal`], if it cannot be closed.
    async fn close_round(&self, caller: &Caller, form: Option<&IdempotencyKey>, now: Timestamp) -> Result<()>;

    /// Opens the caller's round again, for an organiser; one that is not closed stays so.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers; a refusal, if its people have
    /// been thanked.
    async fn reopen_round(&self, caller: &Caller) -> Result<()>;

    /// Puts the caller's closed round into the archive or takes it out, for an organiser.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for a round that is not
    /// closed; a refusal, if its people have not been thanked.
    async fn archive_round(&self, caller: &Caller, archived: bool, now: Timestamp) -> Result<()>;

    /// Thanks the people of rounds that were closed long enough ago, once. How many.
    async fn thank_rounds(&self, now: Timestamp) -> Result<u32>;

    /// Keeps whether the caller would be a mentor later: an adept of a round that is closed
    /// or can be.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else.
    async fn answer_mentor_wish(&self, caller: &Caller, willing: bool, now: Timestamp) -> Result<()>;

    /// The adepts of other rounds who would be mentors, for an organiser of the caller's
    /// round; `None` for anyone else.
    async fn mentor_wishes(&self, caller: &Caller) -> Result<Option<Vec<Wish>>>;
}
