//! The ways between the rounds of a reader who has several.

use domain::{access::Area, pair::Pair, people::Caller, round::focus::Topic, time::today};
use leptos::prelude::*;

use super::focus::{in_round, is_of_a_round, topic};
use crate::{
    context::{self, AllRounds},
    error::AppError,
    text::t,
    ui::{Written, html},
};

/// The rounds that concern the reader, with who asks in each.
fn rounds() -> Vec<(u32, Caller)> {
    let Some(AllRounds(reader)) = context::from_request::<AllRounds>() else { return Vec::new() };
    let (_, now) = context::store_now();
    reader.concerning(today(now)).map(|standing| (standing.round.number, reader.caller(standing))).collect()
}

/// The other rounds that concern the reader.
pub(crate) fn others() -> Vec<(u32, Caller)> {
    let here = context::caller().map(|caller| caller.round);
    rounds().into_iter().filter(|(_, caller)| here.as_ref() != Ok(&caller.round)).collect()
}

/// The areas that navigation leads the reader to, each with the number of its round if
/// that is another one than the page's.
pub(crate) fn areas() -> Vec<(Area, Option<u32>)> {
    let own = context::caller().map(|caller| caller.navigation()).unwrap_or_default();
    let others = others();
    let elsewhere = |area: Area| {
        let leads = others.iter().find(|(_, caller)| caller.navigation().contains(&area));
        leads.map(|(number, _)| *number)
    };
    let round_of = |area: &Area| if own.contains(area) { Some(None) } else { elsewhere(*area).map(Some) };
    Area::ALL.iter().filter_map(|area| Some((*area, round_of(area)?))).collect()
}

/// The reader's rounds by name, where they have several: which one the page is about, and
/// the way to the same part of the others.
#[component]
pub(crate) fn RoundSwitch() -> impl IntoView {
    let (rounds, here) = (rounds(), context::kept_round());
    let path = context::path();
    if rounds.len() < 2 || !is_of_a_round(&path) {
        return None;
    }
    let items: Vec<_> = rounds
        .into_iter()
        .map(|(number, caller)| {
            let href = in_round(number, part_for(&path, &caller));
            let current = (Some(number) == here).then_some("true");
            html! { <li><a href=href aria-current=current>{(t().focus.round)(number)}</a></li> }
        })
        .collect();
    Some(html! { <nav class="round-switch" aria-label=t().focus.rounds><ul>{items}</ul></nav> })
}

/// The part of the product that a path is of, if it is someone's in their round; else
/// their dashboard.
fn part_for<'a>(path: &'a str, caller: &Caller) -> &'a str {
    let end = path[1..].find('/').map_or(path.len(), |at| at + 1);
    let part = &path[..end];
    let area = match topic(part) {
        Topic::Pair => Area::Pair,
        Topic::Contact | Topic::Endorsing => Area::Contact,
        Topic::Selecting => Area::Selection,
        Topic::Organising => Area::Organise,
        Topic::Anything => return if part == "/dagar" { part } else { "/min-sida" },
        Topic::Applying => return "/min-sida",
    };
    if caller.may_use(area) { part } else { "/min-sida" }
}

/// A pair of the reader's in another round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPair {
    /// The number of its round.
    pub round: u32,
    /// The pair.
    pub pair: Pair,
}

/// The reader's pairs in other rounds, as long as they may read what the two wrote.
pub async fn read_other_pairs() -> Result<Vec<OtherPair>, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    let mut pairs = Vec::new();
    let Some(AllRounds(reader)) = context::from_request::<AllRounds>() else { return Ok(pairs) };
    for standing in reader.with_a_pair().filter(|one| one.round.id != caller.round) {
        let pair = store.pair(&reader.caller(standing)).await?;
        pairs.extend(pair.map(|pair| OtherPair { round: standing.round.number, pair }));
    }
    Ok(pairs)
}

/// The way to the reader's other pairs.
#[component]
pub(crate) fn OtherPairs(pairs: Vec<OtherPair>) -> impl IntoView {
    let items: Vec<_> = pairs
        .into_iter()
        .map(|OtherPair { round, pair }| {
            let name = pair.partner.name.clone();
            html! {
                <li><a href=in_round(round, "/par")><Written text=name/></a>", "<span class="muted">{(t().focus.round)(round)}</span></li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        html! { <section class="section"><h2>{t().focus.other_pairs}</h2><ul class="plain-list">{items}</ul></section> }
    })
}
