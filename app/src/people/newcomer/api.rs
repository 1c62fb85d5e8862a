//! What the page on which someone is added reads, and the server function that its form
//! posts to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::within,
    people::{Organisation, newcomer::NewcomerForm},
};
use leptos::server;

use crate::{context, error::AppError, people::directory::address_of};

/// What an organiser has to know who adds someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the round that they act in.
    pub round: u32,
    /// Where people can work.
    pub organisations: Vec<Organisation>,
}

/// Which round it is, and where someone new can work.
pub async fn read_place() -> Result<Place, AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, _) = context::store_now();
    let round = store.round(&caller).await?.number;
    Ok(Place { round, organisations: store.organisations().await? })
}

/// Adds someone to the round.
#[server(endpoint = "newcomer/add")]
pub async fn add_newcomer(#[server(default)] newcomer: NewcomerForm) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let newcomer = newcomer.parse().map_err(|fields| within("newcomer", fields))?;
    let told = newcomer.invite || newcomer.duty.is_appointed();
    let (store, now) = context::store_now();
    let added = store.add_newcomer(&caller, context::form_key().as_ref(), &newcomer, now).await;
    let person = added.map_err(|error| match error {
        store::Error::Invalid(fields) => AppError::Invalid(within("newcomer", fields)),
        error => error.into(),
    })?;
    let done = if told { "inbjuden" } else { "tillagd" };
    context::go_on_to(&format!("{}?{done}=1", address_of(person)))
}
