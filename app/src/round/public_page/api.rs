//! What public pages read, and the server functions of writing them. The store lets
//! anyone read, and organisers write.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    day::Day,
    input::within,
    people::Organisation,
    round::public_page::{ContactsForm, PageForm, PageHistory, PageName, PageText, PagesOverview, PublicPage},
    time::today,
};
use jiff::Timestamp;
use leptos::server;

use crate::{
    context,
    error::AppError,
    ui::{Saved, put_together, settled},
};

/// Where organisers find all public pages; each has its name behind it.
pub(crate) const PAGES: &str = "/organisera/sidor";

/// All that the front page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// When it was read.
    pub now: Timestamp,
    /// Its text.
    pub page: PublicPage,
    /// The round's days.
    pub days: Vec<Day>,
}

/// The front page.
pub async fn read_front() -> Result<Front, AppError> {
    let (store, now) = context::store_now();
    let page = read_page(PageName::Front, None).await?;
    Ok(Front { now, page, days: store.public_days(now).await? })
}

/// A public page, as everyone sees it now or in an earlier version.
pub async fn read_page(page: PageName, version: Option<u32>) -> Result<PublicPage, AppError> {
    let (store, now) = context::store_now();
    store.public_page(page, version, now).await?.ok_or(AppError::NotFound)
}

/// The network's organisations.
pub async fn read_organisations() -> Result<Vec<Organisation>, AppError> {
    Ok(context::state().store.organisations().await?)
}

/// All public pages, for an organiser.
pub async fn read_overview() -> Result<PagesOverview, AppError> {
    let caller = context::caller()?;
    context::state().store.pages_overview(&caller).await?.ok_or(AppError::NotFound)
}

/// The versions of a page, and one of them to read, for an organiser.
pub async fn read_history(page: PageName, version: Option<u32>) -> Result<PageHistory, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.page_history(&caller, page, version, now).await?.ok_or(AppError::NotFound)
}

/// The page that a name in an address or a form stands for.
pub(super) fn named(name: &str) -> Result<PageName, AppError> {
    PageName::from_name(name).ok_or(AppError::NotFound)
}

/// The number of a version in the page's query.
pub(super) fn asked_version() -> Result<Option<u32>, AppError> {
    context::query("version").map(|typed| typed.parse().map_err(|_| AppError::NotFound)).transpose()
}

/// Publishes a page, and goes on to the list of all; or shows how it will look. If
/// someone else published after `version`, both changes are put together; if that does
/// not go, the form comes back.
#[server(endpoint = "public-page/publish")]
pub async fn publish_page(
    page: String,
    version: u32,
    #[server(default)] text: PageForm,
    #[server(default)] preview: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let page = named(&page)?;
    let mut parsed = parse(&text)?;
    if !preview.is_empty() {
        return Err(AppError::Preview);
    }
    let saved = read_page(page, None).await?;
    let alone = saved.latest == version;
    if !alone {
        parsed = merged(&text, version, &saved).await?;
    }
    let (store, now) = context::store_now();
    store.publish_page(&caller, context::form_key().as_ref(), page, saved.latest, &parsed, now).await?;
    context::go_on_to(&format!("{PAGES}?publicerad={}{}", page.name(), if alone { "" } else { "&ihop=1" }))
}

/// Checks a page's form. Its fields are called `text[…]`.
fn parse(form: &PageForm) -> Result<PageText, AppError> {
    form.parse().map_err(|fields| AppError::Invalid(within("text", fields)))
}

/// What was typed over the version `read`, with what has been published since.
///
/// # Errors
/// [`AppError::SavedMeanwhile`], if the organiser has to look at it again;
/// [`AppError::Conflict`], if there was never such a version.
async fn merged(typed: &PageForm, read: u32, saved: &PublicPage) -> Result<PageText, AppError> {
    let base = read_history(saved.page, Some(read)).await?.shown.ok_or(AppError::Conflict)?;
    let theirs = PageForm::from(&saved.text);
    let merged = typed.merged(&PageForm::from(&base.text), &theirs);
    let version = Some(("version", saved.latest.to_string()));
    put_together(merged, Saved { name: "text", form: &theirs, version }, PageForm::parse)
}

/// Publishes an earlier version once more; 0 is the text that was delivered.
#[server(endpoint = "public-page/restore")]
pub async fn restore_page(page: String, version: u32, earlier: u32) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let page = named(&page)?;
    let (store, now) = context::store_now();
    store.restore_page(&caller, page, version, earlier, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{PAGES}?publicerad={}", page.name()))
}

/// Says whom to ask and to tell.
#[server(endpoint = "public-page/contacts")]
pub async fn save_contacts(#[server(default)] contacts: ContactsForm) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let read = store.contacts().await?;
    let parse = |form: &ContactsForm| form.parse(today(now));
    let settled = settled("contacts", &contacts, &ContactsForm::from(&read), parse)?;
    store.save_contacts(&caller, &read, &settled.form).await?;
    context::go_on_to(&format!("{PAGES}?sparad={}", settled.how()))
}
