//! Server functions of what people need at a day. The store decides who sees
//! what of it.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    day::{
        check_in::VisitorId,
        needs::{DayNeeds, GuestNeeds, Needs, OwnNeeds},
    },
    people::PersonId,
};
use leptos::server;

use crate::{context, error::AppError};

/// What the reader needs at a day.
pub async fn read_own_needs(slug: String) -> Result<OwnNeeds, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.own_needs(&caller, &slug, now).await?.ok_or(AppError::NotFound)
}

/// Notes what the reader needs at a day: ticks by their names, and words. Comes
/// back to the page.
#[server(endpoint = "needs/save")]
pub async fn save_needs(
    slug: String,
    #[server(default)] diets: BTreeMap<String, String>,
    #[server(default)] food: String,
    #[server(default)] aids: BTreeMap<String, String>,
    #[server(default)] access: String,
    /// Who is to read it, as the page said: a number, or nothing for nobody.
    #[server(default)]
    given_to: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let needs = parse(&diets, &food, &aids, &access)?;
    let (store, now) = context::store_now();
    let reader = given_to.parse().ok().map(PersonId);
    store.save_needs(&caller, &slug, &needs, reader, now).await?;
    context::go_on_to(&format!("/dagar/{slug}/behov?sparat=ja"))
}

/// What was ticked and typed.
fn parse(
    diets: &BTreeMap<String, String>,
    food: &str,
    aids: &BTreeMap<String, String>,
    access: &str,
) -> Result<Needs, AppError> {
    let [diets, aids] = [diets, aids].map(|ticks| ticks.keys().collect::<Vec<_>>());
    Ok(Needs::parse(&diets, food, &aids, access)?)
}

/// What a guest or speaker needs at a day; `None` once it is deleted.
pub async fn read_guest_needs(slug: &str, guest: VisitorId) -> Result<Option<GuestNeeds>, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.guest_needs(&caller, slug, guest, now).await?)
}

/// Notes what a guest or speaker needs at a day, like [`save_needs`].
#[server(endpoint = "needs/save-guest")]
pub async fn save_guest_needs(
    slug: String,
    guest: i64,
    #[server(default)] diets: BTreeMap<String, String>,
    #[server(default)] food: String,
    #[server(default)] aids: BTreeMap<String, String>,
    #[server(default)] access: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let needs = parse(&diets, &food, &aids, &access)?;
    let (store, now) = context::store_now();
    store.save_guest_needs(&caller, &slug, VisitorId(guest), &needs, now).await?;
    context::go_on_to(&format!("/organisera/dagar/{slug}/gaster/{guest}?noterat=ja"))
}

/// Lets whoever is responsible for a day now read what the reader needs there.
#[server(endpoint = "needs/give")]
pub async fn give_needs(slug: String, given_to: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.give_needs(&caller, &slug, PersonId(given_to), now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("/dagar/{slug}/behov?sparat=ja"))
}

/// Hands over what was given to the reader to whoever is responsible for a day now.
#[server(endpoint = "needs/hand-over")]
pub async fn hand_over_needs(slug: String, given_to: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.hand_over_needs(&caller, &slug, PersonId(given_to), now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("/organisera/dagar/{slug}/behov?overlamnat=1"))
}

/// What those need who come to a day, for an organiser.
pub async fn read_day_needs(slug: String) -> Result<DayNeeds, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.day_needs(&caller, &slug, now).await?.ok_or(AppError::NotFound)
}
