//! Which round and which pair a request is about: those that its path names, those that
//! its form was rendered in, or what is meant where none is named. The rule is
//! `domain::round::focus`; what paths look like, `app::round::focus`.

use std::sync::Arc;

use app::{
    context::{AllRounds, AppState, FormFocus, Kept},
    error::AppError,
    round::focus::{ALL_PAIRS, Named, is_of_a_pair, is_of_a_round, split, topic},
};
use axum::{
    body::Body,
    extract::Request,
    http::{Extensions, HeaderValue, Method, StatusCode, Uri, header::LOCATION},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    pair::PairId,
    round::focus::{SignedIn, Standing, Topic},
    time::today,
};

use crate::site;

/// What the paths of server functions begin with by which people are checked in.
const AT_THE_DOOR: &str = "/api/attendance/";

/// Takes the names of a round and a pair out of a request's path, so that the page is
/// found that stands there without them.
pub(crate) fn take_out(request: &mut Request) -> Option<Named> {
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let (named, page) = split(address)?;
    let page: Uri = page.parse().ok()?;
    *request.uri_mut() = page;
    request.extensions_mut().insert(Kept(named));
    Some(named)
}

/// Answers a request of someone who is signed in.
pub(crate) async fn answer(
    state: &AppState,
    reader: SignedIn,
    named: Option<Named>,
    mut request: Request,
    next: Next,
) -> Response {
    let (reader, day) = (Arc::new(reader), today(state.clock.now()));
    let about = topic(request.uri().path());
    request.extensions_mut().insert(AllRounds(Arc::clone(&reader)));
    if let Some(named) = named {
        return in_named(state, &reader, named, request, next).await;
    }
    let Some(meant) = reader.meant(about, day) else { return next.run(request).await };
    let several = reader.has_several(day) || about == Topic::Door && reader.has_doors_in_several();
    let address = request.uri().path();
    let of_several = several && is_of_a_round(address) || is_of_a_pair(address) && reader.pairs().len() > 1;
    if of_several && request.method() == Method::GET {
        return lead(&reader, reader.in_order(about, day), several, request, next).await;
    }
    let elsewhere = reader.meant(Topic::Anything, day).is_some_and(|elsewhere| elsewhere != meant);
    enter(request.extensions_mut(), &reader, (meant, None), Names { links: several, forms: several || elsewhere });
    next.run(request).await
}

/// The page in the round and the pair that its path names. Where those are none of theirs,
/// there is no page, as at any other address.
async fn in_named(state: &AppState, reader: &SignedIn, named: Named, mut request: Request, next: Next) -> Response {
    let day = today(state.clock.now());
    let several = reader.has_several(day);
    let about = topic(request.uri().path());
    let Some(standing) = standing_of(reader, named, about) else {
        request.extensions_mut().remove::<Kept>();
        if let Some(meant) = reader.meant(Topic::Anything, day) {
            enter(request.extensions_mut(), reader, (meant, None), Names { links: several, forms: several });
        }
        return site::nothing(state.clone(), request).await;
    };
    let Named { pair, .. } = named;
    let of_several = pair.is_none() && is_of_a_pair(request.uri().path()) && standing.has_several_pairs();
    if of_several && request.method() == Method::GET {
        return lead(reader, vec![standing], true, request, next).await;
    }
    // Where they only help at the door, the other pages are not there: links lead to those
    // that are theirs.
    let forms = several || named.round.is_some();
    let only_helps = about == Topic::Door && !standing.is_theirs() && reader.rounds.iter().any(Standing::is_theirs);
    let links = forms && !only_helps;
    enter(request.extensions_mut(), reader, (standing, pair), Names { links, forms });
    let Kept(kept) = request.extensions().get().copied().unwrap_or_default();
    by_name_in(next.run(request).await, kept)
}

