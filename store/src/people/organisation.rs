//! The network's organisations, as organisers look after them.

use async_trait::async_trait;
use domain::people::{
    Caller, OrganisationId,
    organisation::{Description, MergePreview, OrganisationLine, OrganisationPage},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// The network's organisations.
#[async_trait]
pub trait Organisations: Send + Sync {
    /// All of them, by name, those that have left too, for an organiser; `None` for anyone
    /// else.
    async fn organisation_list(&self, caller: &Caller) -> Result<Option<Vec<OrganisationLine>>>;

    /// One of them, with what it has given and received, for an organiser; `None` for
    /// anyone else.
    async fn organisation_page(&self, caller: &Caller, id: OrganisationId) -> Result<Option<OrganisationPage>>;

    /// Adds one; its number.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Invalid`] for a name that another one has.
    async fn add_organisation(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        description: &Description,
        now: Timestamp,
    ) -> Result<OrganisationId>;

    /// Writes another name or kind, in place of what the caller has read.
    ///
    /// # Errors
    /// The same; [`crate::Error::NotFound`] for one that there is not;
    /// [`crate::Error::Conflict`], if something else is saved by now.
    async fn edit_organisation(
        &self,
        caller: &Caller,
        id: OrganisationId,
        read: &Description,
        description: &Description,
    ) -> Result<()>;

    /// Takes one out of the network, or in again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for one that was merged;
    /// [`crate::Error::Refused`] while its people have duties in the caller's round.
    async fn set_organisation_ended(
        &self,
        caller: &Caller,
        id: OrganisationId,
        ended: bool,
        now: Timestamp,
    ) -> Result<()>;

    /// What a merge would do; `None` for anyone but organisers, and for two that cannot be
    /// merged.
    async fn merge_preview(
        &self,
        caller: &Caller,
        from: OrganisationId,
        into: OrganisationId,
    ) -> Result<Option<MergePreview>>;

    /// Merges one into another, as authorities are: its people, contact persons and all that
    /// is counted go with them, and it ends. It cannot be undone.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for two that cannot be merged.
    async fn merge_organisations(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        from: OrganisationId,
        into: OrganisationId,
        now: Timestamp,
    ) -> Result<()>;
}
