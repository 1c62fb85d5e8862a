//! What the page of rounds reads, and the server function that makes the next one.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::within,
    round::{
        Round,
        next::{GoesOn, NextPlan, suggest},
        start::RoundForm,
    },
    time::today,
};
use leptos::server;
use store::round::next::NextPage;

use super::ROUNDS;
use crate::{
    context::{self, AllRounds},
    error::AppError,
    round::focus::in_round,
};

/// What the next round is suggested from, for an organiser.
pub async fn read_next() -> Result<NextPage, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.next_page(&caller).await?.ok_or(AppError::NotFound)
}

/// The rounds that the reader organises, the greatest number first.
pub fn organised_rounds() -> Vec<Round> {
    let Some(AllRounds(reader)) = context::from_request::<AllRounds>() else { return Vec::new() };
    let organised = reader.rounds.iter().filter(|standing| reader.caller(standing).may_use(Area::Organise));
    organised.map(|standing| standing.round.clone()).collect()
}

/// Makes the next round, with its days as drafts and the duties that go on.
#[server(endpoint = "next/plan")]
pub async fn plan_next_round(
    #[server(default)] round: RoundForm,
    #[server(default)] organisers: String,
    #[server(default)] working_group: String,
    #[server(default)] contact_persons: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let page = read_next().await?;
    let patterns = suggest(&page.round, &page.days).patterns;
    let plan = round.parse_with(&patterns, today(now)).map_err(|fields| within("round", fields))?;
    let goes_on = GoesOn {
        organisers: !organisers.is_empty(),
        working_group: !working_group.is_empty(),
        contact_persons: !contact_persons.is_empty(),
    };
    let number = plan.number;
    let planned = store.plan_next_round(&caller, context::form_key().as_ref(), &NextPlan { plan, goes_on }, now).await;
    planned.map_err(|error| match error {
        store::Error::Invalid(fields) => AppError::Invalid(within("round", fields)),
        error => error.into(),
    })?;
    // From here on the reader has two rounds, and is told of the one beside the other.
    context::go_on_to(&in_round(page.round.number, &format!("{ROUNDS}?skapad={number}")))
}
