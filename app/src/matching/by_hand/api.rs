//! What the page on which a pair is made reads, and the server function that its form
//! posts to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{Checks, Problem},
    matching::{ByHand, LiftReason},
    people::PersonId,
};
use leptos::server;

use crate::{context, error::AppError, people::directory::address_of};

/// Whom an organiser can make a pair of, and the number of the round.
pub async fn read_by_hand() -> Result<(u32, ByHand), AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    let by_hand = store.by_hand(&caller).await?.ok_or(AppError::NotFound)?;
    Ok((store.round(&caller).await?.number, by_hand))
}

/// Makes two a pair.
#[server(endpoint = "matching/by-hand")]
pub async fn pair_by_hand(
    #[server(default)] adept: String,
    #[server(default)] mentor: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let person = |id: String| id.parse().map(PersonId).map_err(|_| Problem::NotAChoice);
    let (adept, mentor) = (checks.field("adept", person(adept)), checks.field("mentor", person(mentor)));
    let reason = checks.field("reason", LiftReason::parse_line(&reason));
    let ((adept, mentor), reason) = checks.finish(adept.zip(mentor).zip(reason))?;
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let (store, now) = context::store_now();
    let form = context::form_key();
    store.pair_by_hand(&caller, form.as_ref(), (adept, mentor), reason.as_ref(), now).await?;
    context::go_on_to(&format!("{}?parat=1", address_of(adept)))
}
