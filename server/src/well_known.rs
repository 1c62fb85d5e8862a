//! Files at addresses that machines know: which pages search engines may read, and
//! whom one tells of a weakness.

use app::{context::AppState, error::AppError};
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::round::public_page::PageName;

use crate::{forms::error_response, site};

/// Public pages whose texts nobody writes as a whole.
const OTHER_PAGES: [&str; 2] = ["/datum", "/ansok"];
/// What a page is shown with.
const FILES: [&str; 3] = ["/pkg/", "/fonts/", "/favicon.svg"];

/// The addresses of these files.
pub fn routes() -> Router<AppState> {
    Router::new().route("/robots.txt", get(async || robots())).route("/.well-known/security.txt", get(security))
}

/// Public pages may be read, and nothing else (RFC 9309).
fn robots() -> String {
    let pages = PageName::ALL.iter().map(|page| page.path()).chain(OTHER_PAGES);
    let pages = pages.map(|path| format!("Allow: {path}$\n"));
    let files = FILES.iter().map(|path| format!("Allow: {path}\n"));
    let allowed: String = pages.chain(files).collect();
    format!("User-agent: *\n{allowed}Disallow: /\n")
}

/// Whom to tell of a weakness (RFC 9116), while an organiser has named someone.
async fn security(State(state): State<AppState>, request: Request) -> Response {
    let contacts = match state.store.contacts().await {
        Ok(contacts) => contacts,
        Err(error) => return error_response(&AppError::from(error)),
    };
    let file = contacts.security.and_then(|contact| contact.file(&state.settings.public_url, state.clock.now()));
    match file {
        Some(file) => file.into_response(),
        None => site::page(&state, request).await,
    }
}
