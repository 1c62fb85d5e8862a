//! Which round a request is about: the one that its path names, the one that its form was
//! rendered in, or the one that is meant where none is named. The rule is
//! `domain::round::focus`; what paths look like, `app::round::focus`.

use std::sync::Arc;

use app::{
    context::{AllRounds, AppState, FormRound, KeptRound},
    error::AppError,
    round::focus::{in_round, is_of_a_round, split, topic},
};
use axum::{
    body::Body,
    extract::Request,
    http::{Extensions, HeaderValue, Method, StatusCode, Uri, header::LOCATION},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    round::focus::{SignedIn, Standing, Topic},
    time::today,
};

use crate::site;

/// Takes the name of a round out of a request's path, so that the page is found that
/// stands there without it.
pub(crate) fn take_out(request: &mut Request) -> Option<u32> {
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let (number, page) = split(address)?;
    let page: Uri = page.parse().ok()?;
    *request.uri_mut() = page;
    request.extensions_mut().insert(KeptRound(number));
    Some(number)
}

/// Answers a request of someone who is signed in.
pub(crate) async fn answer(
    state: &AppState,
    reader: SignedIn,
    named: Option<u32>,
    mut request: Request,
    next: Next,
) -> Response {
    let (reader, day) = (Arc::new(reader), today(state.clock.now()));
    let about = topic(request.uri().path());
    request.extensions_mut().insert(AllRounds(Arc::clone(&reader)));
    if let Some(number) = named {
        return in_named(state, &reader, number, request, next).await;
    }
    let Some(meant) = reader.meant(about, day) else { return next.run(request).await };
    let several = reader.has_several(day);
    if several && request.method() == Method::GET && is_of_a_round(request.uri().path()) {
        return lead(&reader, reader.in_order(about, day), request, next).await;
    }
    let elsewhere = reader.meant(Topic::Anything, day).is_some_and(|elsewhere| elsewhere != meant);
    enter(request.extensions_mut(), &reader, meant, Names { links: several, forms: several || elsewhere });
    next.run(request).await
}

/// The page in the round that its path names. Where that is none of theirs, there is no
/// page, as at any other address.
async fn in_named(state: &AppState, reader: &SignedIn, number: u32, mut request: Request, next: Next) -> Response {
    let about = topic(request.uri().path());
    if let Some(standing) = reader.named(number, about) {
        enter(request.extensions_mut(), reader, standing, ALL);
        return kept(next.run(request).await, number);
    }
    let day = today(state.clock.now());
    request.extensions_mut().remove::<KeptRound>();
    if let Some(meant) = reader.meant(Topic::Anything, day) {
        let several = reader.has_several(day);
        enter(request.extensions_mut(), reader, meant, Names { links: several, forms: several });
    }
    site::nothing(state.clone(), request).await
}

/// Leads whoever has several rounds to the page in the one that is meant: of those in
/// which the page is there, the first.
async fn lead(reader: &SignedIn, rounds: Vec<&Standing>, request: Request, next: Next) -> Response {
    let (parts, _) = request.into_parts();
    let mut missing = None;
    for standing in rounds {
        let mut request = Request::from_parts(parts.clone(), Body::empty());
        enter(request.extensions_mut(), reader, standing, ALL);
        let answer = next.clone().run(request).await;
        if answer.status() != StatusCode::NOT_FOUND {
            let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
            return Redirect::to(&in_round(standing.round.number, address)).into_response();
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

const ALL: Names = Names { links: true, forms: true };

/// Has someone ask in a round.
fn enter(extensions: &mut Extensions, reader: &SignedIn, standing: &Standing, names: Names) {
    extensions.insert(reader.caller(standing));
    if names.links {
        extensions.insert(KeptRound(standing.round.number));
    }
    if names.forms {
        extensions.insert(FormRound(standing.round.number));
    }
}

/// Has whoever sent a form ask in the round that it was rendered in.
///
/// # Errors
/// [`AppError::NotFound`], if that is none of theirs.
pub(crate) fn enter_form(extensions: &mut Extensions, number: u32) -> Result<(), AppError> {
    // Whoever is not signed in is told so by the server function.
    let Some(AllRounds(reader)) = extensions.get::<AllRounds>().cloned() else { return Ok(()) };
    let standing = reader.named(number, Topic::Applying).ok_or(AppError::NotFound)?;
    let links = extensions.get::<KeptRound>().is_some();
    enter(extensions, &reader, standing, Names { links, forms: true });
    Ok(())
}

/// An answer that leads on to a page leads to it in the round.
pub(crate) fn kept(mut answer: Response, number: u32) -> Response {
    if let Some(to) = answer.headers().get(LOCATION).and_then(|to| in_the_round(to, number)) {
        answer.headers_mut().insert(LOCATION, to);
    }
    answer
}

/// An address of ours in a round.
pub(crate) fn in_the_round(address: &HeaderValue, number: u32) -> Option<HeaderValue> {
    HeaderValue::from_str(&in_round(number, address.to_str().ok()?)).ok()
}
