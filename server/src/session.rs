//! Who asks: puts the [`Caller`](domain::people::Caller) of the session cookie, and where the request
//! came from, into the request's extensions, for pages and server functions alike.

use std::{net::SocketAddr, sync::Once};

use app::{
    context::{AppState, CallerUnknown, ClientAddress, cookie_in},
    people::cookies::session_name,
};
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use store::secret::Secret;

use crate::{calendar::feed, client, focus, health, report, site};

/// The session secret of a request, for those who check again later.
#[derive(Clone)]
pub struct SessionSecret(pub Secret);

/// Finds out who asks. Files need no caller, and machines that look after the
/// server must not wait for its database.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let named = focus::take_out(&mut request);
    let client = client_of(&state, &request);
    request.extensions_mut().insert(ClientAddress(client));
    if is_for_anyone(request.uri().path()) {
        return next.run(request).await;
    }
    let name = session_name(state.settings.https);
    if let Some(secret) = cookie_in(request.headers(), name).and_then(|value| Secret::parse(&value)) {
        match state.store.signed_in(&secret, state.clock.now()).await {
            Ok(Some(reader)) => {
                request.extensions_mut().insert(SessionSecret(secret));
                return focus::answer(&state, reader, named, request, next).await;
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, "who asks cannot be told");
                request.extensions_mut().insert(CallerUnknown);
            }
        }
    }
    next.run(request).await
}

/// What the request is counted under; empty if it did not come by a connection.
fn client_of(state: &AppState, request: &Request) -> String {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return String::new() };
    let trusted = &state.settings.trusted_proxies;
    if trusted.is_empty() && request.headers().contains_key(client::X_FORWARDED_FOR) {
        static TOLD: Once = Once::new();
        TOLD.call_once(|| tracing::warn!("behind a proxy everyone counts as one: name it in IOR_TRUSTED_PROXIES"));
    }
    client::counted_as(client::address(peer.ip(), request.headers(), trusted))
}

fn is_for_anyone(path: &str) -> bool {
    let asked = [report::PATH, site::DOOR_WORKER].contains(&path);
    asked
        || path.starts_with(feed::BELOW)
        || path.starts_with("/pkg/")
        || path.starts_with("/fonts/")
        || health::is_asked_at(path)
}
