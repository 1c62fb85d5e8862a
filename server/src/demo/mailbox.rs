//! The demo's mailbox: every mail that has "left", with its link to press.

use std::{fmt::Write, path::Path};

use app::{context::AppState, error::AppError};
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};

use crate::{
    forms::error_response,
    mail::{
        folder::{StoredEmail, latest},
        render::escaped,
    },
};

/// How many mails the page shows.
const SHOWN: usize = 50;

/// The page, latest mail first.
pub async fn page(State(state): State<AppState>) -> Response {
    let Some(folder) = &state.settings.mailbox else { return error_response(&AppError::NotFound) };
    match read(folder).await {
        Ok(mails) => Html(document(&mails, &state.settings.assets.css)).into_response(),
        Err(error) => {
            tracing::error!(%error, "demo post");
            error_response(&AppError::Unavailable)
        }
    }
}

async fn read(folder: &Path) -> std::io::Result<Vec<StoredEmail>> {
    match latest(folder, SHOWN).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        mails => mails,
    }
}

fn document(mails: &[StoredEmail], css: &str) -> String {
    let mut list = String::new();
    for mail in mails {
        let _ = write!(
            list,
            "<li><h2>{}</h2><p class=\"muted\">{} · {}</p>{}</li>",
            escaped(&mail.subject),
            escaped(&mail.to),
            escaped(&mail.date),
            paragraphs(&mail.text)
        );
    }
    if list.is_empty() {
        list.push_str(
            "<li>Här hamnar mejlen som demot skickar. Begär ett på <a href=\"/logga-in\">inloggningssidan</a>.</li>",
        );
    }
    format!(
        "<!DOCTYPE html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Demots post</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"page\"><h1>Demots post</h1>\
         <p class=\"lede\">Inga mejl lämnar demot. De läggs här i stället.</p>\
         <ul class=\"mail-list\">{list}</ul><p><a href=\"/\">Till startsidan</a></p></main></body></html>"
    )
}

/// A mail's text with its links to press.
fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(|paragraph| format!("<p>{}</p>", words(paragraph))).collect::<Vec<_>>().concat()
}

fn words(paragraph: &str) -> String {
    let linked = |word: &str| {
        let word = escaped(word);
        if word.starts_with("http") { format!("<a href=\"{word}\">{word}</a>") } else { word }
    };
    paragraph.split_whitespace().map(linked).collect::<Vec<_>>().join(" ")
}
