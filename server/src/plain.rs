//! The few handlers that are neither a page nor a server function.

use app::{
    context::AppState,
    error::AppError,
    people::cookies::{bake, onward, session_name},
};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::{
        HeaderMap, StatusCode,
        header::{LOCATION, SET_COOKIE, USER_AGENT},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{
    input::local_path,
    people::{EmailAddress, Lang},
};
use serde::Deserialize;
use store::{
    people::{NewSession, SESSION_LIFE},
    secret::Secret,
};

use crate::{demo::is_invented, forms::error_response};

/// A year, in seconds: how long a browser remembers what it should look like.
const YEAR: i64 = 31_536_000;

/// A choice that the browser keeps.
#[derive(Deserialize)]
pub struct LanguageForm {
    lang: String,
    #[serde(default)]
    till: String,
}

/// Switches the language, and stays on the page.
pub async fn language(
    State(state): State<AppState>,
    caller: Option<axum::Extension<domain::people::Caller>>,
    Form(form): Form<LanguageForm>,
) -> Response {
    let Some(lang) = Lang::from_name(&form.lang) else { return error_response(&AppError::Malformed) };
    if let Some(axum::Extension(caller)) = caller
        && let Err(error) = state.store.set_language(&caller, lang).await
    {
        return error_response(&error.into());
    }
    let cookie = bake("lang", lang.name(), YEAR, state.settings.https);
    go(local_path(&form.till).unwrap_or("/"), &cookie)
}

/// Light, dark, or as the system has it.
#[derive(Deserialize)]
pub struct ThemeForm {
    theme: String,
}

/// Changes the appearance, and goes back to the settings.
pub async fn theme(State(state): State<AppState>, Form(form): Form<ThemeForm>) -> Response {
    let theme = match form.theme.as_str() {
        theme @ ("light" | "dark") => theme,
        _ => "",
    };
    let life = if theme.is_empty() { 0 } else { YEAR };
    go("/installningar", &bake("theme", theme, life, state.settings.https))
}

/// Where an email's kinds are chosen away: its page, and what mail programs post to.
pub const UNSUBSCRIBE: &str = "/mejl/avsluta/{token}";

/// One press in a mail program, or its server's (RFC 8058): it has no session and sends no
/// form of ours, follows no redirect, and reads no page.
pub async fn unsubscribe(State(state): State<AppState>, Path(token): Path<String>) -> Response {
    match state.store.unsubscribe(&token, state.clock.now()).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => error_response(&error.into()),
    }
}

/// What only the demo has: signing in by one click, and reading the emails.
pub fn demo(state: &AppState) -> Router<AppState> {
    if !state.settings.demo {
        return Router::new();
    }
    Router::new().route("/demo/logga-in", post(demo_sign_in)).route("/demo/post", get(crate::demo::mailbox::page))
}

#[derive(Deserialize)]
struct DemoSignIn {
    email: String,
    #[serde(default)]
    till: String,
}

async fn demo_sign_in(State(state): State<AppState>, headers: HeaderMap, Form(form): Form<DemoSignIn>) -> Response {
    let email = EmailAddress::parse(&form.email).ok().filter(|email| is_invented(email.as_str()));
    let Some(email) = email else { return error_response(&AppError::NotFound) };
    let client = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let client = client.chars().take(200).collect();
    let session = NewSession { secret: Secret::generate(), client, device: None };
    if let Err(error) = state.store.sign_in_as(&email, &session, state.clock.now()).await {
        return error_response(&error.into());
    }
    let https = state.settings.https;
    let cookie = bake(session_name(https), session.secret.reveal(), SESSION_LIFE.as_secs(), https);
    go(onward(&form.till), &cookie)
}

fn go(path: &str, cookie: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path), (SET_COOKIE, cookie)]).into_response()
}
