//! Who helps at the door of a day: someone whom an organiser has named for it. What they may
//! do there is what [`super::check_in`] and [`super::visitor`] let them; they may do nothing
//! else by that.

use async_trait::async_trait;
use domain::{
    day::helper::HelpersPage,
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, people::duty::Holder};

/// Who helps at the door.
#[async_trait]
pub trait Helpers: Send + Sync {
    /// Who helps at a day, and who of those searched for could; `None` for anyone but
    /// organisers.
    async fn helpers(&self, caller: &Caller, slug: &str, search: &str) -> Result<Option<HelpersPage>>;

    /// Names someone to help at a day, and tells them; who that is. Someone new is added to
    /// the network. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, for someone who cannot sign in,
    /// and for a day that is not published or is over; [`crate::Error::Invalid`] for the
    /// address of someone else; [`crate::Error::OverBudget`], if they have been told of it
    /// too often.
    async fn name_helper(&self, caller: &Caller, slug: &str, holder: &Holder, now: Timestamp) -> Result<PersonId>;

    /// Takes it back, at once, and tells them unless the day is over. If they do not help
    /// there, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for a day that is not there.
    async fn end_helper(&self, caller: &Caller, slug: &str, person: PersonId, now: Timestamp) -> Result<()>;
}
