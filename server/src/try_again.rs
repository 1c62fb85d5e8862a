//! The page for a form that could not be carried out when nothing else can be
//! shown either, because the database is away: it says so, shows what was
//! typed, and sends it again at one press. It needs nothing but itself.

use app::{
    text::{Catalogue, errors, speaking},
    ui::{KEY_FIELD, PAGE_FIELD, READER_FIELD, RejectedForm},
};
use axum::response::{IntoResponse, Response};
use domain::people::Lang;

use crate::{bare_page::BarePage, forms::status_of, mail::render::escaped};

/// The page, with the status of what went wrong.
pub fn page(rejected: &RejectedForm, lang: Lang, css: &str) -> Response {
    let text = &Catalogue::of(lang).common;
    let why = speaking(lang, || errors::of_action(&rejected.error));
    let each = |show: fn(&(String, String)) -> String| rejected.fields.iter().map(show).collect::<String>();
    let (typed, hidden, action) = (each(typed), each(hidden), escaped(&rejected.action));
    let (kept, again) = (text.typed_is_kept, text.try_again);
    let rest = format!(
        "<p>{kept}</p>{typed}<form method=\"post\" action=\"{action}\">{hidden}\
         <button class=\"button button--primary\" type=\"submit\">{again}</button></form>"
    );
    BarePage { lang, css, status: status_of(&rejected.error), why, rest: &rest }.into_response()
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
