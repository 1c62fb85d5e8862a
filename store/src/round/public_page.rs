//! Public pages: their texts, with every version of them, and whom to ask.

use async_trait::async_trait;
use domain::{
    people::Caller,
    round::public_page::{Contacts, PageHistory, PageName, PageText, PagesOverview, PublicPage},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Public pages. Anyone reads them; organisers write them. For anyone else there is
/// nothing to write: those methods are [`crate::Error::NotFound`] or `None` for them.
#[async_trait]
pub trait PublicPages: Send + Sync {
    /// A page with what its placeholders stand for: as everyone sees it now, or in an
    /// earlier version, 0 as it was delivered. Earlier versions of some pages are not for
    /// everyone: see [`PageName::keeps_versions_open`].
    async fn public_page(&self, page: PageName, version: Option<u32>, now: Timestamp) -> Result<Option<PublicPage>>;

    /// All pages and their latest versions, for an organiser.
    async fn pages_overview(&self, caller: &Caller) -> Result<Option<PagesOverview>>;

    /// A page's versions, and one of them to read, for an organiser.
    async fn page_history(
        &self,
        caller: &Caller,
        page: PageName,
        version: Option<u32>,
        now: Timestamp,
    ) -> Result<Option<PageHistory>>;

    /// Publishes a text as a page's next version, unless someone else published one
    /// after `version`. What is published already is not published again.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`].
    async fn publish_page(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        page: PageName,
        version: u32,
        text: &PageText,
        now: Timestamp,
    ) -> Result<()>;

    /// Publishes an earlier version once more, or with 0 the text that was delivered,
    /// unless someone else published one after `version`.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`]; [`crate::Error::NotFound`] for a version that was
    /// never there.
    async fn restore_page(
        &self,
        caller: &Caller,
        page: PageName,
        version: u32,
        earlier: u32,
        now: Timestamp,
    ) -> Result<()>;

    /// Whom to ask and to tell.
    async fn contacts(&self) -> Result<Contacts>;

    /// Says whom to ask and to tell, in place of what the caller has read.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Conflict`], if something else is saved by now.
    async fn save_contacts(&self, caller: &Caller, read: &Contacts, contacts: &Contacts) -> Result<()>;
}
