//! The round that pages name in their paths: `/omgang/15/dagar` is `/dagar` of round 15.
//! Every page of a round stands at both addresses. Who has several rounds is led to the
//! first, and every link and form of a page there stays in its round. The rule which
//! round is meant is `domain::round::focus`.

use std::sync::Arc;

use domain::{
    access::Area,
    pair::Pair,
    people::Caller,
    round::focus::{SignedIn, Topic},
    time::today,
};
use leptos::prelude::*;

use crate::{
    context,
    error::AppError,
    text::t,
    ui::{Written, html},
};

/// What paths that name a round begin with.
const NAMED: &str = "/omgang/";

/// What the paths of pages begin with that are about one round. `/ansok` itself is for
/// anyone.
const OF_A_ROUND: [&str; 8] =
    ["/min-sida", "/dagar", "/par", "/ansok/", "/kontakt", "/urval", "/matchning", "/organisera"];

/// The number of the round that the caller of a request asks in, if its links and forms
/// are to name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptRound(pub u32);

/// Whoever is signed in, with all their rounds.
#[derive(Clone, Debug)]
pub struct Reader(pub Arc<SignedIn>);

/// Whether a page is about one round, by its path or address.
///
/// ```
/// use app::round::focus::is_of_a_round;
/// assert!(is_of_a_round("/par") && is_of_a_round("/dagar/april?x=1") && is_of_a_round("/ansok/ansokan"));
/// assert!(!is_of_a_round("/programmet") && !is_of_a_round("/ansok") && !is_of_a_round("/omgang/15/par"));
/// ```
pub fn is_of_a_round(address: &str) -> bool {
    OF_A_ROUND.iter().any(|first| {
        let rest = address.strip_prefix(first);
        rest.is_some_and(|rest| first.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '?', '#']))
    })
}

/// The round that an address names, and the address without it.
///
/// ```
/// use app::round::focus::split;
/// assert_eq!(split("/omgang/15/dagar?x=1"), Some((15, "/dagar?x=1")));
/// for other in ["/dagar", "/omgang/15/datum", "/omgang/015/dagar", "/omgang/+1/dagar", "/omgang/15", "/omgang//dagar"] {
///     assert_eq!(split(other), None, "{other}");
/// }
/// ```
pub fn split(address: &str) -> Option<(u32, &str)> {
    let rest = address.strip_prefix(NAMED)?;
    let (number, _) = rest.split_once('/')?;
    let page = &rest[number.len()..];
    let number = number.parse().ok().filter(|parsed: &u32| parsed.to_string() == number)?;
    is_of_a_round(page).then_some((number, page))
}

/// An address as it is without a round's name.
pub fn unnamed(address: &str) -> &str {
    split(address).map_or(address, |(_, page)| page)
}

/// The address of a page in a round, if the page is about one.
///
/// ```
/// use app::round::focus::in_round;
/// assert_eq!(in_round(15, "/dagar"), "/omgang/15/dagar");
/// assert_eq!([in_round(15, "/datum"), in_round(15, "/omgang/16/par")], ["/datum", "/omgang/16/par"]);
/// ```
pub fn in_round(number: u32, address: &str) -> String {
    if is_of_a_round(address) { format!("{NAMED}{number}{address}") } else { address.to_owned() }
}

/// The address of a page in another round than the request's, for readers who have
/// several; to others it is the page that they have.
pub(crate) fn in_other_round(number: u32, address: &str) -> String {
    if kept().is_some() { in_round(number, address) } else { address.to_owned() }
}

/// An address in the round whose pages the reader is on.
pub(crate) fn stays(address: &str) -> String {
    kept().map_or_else(|| address.to_owned(), |number| in_round(number, address))
}

/// The number of the round that links and forms of this request name.
pub(crate) fn kept() -> Option<u32> {
    context::from_request::<KeptRound>().map(|KeptRound(number)| number)
}

