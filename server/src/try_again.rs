//! The page for a form that could not be carried out when nothing else can be
//! shown either, because the database is away: it says so, shows what was
//! typed, and sends it again at one press. It needs nothing but itself.

use app::{
    text::{Catalogue, errors, speaking},
    ui::{Echo, KEY_FIELD, PAGE_FIELD, READER_FIELD},
};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use domain::people::Lang;

use crate::mail::render::escaped;

/// The page, with the status of what went wrong.
pub fn page(echo: &Echo, lang: Lang, css: &str) -> Response {
    let status = StatusCode::from_u16(echo.error.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    (status, Html(document(echo, lang, css))).into_response()
}

fn document(echo: &Echo, lang: Lang, css: &str) -> String {
    let text = &Catalogue::of(lang).common;
    let why = speaking(lang, || errors::of_action(&echo.error));
    let each = |show: fn(&(String, String)) -> String| echo.fields.iter().map(show).collect::<String>();
    let (typed, hidden, action) = (each(typed), each(hidden), escaped(&echo.action));
    let (lang, title, kept, again) = (lang.name(), text.error_title, text.typed_is_kept, text.try_again);
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"page\"><h1>{title}</h1>\
         <p class=\"lede\">{why}</p><p>{kept}</p>{typed}<form method=\"post\" action=\"{action}\">{hidden}\
         <button class=\"button button--primary\" type=\"submit\">{again}</button></form></main></body></html>"
    )
}

fn hidden((name, value): &(String, String)) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(name), escaped(value))
}

/// What people have written, rather than chosen, to be read and copied.
fn typed((name, value): &(String, String)) -> String {
    let written =
        ![KEY_FIELD, PAGE_FIELD, READER_FIELD].contains(&name.as_str()) && value.split_whitespace().nth(1).is_some();
    if written { format!("<blockquote class=\"prose\">{}</blockquote>", escaped(value)) } else { String::new() }
}
