//! Announcements: what organisers write to many at once, and who got it.

use async_trait::async_trait;
use domain::{
    mail::announcement::{
        AnnouncementEdit, AnnouncementId, AnnouncementLine, AnnouncementPage, Audience, NewAnnouncement, Selection,
    },
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Announcements of the caller's round. They are organisers' only: for anyone else these
/// methods are [`crate::Error::NotFound`] or `None`, as for one of another round.
#[async_trait]
pub trait Announcements: Send + Sync {
    /// All of the round, the latest first.
    async fn announcements(&self, caller: &Caller) -> Result<Option<Vec<AnnouncementLine>>>;

    /// One of them, with who would get it now, or who got it.
    async fn announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        now: Timestamp,
    ) -> Result<Option<AnnouncementPage>>;

    /// What is needed to write one: a new one, or a draft.
    async fn announcement_edit(
        &self,
        caller: &Caller,
        id: Option<AnnouncementId>,
        now: Timestamp,
    ) -> Result<Option<AnnouncementEdit>>;

    /// Who is in an audience now.
    async fn count_audience(&self, caller: &Caller, audience: &Audience, now: Timestamp) -> Result<Option<Selection>>;

    /// Saves a new one, or a draft that was read at a version. Which one it is.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if it has another version by now, or is no draft.
    async fn save_announcement(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        saved: Option<(AnnouncementId, u32)>,
        written: &NewAnnouncement,
        now: Timestamp,
    ) -> Result<AnnouncementId>;

    /// Sets when a draft goes out, that was read at a version.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], as for saving; [`crate::Error::Invalid`], if as many
    /// go out on that day as may.
    async fn schedule_announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        version: u32,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<()>;

    /// Makes one that is to go out a draft again.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if it is not to go out, or has.
    async fn cancel_announcement(&self, caller: &Caller, id: AnnouncementId, now: Timestamp) -> Result<()>;

    /// Deletes a draft that has never been scheduled.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if it is another one.
    async fn delete_announcement(&self, caller: &Caller, id: AnnouncementId) -> Result<()>;

    /// Sends one to the caller only, as they would get it, whatever its state.
    ///
    /// # Errors
    /// [`crate::Error::OverBudget`].
    async fn test_announcement(&self, caller: &Caller, id: AnnouncementId, now: Timestamp) -> Result<()>;

    /// Sends again what was given up of an announcement: to one person. Nothing, if it
    /// is on its way.
    async fn retry_announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<()>;

    /// Sends what is due: each announcement once, and once to each of those who are in
    /// its audience now, however many servers do this at once. How many went out.
    async fn send_announcements(&self, now: Timestamp) -> Result<u32>;
}
