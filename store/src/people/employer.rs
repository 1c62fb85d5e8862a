//! Changes of employer.

use async_trait::async_trait;
use domain::people::{Caller, OrganisationId, PersonId, employer};
use jiff::Timestamp;

use crate::Result;

/// Who works where, and that someone works for another organisation now.
#[async_trait]
pub trait Employers: Send + Sync {
    /// Who works where in the caller's round, for an organiser; `None` for
    /// anyone else.
    async fn employers(&self, caller: &Caller) -> Result<Option<employer::Employers>>;

    /// Notes that someone works for another organisation now: the caller, or for
    /// an organiser anyone in the round. What has been supported and endorsed has
    /// to be so anew, unless it is decided; organisers are told, and whether it
    /// leaves a pair within one organisation.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for those who may not, among them whoever has a
    /// duty for their organisation.
    async fn change_employer(
        &self,
        caller: &Caller,
        person: PersonId,
        to: OrganisationId,
        now: Timestamp,
    ) -> Result<()>;
}
