//! What browsers report: that code of ours has failed in them. A report holds what
//! failed, whether the browser has the present build, and the route of the page;
//! no address, and nothing that stood on the page. Whatever else is sent is not
//! written down.

use std::sync::Arc;

use app::{
    context::{AppState, ClientAddress},
    error::AppError,
    routes,
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use url::form_urlencoded;

use crate::{allowance::Allowance, forms::error_response};

/// Where reports are sent.
pub const PATH: &str = "/rapport";
/// More bytes than any report has.
const LONGEST: usize = 500;
/// What can fail: the islands' code does not load, an island cannot be hydrated,
/// WASM ends by a trap, the page script throws.
const KINDS: [&str; 4] = ["load", "hydrate", "trap", "script"];
/// How many reports are taken in a minute: of one client, and of all together.
const OF_ONE: u32 = 5;
const OF_ALL: u32 = 60;

/// The route that takes reports.
pub fn routes(state: &AppState) -> Router<AppState> {
    let taken = Arc::new(Allowance::new(OF_ONE, OF_ALL));
    let take = post(take).layer(DefaultBodyLimit::max(LONGEST)).with_state((state.clone(), taken));
    Router::new().route(PATH, take)
}

/// A report, in words of ours only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Report {
    kind: &'static str,
    build: &'static str,
    route: &'static str,
}

impl Report {
    fn read(body: &[u8], own_build: &str) -> Option<Self> {
        let is = |field: &str, word: &str| form_urlencoded::parse(body).any(|pair| pair.0 == field && pair.1 == word);
        let kind = KINDS.into_iter().find(|kind| is("kind", kind))?;
        let build = if is("build", own_build) { "current" } else { "other" };
        let route = routes::pages().into_iter().map(|page| page.path).find(|path| is("route", path));
        Some(Self { kind, build, route: route.unwrap_or("-") })
    }
}

async fn take(
    State((state, taken)): State<(AppState, Arc<Allowance>)>,
    Extension(client): Extension<ClientAddress>,
    body: Bytes,
) -> Response {
    if !taken.take(&client.0, state.clock.now()) {
        return error_response(&AppError::TooMany);
    }
    let Some(Report { kind, build, route }) = Report::read(&body, &state.settings.assets.build) else {
        return error_response(&AppError::Malformed);
    };
    tracing::warn!(kind, build, route, "a browser reports a fault");
    metrics::counter!("ior_browser_faults_total", "kind" => kind).increment(1);
    StatusCode::NO_CONTENT.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_ours_are_read() {
        let read = |body: &str| Report::read(body.as_bytes(), "b1");
        let report = |build, route| Some(Report { kind: "trap", build, route });
        assert_eq!(read("kind=trap&build=b1&route=%2Fdagar%2F%7Bslug%7D"), report("current", "/dagar/{slug}"));
        assert_eq!(read("kind=trap&build=<b>&route=/dagar/uppstart-2026"), report("other", "-"));
        assert_eq!(read("kind=trap"), report("other", "-"));
        for other in ["", "kind=", "kind=Eva", "route=/", "\u{0}"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
