//! The ways between the rounds, and the pairs, of a reader who has several.

use domain::{
    access::Area,
    people::Caller,
    round::focus::{HelpedDoor, SignedIn, Standing, Topic},
    time::today,
};
use leptos::prelude::*;

use super::focus::{ALL_PAIRS, Named, door_of, in_round, is_of_a_pair, is_of_a_round, topic};
use crate::{
    context::{self, AllRounds},
    error::AppError,
    text::{lang, t},
    ui::{Written, html},
};

/// The rounds that concern the reader, with who asks in each.
fn rounds() -> Vec<(u32, Caller)> {
    let Some(AllRounds(reader)) = context::from_request::<AllRounds>() else { return Vec::new() };
    let (_, now) = context::store_now();
    reader.concerning(today(now)).map(|standing| (standing.round.number, reader.caller(standing))).collect()
}

/// The other rounds that concern the reader.
fn others() -> Vec<(u32, Caller)> {
    let here = context::caller().map(|caller| caller.round);
    rounds().into_iter().filter(|(_, caller)| here.as_ref() != Ok(&caller.round)).collect()
}

/// The rounds in which an area is the reader's, with who asks in each; the page's own
/// comes first.
///
/// # Errors
/// [`AppError::NotFound`], if it is theirs in none.
pub(crate) fn callers_of(area: Area) -> Result<Vec<(u32, Caller)>, AppError> {
    let here = context::caller()?.round;
    let mut callers = rounds();
    callers.retain(|(_, caller)| caller.may_use(area));
    callers.sort_by_key(|(_, caller)| caller.round != here);
    if callers.is_empty() { Err(AppError::NotFound) } else { Ok(callers) }
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

/// The doors at which the reader helps now: the address of each, and its day's title. Where
/// another round is meant elsewhere, the address names the day's.
pub(crate) fn doors() -> Vec<(String, String)> {
    let Some(AllRounds(reader)) = context::from_request::<AllRounds>() else { return Vec::new() };
    let day = today(context::store_now().1);
    let meant = reader.meant(Topic::Anything, day).map(|standing| standing.round.id);
    let address = |door: &HelpedDoor| {
        let page = door_of(&door.slug);
        let round = reader.rounds.iter().find(|standing| standing.round.id == door.round)?.round.number;
        let plain = meant == Some(door.round) && !reader.has_several(day);
        Some(if plain { page } else { in_round(round, &page) })
    };
    reader.doors.iter().filter_map(|door| Some((address(door)?, door.title.get(lang()).to_owned()))).collect()
}

/// Whether the reader has several pairs, so that each is named.
pub(crate) fn has_several_pairs() -> bool {
    context::from_request::<AllRounds>().is_some_and(|AllRounds(reader)| reader.pairs().len() > 1)
}

/// The address of a pair's page among all pairs of the reader's.
pub(crate) fn pair_address(reader: &SignedIn, standing: &Standing, pair: domain::pair::PairId) -> String {
    let (_, now) = context::store_now();
    let round = (reader.has_several(today(now)) || context::kept_round().is_some()).then_some(standing.round.number);
    Named { round, pair: standing.has_several_pairs().then_some(pair) }.address("/par")
}

/// What the page is about, and the ways to the same elsewhere, where the reader has
/// several pairs or rounds.
#[component]
pub(crate) fn Switches() -> impl IntoView {
    let path = context::path();
    if has_several_pairs() && (is_of_a_pair(&path) || path == ALL_PAIRS) {
        html! { <PairSwitch/> }
    } else {
        html! { <RoundSwitch path/> }
    }
}

/// The reader's pairs by the partner's name: which one the page is about, and the way to
/// the others.
#[component]
fn PairSwitch() -> impl IntoView {
    let AllRounds(reader) = context::from_request::<AllRounds>()?;
    let here = context::caller().ok().and_then(|caller| caller.pair).filter(|_| context::path() != ALL_PAIRS);
    let several_rounds = reader.pairs().windows(2).any(|two| two[0].0.round.id != two[1].0.round.id);
    let items: Vec<_> = reader
        .pairs()
        .into_iter()
        .map(|(standing, pair)| {
            let (href, name) = (pair_address(&reader, standing, pair.id), pair.partner.clone());
            let round =
                several_rounds.then(|| format!(", {}", (t().focus.round)(standing.round.number).to_lowercase()));
            let current = (Some(pair.id) == here).then_some("true");
            html! { <li><a href=href aria-current=current><Written text=name/>{round}</a></li> }
        })
        .collect();
    let on_list = (context::path() == ALL_PAIRS).then_some("page");
    Some(html! {
        <nav class="round-switch" aria-label=t().focus.pairs>
            <ul><li><a href=ALL_PAIRS aria-current=on_list>{t().focus.all_pairs}</a></li>{items}</ul>
        </nav>
    })
}

/// The reader's rounds by name, where they have several: which one the page is about, and
/// the way to the same part of the others.
#[component]
fn RoundSwitch(path: String) -> impl IntoView {
    let (rounds, here) = (rounds(), context::kept_round());
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
        Topic::Organising | Topic::Door => Area::Organise,
        Topic::Anything => return if part == "/dagar" { part } else { "/min-sida" },
        Topic::Applying => return "/min-sida",
    };
    if caller.may_use(area) { part } else { "/min-sida" }
}
