//! A pair's log as a file for one of its two: a page to read and print, or data.
//! Their own reflections are in it, never the partner's.

use app::{
    pair::text,
    text::{Catalogue, date, speaking, unsealed},
};
use domain::{
    access::Area,
    lost::Lost,
    meeting::Meeting,
    people::{Caller, Lang},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{Result, Store};

use crate::mail::render::escaped;

/// All logs of the caller's pair, the latest first; `None` without a pair.
///
/// # Errors
/// The store's.
pub async fn of(store: &dyn Store, caller: &Caller) -> Result<Option<Vec<Meeting>>> {
    if !caller.may_use(Area::Pair) {
        return Ok(None);
    }
    let mut log = Vec::new();
    for held in store.meetings(caller).await?.held {
        // One that was deleted since is left out.
        log.extend(store.meeting(caller, held.id).await?);
    }
    Ok(Some(log))
}

/// The log as JSON. Its names are part of what people take with them: they stay. In
/// place of a text that does not open any more there is nothing, `null`.
///
/// # Errors
/// The serialiser's own.
pub fn json(log: &[Meeting], now: Timestamp) -> serde_json::Result<Vec<u8>> {
    let meetings = log.iter().map(|meeting| Entry {
        date: meeting.facts.date.to_string(),
        minutes: meeting.facts.minutes,
        form: meeting.facts.form.name(),
        notes: readable(&meeting.notes),
        actions: meeting
            .actions
            .iter()
            .map(|action| Agreed {
                what: readable(&action.what),
                who: action.who.name(),
                due: action.due.map(|due| due.to_string()),
                done: action.done,
            })
            .collect(),
        own_reflection: readable(&meeting.reflection),
        logged_by: &meeting.logged_by,
        saved_at: meeting.saved_at.to_string(),
    });
    serde_json::to_vec_pretty(&Export { made_at: now.to_string(), meetings: meetings.collect() })
}

#[derive(Serialize)]
struct Export<'a> {
    made_at: String,
    meetings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    date: String,
    minutes: u32,
    form: &'static str,
    notes: Option<&'a str>,
    actions: Vec<Agreed<'a>>,
    own_reflection: Option<&'a str>,
    logged_by: &'a str,
    saved_at: String,
}

#[derive(Serialize)]
struct Agreed<'a> {
    what: Option<&'a str>,
    who: &'static str,
    due: Option<String>,
    done: bool,
}

fn readable(text: &str) -> Option<&str> {
    Lost::of(text).is_none().then_some(text)
}

/// The log as a page of its own, to read and print.
pub fn html(log: &[Meeting], lang: Lang, css: &str, now: Timestamp) -> String {
    speaking(lang, || {
        let words = &Catalogue::of(lang).pair;
        let entries: String = log.iter().map(|meeting| entry(meeting, lang)).collect();
        let made = (words.export_made)(&date::moment(lang, now));
        let (lang, title, back) = (lang.name(), words.export_heading, words.back);
        format!(
            "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
             <link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"pair-log\"><h1>{title}</h1>\
             <p class=\"muted\">{made}</p>{entries}<p class=\"section__more\"><a href=\"/par\">{back}</a></p></main></body></html>"
        )
    })
}

fn entry(meeting: &Meeting, lang: Lang) -> String {
    let catalogue = Catalogue::of(lang);
    let (words, facts) = (&catalogue.pair, meeting.facts);
    let day = date::full(lang, facts.date);
    let what = format!("{}, {}", text::form(facts.form), (catalogue.date.minutes)(facts.minutes));
    let actions: Vec<_> = meeting
        .actions
        .iter()
        .map(|action| {
            let due = action.due.map(|due| format!(", {}", (words.due)(&date::short(lang, due)))).unwrap_or_default();
            let state = if action.done { words.done } else { words.not_done };
            format!("<li>{} ({}{due}, {state})</li>", escaped(&unsealed(&*action.what)), text::role(action.who))
        })
        .collect();
    let actions = actions.concat();
    let part = |heading: &str, content: String| {
        if content.is_empty() { String::new() } else { format!("<h3>{heading}</h3>{content}") }
    };
    let list = if actions.is_empty() { actions } else { format!("<ul>{actions}</ul>") };
    format!(
        "<section class=\"pair-log__entry\"><h2>{day}</h2><p>{what}</p>{}{}{}</section>",
        part(words.notes, prose(&meeting.notes)),
        part(words.actions, list),
        part(words.reflection, prose(&meeting.reflection)),
    )
}

/// Text as it was written, line by line.
fn prose(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<div class=\"prose pair-log__text\" dir=\"auto\">{}</div>", escaped(&unsealed(text)))
}
