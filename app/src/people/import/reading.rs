//! How a file was read, where that is not plain to see: nothing is left out
//! without a word, and what was guessed can be checked.

use domain::people::import::Column;
use leptos::prelude::*;

use super::{Source, text::heading};
use crate::{text::t, ui::html};

/// Says what was read and what was not; nothing of a file that is like the template.
#[component]
pub(super) fn Reading(source: Source, headings: Vec<(Column, String)>, unread: Vec<String>) -> impl IntoView {
    let text = &t().import;
    let mut notes = Vec::new();
    if let Some(sheet) = source.sheet.filter(|_| !source.other_sheets.is_empty()) {
        notes.push((text.sheet)(&sheet, &source.other_sheets));
    }
    notes.extend(source.encoding.map(text.encoding_guessed));
    let renamed = headings.iter().filter(|(column, named)| !column.headings().contains(&named.as_str()));
    notes.extend(renamed.map(|(column, named)| (text.read_as)(named, heading(*column))));
    if !unread.is_empty() {
        notes.push((text.unread)(&unread));
    }
    let notes: Vec<_> = notes.into_iter().map(|note| html! { <li>{note}</li> }).collect();
    (!notes.is_empty()).then(|| html! { <ul>{notes}</ul> })
}
