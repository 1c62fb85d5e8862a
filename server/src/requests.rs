//! What is known of every request: an id that its log lines share, its route
//! and never its address (addresses hold names of days, numbers of meetings and
//! sign-in links), how it ended and how long that took.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use store::secret::Secret;
use tracing::{Instrument, Level, info_span};

/// The header that tells whoever reports a fault which lines in the log are theirs.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// As many characters of a random text as tell requests apart.
const ID_LENGTH: usize = 12;

/// The route that answered, such as `/dagar/{slug}`.
#[derive(Clone)]
struct Route(MatchedPath);

/// Stands at the routes: notes which one it is.
pub async fn note_route(route: MatchedPath, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().get_or_insert_with(|| Route(route));
    response
}

/// Stands around everything: gives the request its id, and notes how it ended.
pub async fn note(request: Request, next: Next) -> Response {
    let id: String = Secret::generate().reveal().chars().take(ID_LENGTH).collect();
    let span = info_span!("request", id);
    let (method, begin) = (request.method().clone(), Instant::now());
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = begin.elapsed();

    let status = response.status();
    let route = response.extensions().get::<Route>().map_or("-", |route| route.0.as_str()).to_owned();
    span.in_scope(|| {
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        match level(&route, status.as_u16()) {
            Level::ERROR => tracing::error!(%method, route, status = status.as_u16(), milliseconds, "answered"),
            Level::INFO => tracing::info!(%method, route, status = status.as_u16(), milliseconds, "answered"),
            _ => tracing::debug!(%method, route, status = status.as_u16(), milliseconds, "answered"),
        }
    });
    metrics::histogram!("ior_request_seconds", "route" => route.clone()).record(took);
    let labels = [("method", name_of(&method)), ("route", route), ("status", status.as_u16().to_string())];
    metrics::counter!("ior_requests_total", &labels).increment(1);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A method's name, among the metrics: of those that clients invent, none.
fn name_of(method: &Method) -> String {
    let known = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
    if known.contains(method) { method.to_string() } else { "other".to_owned() }
}

/// Files and questions of machines would drown the rest.
fn level(route: &str, status: u16) -> Level {
    match (route, status) {
        (_, 500..) => Level::ERROR,
        ("-" | "/healthz" | "/readyz", ..400) => Level::DEBUG,
        _ => Level::INFO,
    }
}
