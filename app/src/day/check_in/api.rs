//! What the door reads, and its server functions. The store lets organisers through, and
//! whoever helps there; and no one else.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    day::{
        Day, SegmentId,
        check_in::{Badge, CheckedIn, Door, NewVisitor, VisitorId},
        visitor::VisitorForm,
    },
    input::{FieldError, Problem},
    people::PersonId,
};
use leptos::server;

use super::qr::{self, Qr};
use crate::{context, error::AppError, ui::settled};

/// The door of a day's segment; without one, of that which is on or next.
pub async fn read_door(slug: String, segment: Option<i64>) -> Result<Door, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let door = store.door(&caller, &slug, segment.map(SegmentId), now).await?;
    door.ok_or(AppError::NotFound)
}

/// Checks someone in. Who did it, if they were here already.
#[server(endpoint = "attendance/check-in")]
pub async fn check_in(segment: i64, person: i64) -> Result<CheckedIn, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.check_in(&caller, SegmentId(segment), PersonId(person), now).await?)
}

/// Takes a check-in back.
#[server(endpoint = "attendance/undo")]
pub async fn undo_check_in(segment: i64, person: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.undo_check_in(&caller, SegmentId(segment), PersonId(person), now).await?)
}

/// Lets someone in who is not in the round.
#[server(endpoint = "attendance/add-visitor")]
pub async fn add_visitor(
    segment: i64,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let visitor = NewVisitor::walk_in(&name, &organisation)?;
    let (store, now) = context::store_now();
    store.add_visitor(&caller, context::form_key().as_ref(), SegmentId(segment), &visitor, now).await?;
    Ok(())
}

/// Takes a visitor back.
#[server(endpoint = "attendance/remove-visitor")]
pub async fn remove_visitor(visitor: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.remove_visitor(&caller, VisitorId(visitor), now).await?;
    // At the door nothing may come between one person and the next.
    if context::form_path().is_some_and(|page| page.ends_with("/gaster")) {
        return context::go_back_with("borta");
    }
    Ok(())
}

/// Lets someone in who is expected. Who did it, if they were here already.
#[server(endpoint = "attendance/check-in-visitor")]
pub async fn check_in_visitor(visitor: i64) -> Result<CheckedIn, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.check_in_visitor(&caller, VisitorId(visitor), now).await?)
}

/// Takes it back: they are expected again.
#[server(endpoint = "attendance/undo-visitor")]
pub async fn undo_visitor(visitor: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.undo_visitor(&caller, VisitorId(visitor), now).await?)
}

/// Expects someone at a segment who is not in the round.
#[server(endpoint = "attendance/add-guest")]
pub async fn add_guest(
    #[server(default)] segment: String,
    #[server(default)] kind: String,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let not_chosen = FieldError { field: "segment".into(), problem: Problem::NotAChoice };
    let segment = segment.parse().map(SegmentId).map_err(|_| vec![not_chosen])?;
    let guest = NewVisitor::expected(&kind, &name, &organisation)?;
    let (store, now) = context::store_now();
    store.add_visitor(&caller, context::form_key().as_ref(), segment, &guest, now).await?;
    context::go_back_with("sparad")
}

/// Changes what was entered of a guest, and goes back to all of the day's. If someone else
/// did meanwhile, both changes are put together; if that does not go, the form comes back.
#[server(endpoint = "attendance/edit-guest")]
pub async fn edit_guest(
    slug: String,
    guest: i64,
    #[server(default)] kind: String,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let (_, all) = store.visitors(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let read = all.iter().find(|one| one.id == VisitorId(guest)).ok_or(AppError::NotFound)?;
    let typed = VisitorForm { kind, name, organisation };
    let settled = settled("", &typed, &VisitorForm::from(read), VisitorForm::parse)?;
    store.edit_visitor(&caller, read, &settled.form).await?;
    context::go_on_to(&format!("/organisera/dagar/{slug}/gaster?sparad={}", settled.how()))
}

/// A day's name badges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeSheet {
    /// The day.
    pub day: Day,
    /// The badges, by name, each with its code drawn.
    pub badges: Vec<(Badge, Qr)>,
}

/// A day's name badges. What the QR codes say is the address of the day's
/// check-in page with the badge's code.
pub async fn read_badges(slug: String) -> Result<BadgeSheet, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let (day, badges) = store.badges(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let door = format!("{}/organisera/dagar/{}/incheckning", context::state().settings.public_url, day.slug);
    let drawn = |badge: Badge| qr::draw(&format!("{door}?kod={}", badge.code)).map(|qr| (badge, qr));
    let badges: Option<_> = badges.into_iter().map(drawn).collect();
    Ok(BadgeSheet { day, badges: badges.ok_or(AppError::Internal)? })
}
