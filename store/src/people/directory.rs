//! Everyone in the network, and what organisers write of them.

use async_trait::async_trait;
use domain::people::{
    Caller, PersonId,
    directory::{Details, Directory, Filter, PersonPage},
};
use jiff::Timestamp;

use crate::Result;

/// Everyone in the network.
#[async_trait]
pub trait Directories: Send + Sync {
    /// A page of everyone whom a filter shows, by name, for an organiser; `None` for
    /// anyone else.
    async fn directory(&self, caller: &Caller, filter: &Filter) -> Result<Option<Directory>>;

    /// Someone with all that an organiser may see of them over all rounds; `None` for
    /// anyone else.
    async fn person_page(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<PersonPage>>;

    /// Writes what an organiser knows of someone, in place of what the organiser has read.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else, and for nobody;
    /// [`crate::Error::Conflict`], if something else is saved by now.
    async fn edit_person(&self, caller: &Caller, person: PersonId, read: &Details, details: &Details) -> Result<()>;

    /// Signs someone out everywhere and lets them in no more, or lets them in again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Refused`] while they have duties that others count on.
    async fn set_active(&self, caller: &Caller, person: PersonId, active: bool, now: Timestamp) -> Result<()>;
}
