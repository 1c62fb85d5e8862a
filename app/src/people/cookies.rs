//! Sessions, sign-in tickets and known browsers in cookies.
//!
//! Over HTTPS the cookies carry the `__Host-` prefix, so that no other host
//! can set them; the demo on loopback goes without, because some browsers and
//! all scripts keep secure cookies from plain HTTP.

use axum::http::{HeaderValue, header::SET_COOKIE};
use domain::input::onward_path;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::{
    people::{DEVICE_LIFE, LinkState, NewSession, REMEMBERED, SESSION_LIFE},
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

/// The name of the cookie that a browser is known by in which someone has signed in. It
/// lets nobody in: who asks to be let in from there is no stranger.
const fn device_name(https: bool) -> &'static str {
    if https { "__Host-ior-enhet" } else { "ior-enhet" }
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

/// How many mails one browser may have asked for and still type the code of any.
const TICKETS: usize = 3;

/// Gives the browser the ticket that its code will need, beside those that it has: the
/// code of an earlier mail is good for its quarter of an hour, too.
pub fn set_ticket(ticket: &Secret) {
    let earlier = tickets();
    let all = std::iter::once(ticket).chain(&earlier).take(TICKETS);
    let all: Vec<_> = all.map(Secret::reveal).collect();
    set(ticket_name(state().settings.https), &all.join("."), REMEMBERED.as_secs());
}

/// The browser's tickets, the latest first; none, if it has not asked to sign in
/// lately, or keeps no cookies.
pub fn tickets() -> Vec<Secret> {
    let all = cookie(ticket_name(state().settings.https)).unwrap_or_default();
    all.split('.').filter_map(Secret::parse).take(TICKETS).collect()
}

const fn feed_name(https: bool) -> &'static str {
    if https { "__Host-ior-kalender" } else { "ior-kalender" }
}

/// For how long a new calendar address can be read in the browser that made it, in seconds.
const FEED_SHOWN: i64 = 15 * 60;

/// Lets this browser show the address of a calendar that was made just now.
pub fn show_feed(token: &Secret) {
    set(feed_name(state().settings.https), token.reveal(), FEED_SHOWN);
}

/// The calendar's address that was made just now in this browser, by whomever.
pub fn new_feed() -> Option<Secret> {
    cookie(feed_name(state().settings.https)).and_then(|token| Secret::parse(&token))
}

/// What the browser has kept of earlier sessions in it.
pub fn kept() -> Vec<Secret> {
    let https = state().settings.https;
    let kept = [session_name(https), device_name(https)].into_iter().filter_map(cookie);
    kept.filter_map(|cookie| Secret::parse(&cookie)).collect()
}

/// A session for this browser, about to begin.
pub fn new_session() -> NewSession {
    let client = header("user-agent").unwrap_or_default();
    let device = cookie(device_name(state().settings.https)).and_then(|cookie| Secret::parse(&cookie));
    NewSession {
        secret: Secret::generate(),
        client: client.chars().take(200).collect(),
        device: Some(device.unwrap_or_else(Secret::generate)),
    }
}

/// Hands the browser its session, and takes back the tickets.
pub fn begin(session: &NewSession) {
    let https = state().settings.https;
    set(session_name(https), session.secret.reveal(), SESSION_LIFE.as_secs());
    if let Some(device) = &session.device {
        set(device_name(https), device.reveal(), DEVICE_LIFE.as_secs());
    }
    set(ticket_name(https), "", 0);
}

/// Where one is led on to where one's work is.
const HOME: &str = "/hem";

/// Where one goes on to after signing in: `till`, or home.
pub fn onward(till: &str) -> &str {
    onward_path(till).unwrap_or(HOME)
}

/// Takes the session back.
pub fn clear_session() {
    let https = state().settings.https;
    set(session_name(https), "", 0);
    set(feed_name(https), "", 0);
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
        LinkState::Unknown => Err(AppError::LinkUnknown),
    }
}

/// The address of a sign-in page from which one goes on to `till`. Its slashes are left,
/// so that one can read it.
///
/// ```
/// use app::people::cookies::leading_to;
/// assert_eq!(leading_to("/logga-in", "/dagar"), "/logga-in?till=/dagar");
/// assert_eq!(leading_to("/logga-in", "/dagar?a=1&b=2"), "/logga-in?till=/dagar%3Fa%3D1%26b%3D2");
/// assert_eq!(leading_to("/logga-in", "//evil.example"), "/logga-in");
/// ```
pub fn leading_to(page: &str, till: &str) -> String {
    let Some(till) = onward_path(till) else { return page.to_owned() };
    let parts = till.split('/').map(|part| form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>());
    format!("{page}?till={}", parts.collect::<Vec<_>>().join("/"))
}

/// The page that takes the code, from which one goes on to `till`.
pub fn code_page(till: &str) -> String {
    leading_to("/logga-in/kod", till)
}
