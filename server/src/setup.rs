//! While nobody runs the programme: one page says what to do, whatever is asked for.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use app::{
    context::AppState,
    people::api::{RequestAgain, RequestSignIn, SignInByCode, SignInByLink, SignOut},
    round::start::api::Claim,
};
use axum::{
    extract::{Request, State},
    http::{Method, Uri},
    middleware::Next,
    response::Response,
};
use domain::round::{public_page::PageName, start::SETUP_HOURS};
use leptos::server_fn::ServerFn;
use store::secret::Secret;

use crate::{health, report, site};

/// The page that says what to do.
const PAGE: &str = "/start";
/// What else answers: the ways in, what the law asks for, files, and what a page has
/// around it.
const BELOW: [&str; 6] = ["/start/", "/logga-in/", "/pkg/", "/fonts/", "/demo/", "/.well-known/"];
const PATHS: [&str; 17] = [
    PAGE,
    "/logga-in",
    PageName::Privacy.path(),
    PageName::Accessibility.path(),
    "/sprak",
    "/utseende",
    "/robots.txt",
    "/favicon.svg",
    "/manifest.webmanifest",
    report::PATH,
    site::DOOR_WORKER,
    RequestSignIn::PATH,
    RequestAgain::PATH,
    SignInByCode::PATH,
    SignInByLink::PATH,
    SignOut::PATH,
    Claim::PATH,
];

/// Whether an organiser has been seen. There is always one left, so that is asked no more.
pub type Begun = Arc<AtomicBool>;

/// Answers with `PAGE` instead of what is asked for, while there is no organiser. Where
/// that cannot be told, the page that was asked for says so itself.
pub async fn layer(State((state, begun)): State<(AppState, Begun)>, mut request: Request, next: Next) -> Response {
    if begun.load(Ordering::Relaxed) || is_open(request.uri().path()) {
        return next.run(request).await;
    }
    match state.store.has_organiser().await {
        Ok(false) => {
            *request.method_mut() = Method::GET;
            *request.uri_mut() = Uri::from_static(PAGE);
            site::page(&state, request).await
        }
        Ok(true) => {
            begun.store(true, Ordering::Relaxed);
            next.run(request).await
        }
        Err(_) => next.run(request).await,
    }
}

fn is_open(path: &str) -> bool {
    PATHS.contains(&path) || BELOW.iter().any(|below| path.starts_with(below)) || health::is_asked_at(path)
}

/// What whoever starts the server is told, while there is no organiser: the address at
/// which the first one is made. It is good once, and kept by nobody but them.
///
/// # Errors
/// The database's.
pub async fn invitation(state: &AppState) -> store::Result<Option<String>> {
    let (link, public_url) = (Secret::generate(), &state.settings.public_url);
    let offered = state.store.offer_setup(&link, state.clock.now()).await?;
    Ok(offered.then(|| {
        format!(
            "There is no organiser yet. Whoever opens this link within {SETUP_HOURS} hours becomes the first one:\n  \
             {public_url}{PAGE}/{}",
            link.reveal()
        )
    }))
}
