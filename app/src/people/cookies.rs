//! Sessions and sign-in tickets in cookies.
//!
//! Over HTTPS the cookies carry the `__Host-` prefix, so that no other host
//! can set them; the demo on loopback goes without, because some browsers and
//! all scripts keep secure cookies from plain HTTP.

use axum::http::{HeaderValue, header::SET_COOKIE};
use domain::input::onward_path;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::{
    people::{LINK_LIFE, LinkState, NewSession, SESSION_LIFE},
    secret::Secret,
};

use crate::{
    context::{cookie, header, state},
    error::AppError,
};

/// The session cookie's name.
pub const fn session_name(https: bool) -> &'static str {
    if https { "__Host-ior" } else { "ior" }
}

const fn ticket_name(https: bool) -> &'static str {
    if https { "__Host-ior-biljett" } else { "ior-biljett" }
}

/// A `Set-Cookie` value: for this host only, not for scripts, not on requests
/// that other sites cause (but on a click from a mail).
pub fn bake(name: &str, value: &str, seconds: i64, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

fn set(name: &str, value: &str, seconds: i64) {
    let cookie = bake(name, value, seconds, state().settings.https);
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, cookie);
    }
}

/// Gives the browser the ticket that its code will need.
pub fn set_ticket(ticket: &Secret) {
    set(ticket_name(state().settings.https), ticket.reveal(), LINK_LIFE.as_secs());
}

/// The browser's ticket, if it asked to sign in lately.
pub fn ticket() -> Option<Secret> {
    Secret::parse(&cookie(ticket_name(state().settings.https))?)
}

/// A session for this browser, about to begin.
pub fn new_session() -> NewSession {
    let client = header("user-agent").unwrap_or_default();
    NewSession { secret: Secret::generate(), client: client.chars().take(200).collect() }
}

/// Hands the browser its session, takes back the ticket, and goes on to
/// `till`, or home.
pub fn begin(session: &NewSession, till: &str) {
    let https = state().settings.https;
    set(session_name(https), session.secret.reveal(), SESSION_LIFE.as_secs());
    set(ticket_name(https), "", 0);
    leptos_axum::redirect(onward_path(till).unwrap_or("/min-sida"));
}

/// Takes the session back.
pub fn clear_session() {
    set(session_name(state().settings.https), "", 0);
}

/// Whether a link lets one in.
///
/// # Errors
/// Why it does not.
pub fn usable(link: LinkState) -> Result<(), AppError> {
    match link {
        LinkState::Good => Ok(()),
        LinkState::Used => Err(AppError::Used),
        LinkState::Expired => Err(AppError::Expired),
        LinkState::Unknown => Err(AppError::NotFound),
    }
}

/// The page that takes the code, from which one goes on to `till`.
pub fn code_page(till: &str) -> String {
    match onward_path(till) {
        Some(path) => format!("/logga-in/kod?till={path}"),
        None => "/logga-in/kod".to_owned(),
    }
}
