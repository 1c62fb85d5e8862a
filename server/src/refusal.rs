//! What comes back when something is refused: never an empty answer, and never
//! the words of a library. Whoever looks at a page gets a page, in their language
//! and with a way on; a script gets a sentence.
//!
//! Pages and server functions have words of their own; this is for all else: the
//! layers of [`crate::security`], the router, the few plain handlers.

use std::sync::Arc;

use app::{
    context::{Settings, lang_in},
    error::AppError,
    text::{Catalogue, errors, speaking},
};
use axum::{
    body::HttpBody,
    extract::{Request, State},
    http::{
        Method, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::people::Lang;

use crate::{
    bare_page::BarePage,
    forms::{IN_PLACE, accepts_html},
    health,
};

/// Gives every refusal its words.
pub async fn layer(State(settings): State<Arc<Settings>>, request: Request, next: Next) -> Response {
    let lang = lang_in(request.headers());
    let in_place = request.headers().contains_key(IN_PLACE);
    let for_a_page = accepts_html(request.headers()) && !in_place;
    // The answers to machines have their own words, and HEAD's have none.
    let left_alone = health::is_asked_at(request.uri().path()) || request.method() == Method::HEAD;
    let response = next.run(request).await;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    if !refused || left_alone || has_words(&response) {
        return response;
    }
    let error = response.extensions().get().cloned().unwrap_or_else(|| error_of(response.status()));
    let words = if for_a_page { page(response.status(), &error, lang, &settings) } else { sentence(&error, lang) };
    with_words(response, words)
}

/// Whether an answer is a page, or what a script asked for.
fn has_words(response: &Response) -> bool {
    let is_plain = response.headers().get(CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    !is_plain && response.body().size_hint().exact() != Some(0)
}

/// What a status means where nobody has said more.
fn error_of(status: StatusCode) -> AppError {
    match status {
        StatusCode::UNAUTHORIZED => AppError::SignIn,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => AppError::TooMany,
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        status if status.is_server_error() => AppError::Internal,
        _ => AppError::Malformed,
    }
}

fn page(status: StatusCode, error: &AppError, lang: Lang, settings: &Settings) -> Response {
    let common = &Catalogue::of(lang).common;
    let (to, way_on) = match error {
        AppError::SignIn => ("/logga-in", common.sign_in),
        // Perhaps the reader is at an address where nothing can be done.
        AppError::OtherSite => (settings.public_url.as_str(), common.to_front_page),
        _ => ("/", common.to_front_page),
    };
    let why = speaking(lang, || errors::of_action(error));
    let rest = format!("<p><a href=\"{to}\">{way_on}</a></p>");
    BarePage { lang, css: &settings.assets.css, status, why, rest: &rest }.into_response()
}

fn sentence(error: &AppError, lang: Lang) -> Response {
    speaking(lang, || errors::of_action(error)).into_response()
}

/// The answer with other words: its status and its other headers are kept.
fn with_words(response: Response, words: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    let (mut of_words, body) = words.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    if let Some(kind) = of_words.headers.remove(CONTENT_TYPE) {
        parts.headers.insert(CONTENT_TYPE, kind);
    }
    Response::from_parts(parts, body)
}
