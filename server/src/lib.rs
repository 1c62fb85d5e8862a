//! The server behind the binary `ior`: router, layers, sessions, the live
//! channel, mail, command line.
//!
//! A request comes in by [`listen`] and passes, from the outside in: [`requests`]
//! (its id, the log, the metrics), [`security`] (headers, origin check, time limits;
//! [`refusal`] gives what is refused its words), [`session`] (who asks, from where) with [`focus`] (in which round),
//! [`setup`] (whether anyone runs it), [`forms`] (what comes back from server functions), and then a page, a server
//! function, or one of the few plain handlers of [`plain`], [`files`], [`uploads`],
//! [`mod@import`], [`selection`], [`well_known`] and [`live`]. [`router`] puts it all
//! together, for `main` and for the tests alike.
//!
//! To add a plain handler: a module with its routes, merged in [`router`], and its row
//! in `tests/router/access/matrix.rs`. To add a command: a variant in [`config`], a
//! module in [`commands`], an arm in `main`. To add a scheduled job: a call in
//! [`scheduled_jobs`] of a store operation that any server may come to first.

pub mod allowance;
pub mod bare_page;
pub mod calendar;
pub mod client;
pub mod commands;
pub mod config;
pub mod demo;
pub mod export;
pub mod files;
pub mod focus;
pub mod forms;
pub mod health;
pub mod import;
pub mod listen;
pub mod live;
pub mod log;
pub mod mail;
pub mod metrics;
pub mod multipart;
pub mod pair_log;
pub mod plain;
pub mod refusal;
pub mod report;
pub mod requests;
pub mod scheduled_jobs;
pub mod security;
pub mod selection;
pub mod session;
pub mod setup;
pub mod sheet;
pub mod site;
pub mod spreadsheet;
pub mod steering;
pub mod try_again;
pub mod uploads;
pub mod well_known;

use app::{context::AppState, routes::pages};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::{get, post},
};
use leptos::context::provide_context;
use leptos_axum::handle_server_fns_with_context;
use tower::Layer;

pub use live::Streams;

/// The whole product as one service.
pub fn router(state: AppState, streams: Streams) -> Router {
    let product = pages()
        .into_iter()
        .fold(server_functions(), |router, page| page.on(router))
        .route("/sprak", post(plain::language))
        .route("/utseende", post(plain::theme))
        .route(plain::UNSUBSCRIBE, post(plain::unsubscribe))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz).with_state((state.clone(), streams.clone())))
        .route("/live", get(live::stream).with_state((state.clone(), streams)))
        .merge(files::routes())
        .merge(calendar::feed::routes(&state))
        .merge(uploads::routes())
        .merge(import::routes())
        .merge(selection::routes())
        .merge(steering::routes())
        .merge(well_known::routes())
        .merge(plain::demo(&state))
        .merge(report::routes(&state))
        .route_layer(from_fn(requests::note_route))
        .fallback_service(site::files_or_page(&state))
        .with_state(state.clone());
    // Around the routes, not on each of them: the page of a form that was not
    // right is another route than the form's.
    let product = Router::new()
        .fallback_service(from_fn_with_state(state.clone(), forms::layer).layer(product))
        .layer(from_fn_with_state((state.clone(), setup::Begun::default()), setup::layer))
        .layer(from_fn_with_state(state.clone(), site::without_nul))
        .layer(from_fn_with_state(state.clone(), session::layer));
    security::protect(product, &state.settings).layer(from_fn(requests::note))
}

/// What forms post to: each server function at its own path.
fn server_functions() -> Router<AppState> {
    leptos::server_fn::axum::server_fn_paths()
        .fold(Router::new(), |router, (path, _)| router.route(path, post(server_function)))
}

async fn server_function(State(state): State<AppState>, request: Request) -> impl IntoResponse {
    handle_server_fns_with_context(move || provide_context(state.clone()), request).await
}
