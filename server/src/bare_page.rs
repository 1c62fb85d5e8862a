//! A page that needs nothing but itself: no database, no script, no caller. For
//! when something has gone wrong.

use app::{error::AppError, text::Catalogue};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use domain::people::Lang;

/// What the page says.
pub struct BarePage<'a> {
    /// The language of its words.
    pub lang: Lang,
    /// The address of the style sheet.
    pub css: &'a str,
    /// The status that it comes with.
    pub status: StatusCode,
    /// What has happened, in a sentence.
    pub why: &'a str,
    /// What can be done about it, as HTML.
    pub rest: &'a str,
}

impl IntoResponse for BarePage<'_> {
    fn into_response(self) -> Response {
        let common = &Catalogue::of(self.lang).common;
        let title = if self.status == StatusCode::NOT_FOUND { common.not_found_title } else { common.error_title };
        let (lang, css, why, rest) = (self.lang.name(), self.css, self.why, self.rest);
        let document = format!(
            "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
             <link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"page\"><h1>{title}</h1>\
             <p class=\"lede\">{why}</p>{rest}</main></body></html>"
        );
        (self.status, Html(document)).into_response()
    }
}

/// The status that goes with an error.
pub(crate) fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
