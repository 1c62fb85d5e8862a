//! The page for a form that could not be carried out when its own page cannot be
//! shown either: the database is away, the session over, or what it was about gone.
//! It says so, shows what was typed, and sends it again at one press. It needs nothing
//! but itself.

use app::{
    error::AppError,
    people::cookies::leading_to,
    text::{Catalogue, errors, speaking},
    ui::{KEY_FIELD, PAGE_FIELD, READER_FIELD, RejectedForm},
};
use axum::response::{IntoResponse, Response};
use domain::people::Lang;

use crate::{
    bare_page::{BarePage, status_of},
    mail::render::escaped,
};

/// The page, with the status of what went wrong.
pub fn page(rejected: &RejectedForm, lang: Lang, css: &str) -> Response {
    let text = &Catalogue::of(lang).common;
    let why = speaking(lang, || errors::of_action(&rejected.error));
    let each = |show: fn(&(String, String)) -> String| rejected.fields.iter().map(show).collect::<String>();
    let (typed, hidden, action) = (each(typed), each(hidden), escaped(&rejected.action));
    let (kept, again) = (text.typed_is_kept, text.try_again);
    let sign_in = if rejected.error == AppError::SignIn { sign_in(rejected, text.sign_in) } else { String::new() };
    let rest = format!(
        "<p>{kept}</p>{sign_in}{typed}<form method=\"post\" action=\"{action}\">{hidden}\
         <button class=\"button button--primary\" type=\"submit\">{again}</button></form>"
    );
    BarePage { lang, css, status: status_of(&rejected.error), why, rest: &rest }.into_response()
}

/// In a tab of its own, so that what was typed stays here.
fn sign_in(rejected: &RejectedForm, label: &str) -> String {
    let address = escaped(&leading_to("/logga-in", &rejected.page));
    format!("<p><a href=\"{address}\" target=\"_blank\">{label}</a></p>")
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