/// What someone is in the round that is named, with the pair that is named; `None`, if one
/// of them is none of theirs.
fn standing_of(reader: &SignedIn, Named { round, pair }: Named, about: Topic) -> Option<&Standing> {
    let standing = match (round, pair) {
        (Some(number), _) => reader.named(number, about),
        (None, Some(pair)) => reader.of_pair(pair),
        (None, None) => None,
    };
    standing.filter(|standing| pair.is_none_or(|pair| standing.has_pair(pair)))
}

/// Leads whoever has several rounds or pairs to the page in those that are meant: of those
/// in which the page is there, the first. Several pairs have a page that lists them.
async fn lead(reader: &SignedIn, rounds: Vec<&Standing>, several: bool, request: Request, next: Next) -> Response {
    let (parts, _) = request.into_parts();
    let (path, about_pair) = (parts.uri.path(), is_of_a_pair(parts.uri.path()));
    if path == "/par" && reader.pairs().len() > 1 {
        return Redirect::to(ALL_PAIRS).into_response();
    }
    let mut missing = None;
    let in_pairs = |standing| {
        let several = about_pair && Standing::has_several_pairs(standing);
        let pairs = Standing::pair_ids(standing).filter(move |_| several).map(Some);
        pairs.chain((!several).then_some(None)).map(move |pair| (standing, pair))
    };
    for (standing, pair) in rounds.into_iter().flat_map(in_pairs) {
        let mut request = Request::from_parts(parts.clone(), Body::empty());
        enter(request.extensions_mut(), reader, (standing, pair), Names { links: several, forms: several });
        let Kept(kept) = request.extensions().get().copied().unwrap_or_default();
        let answer = next.clone().run(request).await;
        if answer.status() != StatusCode::NOT_FOUND {
            let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
            return Redirect::to(&kept.address(address)).into_response();
        }
        missing.get_or_insert(answer);
    }
    missing.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// What names the round on a page.
#[derive(Clone, Copy)]
struct Names {
    links: bool,
    forms: bool,
}

/// Has someone ask in a round, and there in a pair: one that is named, or the one that is
/// meant. Links name it in the first case, and forms wherever there are several.
fn enter(extensions: &mut Extensions, reader: &SignedIn, (standing, pair): (&Standing, Option<PairId>), names: Names) {
    let number = standing.round.number;
    let caller = reader.caller_in(standing, pair.or(standing.pair()));
    let of_several = caller.pair.filter(|_| standing.has_several_pairs());
    extensions.insert(caller);
    extensions.insert(Kept(Named { round: names.links.then_some(number), pair }));
    extensions.insert(FormFocus(Named { round: names.forms.then_some(number), pair: pair.or(of_several) }));
}

/// Has whoever sent a form ask in the round and the pair that it was rendered in. At a door
/// at which they help they may be nothing else there.
///
/// # Errors
/// [`AppError::NotFound`], if one of them is none of theirs.
pub(crate) fn enter_form(extensions: &mut Extensions, path: &str, named: Named) -> Result<(), AppError> {
    // Whoever is not signed in is told so by the server function.
    let Some(AllRounds(reader)) = extensions.get::<AllRounds>().cloned() else { return Ok(()) };
    if named == Named::default() {
        return Ok(());
    }
    let about = if path.starts_with(AT_THE_DOOR) { Topic::Door } else { Topic::Applying };
    let standing = standing_of(&reader, named, about).ok_or(AppError::NotFound)?;
    let Kept(kept) = extensions.get().copied().unwrap_or_default();
    let shown = Names { links: kept.round.is_some(), forms: named.round.is_some() };
    enter(extensions, &reader, (standing, named.pair), shown);
    Ok(())
}

/// An answer that leads on to a page leads to it in the round and the pair.
fn by_name_in(mut answer: Response, named: Named) -> Response {
    if let Some(to) = answer.headers().get(LOCATION).and_then(|to| by_name(to, named)) {
        answer.headers_mut().insert(LOCATION, to);
    }
    answer
}

/// An address of ours by the names of a round and a pair.
pub(crate) fn by_name(address: &HeaderValue, named: Named) -> Option<HeaderValue> {
    HeaderValue::from_str(&named.address(address.to_str().ok()?)).ok()
}
