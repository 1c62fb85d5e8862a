//! Server functions of what people need at a day. The store decides who sees
//! what of it.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::day::needs::{DayNeeds, Needs, OwnNeeds};
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
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let ticked = |ticks: &BTreeMap<String, String>| ticks.keys().cloned().collect::<Vec<_>>();
    let needs = Needs::parse(&ticked(&diets), &food, &ticked(&aids), &access)?;
    let (store, now) = context::store_now();
    store.save_needs(&caller, &slug, &needs, now).await?;
    context::go_on_to(&format!("/dagar/{slug}/behov?sparat=ja"))
}

/// What those need who come to a day, for an organiser.
pub async fn read_day_needs(slug: String) -> Result<DayNeeds, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.day_needs(&caller, &slug, now).await?.ok_or(AppError::NotFound)
}
