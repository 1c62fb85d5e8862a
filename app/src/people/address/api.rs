//! What the pages of addresses read, and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{Checks, Problem, choice},
    people::{
        EmailAddress, PersonId,
        address::{AddressKind, OwnAddresses, Reason, new_address},
    },
};
use leptos::server;
use store::{people::address::AddressRequest, secret::Secret};

use super::PAGE;
use crate::{
    context,
    error::AppError,
    people::{cookies::usable, directory::address_of},
};

/// The reader's own addresses.
pub async fn read_addresses() -> Result<OwnAddresses, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.own_addresses(&caller, now).await?)
}

/// Sends a link to an address that the reader wants to have.
#[server(endpoint = "address/ask")]
pub async fn ask_for_address(
    #[server(default)] kind: String,
    #[server(default)] email: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let own = store.own_addresses(&caller, now).await?;
    let mut checks = Checks::default();
    let kind = checks.field("kind", choice(&kind, AddressKind::from_name));
    let address = checks.field("email", new_address(&email, &own.main, own.second.as_ref()));
    let (kind, address) = checks.finish(kind.zip(address))?;
    let request = AddressRequest { kind, address, link: Secret::generate() };
    store.ask_for_address(&caller, &request, now).await?;
    context::go_on_to(&format!("{PAGE}?skickat=1"))
}

/// What a link would do for the reader; spends nothing.
pub async fn check_address_link(token: &str) -> Result<(), AppError> {
    let caller = context::caller()?;
    let link = Secret::parse(token).ok_or(AppError::LinkUnknown)?;
    let (store, now) = context::store_now();
    usable(store.address_link(&caller, &link, now).await?)
}

/// Shows that an address is the reader's, by the link that was sent to it.
#[server(endpoint = "address/confirm")]
pub async fn confirm_address(token: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let link = Secret::parse(&token).ok_or(AppError::LinkUnknown)?;
    let (store, now) = context::store_now();
    usable(store.redeem_address(&caller, &link, now).await?)?;
    context::go_on_to(&format!("{PAGE}?klar=1"))
}

/// Makes the second address the one that emails go to.
#[server(endpoint = "address/swap")]
pub async fn swap_addresses() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.swap_addresses(&caller, now).await?;
    context::go_on_to(&format!("{PAGE}?klar=1"))
}

/// Forgets the second address.
#[server(endpoint = "address/drop")]
pub async fn drop_second_address() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.drop_second_address(&caller, now).await?;
    context::go_on_to(&format!("{PAGE}?klar=1"))
}

/// Gives someone who no longer reaches their address another one, as an organiser.
#[server(endpoint = "address/change")]
pub async fn change_address(
    person: i64,
    #[server(default)] email: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let email = checks.field("email", EmailAddress::parse(&email));
    let given = |reason: Reason| if reason.is_empty() { Err(Problem::Missing) } else { Ok(reason) };
    let reason = checks.field("reason", Reason::parse(&reason).and_then(given));
    let (email, reason) = checks.finish(email.zip(reason))?;
    let (person, (store, now)) = (PersonId(person), context::store_now());
    store.change_address(&caller, person, &email, &reason, now).await?;
    context::go_on_to(&format!("{}?adress=1", address_of(person)))
}
