//! What needs an organiser today.

use async_trait::async_trait;
use domain::{
    people::Caller,
    round::{
        RoundId,
        focus::SignedIn,
        today::{Delay, Kind, Today},
    },
};
use jiff::Timestamp;

use crate::Result;

/// What needs an organiser today.
#[async_trait]
pub trait WorkLists: Send + Sync {
    /// What needs someone in all the rounds that the reader runs. What is of no round is
    /// told in `here`. `None` for those who run none.
    async fn today(&self, reader: &SignedIn, here: RoundId, now: Timestamp) -> Result<Option<Today>>;

    /// Puts an item of the caller's round off, or brings it back (`None`): for the caller,
    /// or where someone has been in touch for all who run the round.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who do not run the round.
    async fn put_off(&self, caller: &Caller, item: (Kind, i64), delay: Option<Delay>, now: Timestamp) -> Result<()>;
}
