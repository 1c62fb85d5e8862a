//! What people need at a day: sealed, for themselves and for the organiser
//! responsible for the day.

use async_trait::async_trait;
use domain::{
    day::needs::{DayNeeds, Needs as What, OwnNeeds},
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::Result;

/// What people need at a day.
#[async_trait]
pub trait Needs: Send + Sync {
    /// What the caller needs at a day; `None` for whoever has not said yes to
    /// any part of it, and once it has been deleted.
    async fn own_needs(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<OwnNeeds>>;

    /// Notes what the caller needs at a day, in place of what they said before;
    /// nothing, if they need nothing. It is given to `reader`, whom the page named as
    /// responsible, and to nobody if someone else is by now. It is gone as soon as
    /// none of their answers to the day is yes any more.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever has not said yes to any part of
    /// the day, and when it would be deleted at once.
    async fn save_needs(
        &self,
        caller: &Caller,
        slug: &str,
        needs: &What,
        reader: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()>;

    /// Lets `reader`, who is responsible for a day now, read what the caller needs.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if someone else is responsible by now;
    /// [`crate::Error::NotFound`], if the caller has said nothing.
    async fn give_needs(&self, caller: &Caller, slug: &str, reader: PersonId, now: Timestamp) -> Result<()>;

    /// What those need who come to a day and have a seat: for an organiser how many
    /// need what, and for the one responsible who needs what, as far as it was given
    /// to them. `None` for anyone else.
    async fn day_needs(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayNeeds>>;

    /// Hands over to `to`, who is responsible for a day now, what was given to the
    /// caller, who was before. It is on record.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if someone else is responsible by now;
    /// [`crate::Error::NotFound`] for whoever has nothing to hand over.
    async fn hand_over_needs(&self, caller: &Caller, slug: &str, to: PersonId, now: Timestamp) -> Result<()>;
}
