//! Keeping drafts, discarding them, bringing them back.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::people::draft::{Draft, DraftId, Fields, FormAddress, MAX_SIZE};
use leptos::server;

use super::{DISCARDED, DRAFT_FIELD};
use crate::{
    context::{self, SentFields},
    error::AppError,
    round::focus::unnamed,
    ui::{KEY_FIELD, PAGE_FIELD, READER_FIELD},
};

/// The reader's drafts of all forms.
pub async fn read_drafts() -> Result<Vec<Draft>, AppError> {
    let caller = context::caller()?;
    Ok(context::state().store.drafts(&caller, None).await?)
}

/// Keeps what has been typed so far, whichever form it is, and goes on with it.
#[server(endpoint = "people/save-draft")]
pub async fn save_draft() -> Result<(), AppError> {
    let ours = [KEY_FIELD, PAGE_FIELD, READER_FIELD, DRAFT_FIELD];
    let typed = sent()?;
    let fields = typed.0.iter().filter(|(name, _)| !ours.contains(&name.as_str())).cloned();
    keep(fields.collect()).await
}

/// Keeps fields as the draft of the form that was sent, and goes on with it.
pub(crate) async fn keep(fields: Fields) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    if fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > MAX_SIZE {
        return Err(AppError::TooLarge);
    }
    let sent = sent()?;
    let id = sent.value(KEY_FIELD).and_then(DraftId::from_key).ok_or(AppError::Malformed)?;
    let form =
        sent.value(PAGE_FIELD).map(unnamed).and_then(|page| FormAddress::of(&page)).ok_or(AppError::Malformed)?;
    let next = format!("{}?{DRAFT_FIELD}={}", form.as_str(), id.key());
    store.save_draft(&caller, &Draft { id, form, saved_at: now, fields }).await?;
    context::go_on_to(&next)
}

fn sent() -> Result<SentFields, AppError> {
    context::from_request().ok_or(AppError::Malformed)
}

/// Puts a draft away, and says so on the page.
#[server(endpoint = "people/discard-draft")]
pub async fn discard_draft(draft: String, #[server(default)] sida: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let id = DraftId::from_key(&draft).ok_or(AppError::Malformed)?;
    let page = FormAddress::of(&unnamed(&sida)).ok_or(AppError::Malformed)?;
    let (store, now) = context::store_now();
    store.discard_draft(&caller, id, now).await?;
    context::go_on_to(&format!("{}?{DISCARDED}={draft}", page.as_str()))
}

/// Brings back a draft that was just discarded: it is offered again.
#[server(endpoint = "people/restore-draft")]
pub async fn restore_draft(draft: String, #[server(default)] sida: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let id = DraftId::from_key(&draft).ok_or(AppError::Malformed)?;
    let page = FormAddress::of(&unnamed(&sida)).ok_or(AppError::Malformed)?;
    let (store, now) = context::store_now();
    store.restore_draft(&caller, id, now).await?;
    leptos_axum::redirect(&format!("{}#utkast-{draft}", page.as_str()));
    Ok(())
}