/// What a page is about, as far as its path tells the round that is meant.
pub fn topic(path: &str) -> Topic {
    let begins = |with: &[&str]| with.iter().any(|first| path == *first || path.starts_with(&format!("{first}/")));
    if begins(&["/par"]) {
        Topic::Pair
    } else if begins(&["/ansok"]) {
        Topic::Applying
    } else if begins(&["/kontakt/ansokningar", "/kontakt/nominera", "/kontakt/ersattare"]) {
        Topic::Endorsing
    } else if begins(&["/kontakt"]) {
        Topic::Contact
    } else if begins(&["/urval", "/matchning", "/organisera/ansokan"]) {
        Topic::Selecting
    } else if begins(&["/organisera"]) {
        Topic::Organising
    } else {
        Topic::Anything
    }
}

/// A document whose links and forms all stay in a round. This is the one place where
/// that is seen to: no page can forget it.
///
/// ```
/// use app::round::focus::document_in;
/// let page = r#"<a class="b" href="/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// let kept = r#"<a class="b" href="/omgang/15/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// assert_eq!(document_in(15, page), kept);
/// assert_eq!(document_in(15, r#"<p title="href=" data-href="/par">"#), r#"<p title="href=" data-href="/par">"#);
/// assert_eq!(document_in(15, r#"<form action="/organisera/personer">"#), r#"<form action="/omgang/15/organisera/personer">"#);
/// ```
pub fn document_in(number: u32, html: &str) -> String {
    let mut kept = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        kept.push_str(text);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        push_tag(&mut kept, number, tag);
        rest = after;
    }
    kept + rest
}

/// Where a tag ends that a text begins with. In texts every `<` is escaped.
fn end_of_tag(text: &str) -> usize {
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 1;
    }
    let mut quoted = false;
    let ends = |c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    };
    text.find(ends).map_or(text.len(), |at| at + 1)
}

/// A tag, of which every second piece between quotation marks is an attribute's value.
fn push_tag(kept: &mut String, number: u32, tag: &str) {
    let mut before = "";
    for (n, piece) in tag.split('"').enumerate() {
        if n > 0 {
            kept.push('"');
        }
        let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if n % 2 == 1 && ["href=", "action=", "formaction="].contains(&name) && is_of_a_round(piece) {
            kept.push_str(&in_round(number, piece));
        } else {
            kept.push_str(piece);
        }
        before = piece;
    }
}

/// The rounds that concern the reader, if there are several, with who asks in each.
fn rounds() -> Vec<(u32, Caller)> {
    let Some(Reader(reader)) = context::from_request::<Reader>() else { return Vec::new() };
    let (_, now) = context::store_now();
    if !reader.has_several(today(now)) {
        return Vec::new();
    }
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
    let reader = context::from_request::<Reader>();
    let elsewhere = |area: Area| {
        let Reader(reader) = reader.as_ref()?;
        let leads = reader.rounds.iter().find(|one| reader.caller(one).navigation().contains(&area));
        leads.map(|standing| standing.round.number)
    };
    let all = Area::ALL.iter().filter_map(|area| match own.contains(area) {
        true => Some((*area, None)),
        false => elsewhere(*area).map(|number| (*area, Some(number))),
    });
    all.collect()
}

/// The reader's rounds by name, where they have several: which one the page is about, and
/// the way to the same part of the others.
#[component]
pub(crate) fn RoundSwitch() -> impl IntoView {
    let (rounds, here) = (rounds(), kept());
    let path = context::path();
    if rounds.is_empty() || !is_of_a_round(&path) {
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
    let Some(Reader(reader)) = context::from_request::<Reader>() else { return Ok(pairs) };
    for standing in reader.rounds.iter().filter(|one| one.pair.is_some() && one.round.id != caller.round) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_other_attributes_are_left_alone() {
        for page in [
            "a < b href=\"/par\"",
            "<!-- <!> --> \"/par\"",
            r#"<input value="&lt;a href=&quot;/par&quot;"/>"#,
            r#"<p title="x > y" class="href=">href="/par"</p>"#,
            "<",
            "<a",
            "",
        ] {
            assert_eq!(document_in(15, page), page);
        }
    }

    #[test]
    fn a_named_address_is_named_only_once() {
        let named = in_round(15, "/par/traffar/7?sparad=1");
        assert_eq!(split(&named), Some((15, "/par/traffar/7?sparad=1")));
        assert_eq!(in_round(16, &named), named);
        let page = format!("<a href=\"{named}\">");
        assert_eq!(document_in(16, &page), page);
    }
}
