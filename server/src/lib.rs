//! The server behind the binary `ior`: router, layers, sessions, the live
//! channel, mail, command line.
//!
//! A request comes in by [`listen`] and passes, from the outside in: [`requests`]
//! (its id, the log, the figures), [`security`] (headers, origin check, limits), [`session`] (who asks), [`forms`] (what comes back from server
//! functions), and then a page, a server function, or one of the few plain
//! handlers of [`plain`], [`files`], [`uploads`], [`mod@import`], [`selection`] and [`live`]. [`router`] puts it all
//! together, for `main` and for the tests alike.

pub mod calendar;
pub mod chores;
pub mod commands;
pub mod config;
pub mod demo;
pub mod export;
pub mod figures;
pub mod files;
pub mod forms;
pub mod health;
pub mod import;
pub mod listen;
pub mod live;
pub mod log;
pub mod mail;
pub mod multipart;
pub mod pair_log;
pub mod plain;
pub mod requests;
pub mod security;
pub mod selection;
pub mod session;
pub mod sheet;
pub mod site;
pub mod spreadsheet;
pub mod try_again;
pub mod uploads;

use app::{App, context::AppState, shell};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower::Layer;

pub use live::Streams;

/// The whole product as one service.
pub fn router(state: AppState, streams: Streams) -> Router {
    let document = {
        let state = state.clone();
        move || shell(&state)
    };
    let product = Router::new()
        .leptos_routes(&state, generate_route_list(App), document)
        .route("/sprak", post(plain::language))
        .route("/utseende", post(plain::theme))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz).with_state((state.clone(), streams.clone())))
        .route("/live", get(live::stream).with_state((state.clone(), streams)))
        .merge(files::routes())
        .merge(uploads::routes())
        .merge(import::routes())
        .merge(selection::routes())
        .merge(plain::demo(&state))
        .route_layer(from_fn(requests::note_route))
        .fallback_service(site::files_or_page(&state))
        .with_state(state.clone());
    // Around the routes, not on each of them: the page of a form that was not
    // right is another route than the form's.
    let product = Router::new()
        .fallback_service(from_fn_with_state(state.clone(), forms::layer).layer(product))
        .layer(from_fn_with_state(state.clone(), session::layer));
    security::protect(product, &state.settings).layer(from_fn(requests::note))
}
