//! Planning common days: an organiser makes a day, publishes it, changes and
//! moves it, cancels it. What people have to know is told by email, in the
//! same transaction.

use async_trait::async_trait;
use domain::{
    day::{Comment, Consent, Plan, State},
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// A day as it stands, to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// How far it has come.
    pub state: State,
    /// Rises with every save.
    pub version: u32,
    /// The day, without the parts that were cancelled alone.
    pub plan: Plan,
}

/// Planning. For anyone but the round's organisers there is nothing to plan:
/// every method is [`crate::Error::NotFound`] or `None` for them.
#[async_trait]
pub trait Planning: Send + Sync {
    /// The round's organisers, by name: who can be responsible for a day.
    async fn organisers(&self, caller: &Caller) -> Result<Vec<(PersonId, String)>>;

    /// A day, to be edited.
    async fn planned_day(&self, caller: &Caller, slug: &str) -> Result<Option<PlannedDay>>;

    /// Makes a draft. Its name in addresses.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a day that has been, or whose responsible
    /// organiser is none.
    async fn new_day(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<String>;

    /// Saves a day, unless someone else saved after `version`. More seats are
    /// given to those who wait; fewer are taken from no one. If the day is
    /// published, everyone invited to a part that is moved is asked again, unless
    /// the move is small and the organiser keeps the answers: see
    /// [`domain::day::AfterMove`]. What was answered to other hours is kept, and
    /// comes back with them. Whoever has to know hears of it by email, if the
    /// organiser has agreed to that many. A cancelled day does not change. The
    /// day's name in addresses, which stays once it is published.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`]; [`crate::Error::Invalid`], if an email would
    /// have to go to others than `consent` allows, or a part that has been would be
    /// moved, or one moved into the past; [`crate::Error::Refused`], if a part that
    /// has been would be cancelled.
    async fn edit_day(
        &self,
        caller: &Caller,
        slug: &str,
        version: u32,
        plan: &Plan,
        consent: Consent,
        now: Timestamp,
    ) -> Result<String>;

    /// Publishes a draft, and invites everyone it is for, by email. How many
    /// were invited; none, if it was published already.
    ///
    /// # Errors
    /// [`crate::Error::Refused`], if the day is over.
    async fn publish_day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<u32>;

    /// Cancels a published day, and tells everyone invited, by email, with a
    /// word if there is one. How many were told; none, if it was cancelled already.
    ///
    /// # Errors
    /// [`crate::Error::Refused`], if the day is over.
    async fn cancel_day(&self, caller: &Caller, slug: &str, word: &Comment, now: Timestamp) -> Result<u32>;

    /// Deletes a draft and all that belongs to it.
    async fn delete_draft(&self, caller: &Caller, slug: &str) -> Result<()>;
}
