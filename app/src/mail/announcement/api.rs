//! What the pages of announcements read, and the server functions that their forms post
//! to. The store keeps them from everyone but the round's organisers.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::within,
    mail::announcement::{
        Announcement, AnnouncementEdit, AnnouncementForm, AnnouncementId, AnnouncementLine, AnnouncementPage, Audience,
        NewAnnouncement, Selection, WhenForm,
    },
    merge::merge,
    people::PersonId,
};
use leptos::server;

use super::{ANNOUNCEMENTS, address_of};
use crate::{
    context,
    error::AppError,
    ui::{Saved, Settled, put_together, sent_base},
};

/// All of the round.
pub async fn read_announcements() -> Result<Vec<AnnouncementLine>, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.announcements(&caller).await?.ok_or(AppError::NotFound)
}

/// One of them.
pub async fn read_announcement(id: AnnouncementId) -> Result<AnnouncementPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.announcement(&caller, id, now).await?.ok_or(AppError::NotFound)
}

/// What is needed to write one.
pub async fn read_edit(id: Option<AnnouncementId>) -> Result<AnnouncementEdit, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.announcement_edit(&caller, id, now).await?.ok_or(AppError::NotFound)
}

/// Who is in an audience now.
pub async fn count_audience(audience: &Audience) -> Result<Selection, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.count_audience(&caller, audience, now).await?.ok_or(AppError::NotFound)
}

/// Saves what was written, and goes on to what is left to do; or shows how it looks and
/// who gets it. If someone else saved after `version`, both changes are put together; if
/// that does not go, the form comes back.
#[server(endpoint = "announcement/save")]
pub async fn save_announcement(
    #[server(default)] id: Option<i64>,
    #[server(default)] version: u32,
    #[server(default)] announcement: AnnouncementForm,
    #[server(default)] preview: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut written = announcement.parse().map_err(|fields| AppError::Invalid(within("announcement", fields)))?;
    if !preview.is_empty() {
        return Err(AppError::Preview);
    }
    let mut which = id.map(|id| (AnnouncementId(id), version));
    let mut how = "1";
    if let Some((id, _)) = which {
        let saved = read_edit(Some(id)).await?.saved.ok_or(AppError::NotFound)?;
        if saved.version != version {
            let settled = merged(&announcement, &saved)?;
            (which, how, written) = (Some((id, saved.version)), settled.how(), settled.form);
        }
    }
    let (store, now) = context::store_now();
    let id = store.save_announcement(&caller, context::form_key().as_ref(), which, &written, now).await?;
    context::go_on_to(&format!("{}?sparat={how}", address_of(id)))
}

/// What was typed, with what someone else has saved meanwhile.
fn merged(typed: &AnnouncementForm, saved: &Announcement) -> Result<Settled<NewAnnouncement>, AppError> {
    let theirs = AnnouncementForm::from(&saved.written);
    let read = sent_base().unwrap_or_default();
    let version = Some(("version", saved.version.to_string()));
    let saved = Saved { name: "announcement", form: &theirs, version };
    let form = put_together(merge(&read, typed, &theirs), saved, AnnouncementForm::parse)?;
    Ok(Settled { form, together: true })
}

/// Sets when it goes out.
#[server(endpoint = "announcement/schedule")]
pub async fn schedule_announcement(id: i64, version: u32, #[server(default)] at: WhenForm) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let moment = at.parse(now).map_err(|fields| AppError::Invalid(within("at", fields)))?;
    let id = AnnouncementId(id);
    match store.schedule_announcement(&caller, id, version, moment, now).await {
        Err(store::Error::Invalid(fields)) => Err(AppError::Invalid(within("at", fields))),
        scheduled => scheduled.map_err(AppError::overtaken),
    }?;
    context::go_on_to(&format!("{}?planerat=1", address_of(id)))
}

/// Takes the time back.
#[server(endpoint = "announcement/cancel")]
pub async fn cancel_announcement(id: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let id = AnnouncementId(id);
    store.cancel_announcement(&caller, id, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{}?avbrutet=1", address_of(id)))
}

/// Deletes a draft.
#[server(endpoint = "announcement/delete")]
pub async fn delete_announcement(id: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let store = context::state().store;
    store.delete_announcement(&caller, AnnouncementId(id)).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{ANNOUNCEMENTS}?borta=1"))
}

/// Sends it to the organiser only.
#[server(endpoint = "announcement/test")]
pub async fn test_announcement(id: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let id = AnnouncementId(id);
    store.test_announcement(&caller, id, now).await?;
    context::go_on_to(&format!("{}?test=1", address_of(id)))
}

/// Sends it once more to someone whom it did not reach.
#[server(endpoint = "announcement/retry")]
pub async fn retry_announcement(id: i64, person: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let id = AnnouncementId(id);
    store.retry_announcement(&caller, id, PersonId(person), now).await?;
    context::go_on_to(&format!("{}?igen=1", address_of(id)))
}
