//! How a file was read, where that is not plain to see: nothing is left out
//! without a word, and what was guessed can be checked.

use domain::people::import::Passed;
use leptos::prelude::*;

use super::{Checked, Source, text::heading};
use crate::{text::t, ui::html};

/// Says what was read and what was not; nothing of a file that is like the template.
#[component]
pub(super) fn Reading(checked: Checked) -> impl IntoView {
    let Checked { source, headings, passed, .. } = checked;
    let text = &t().import;
    let mut notes = Vec::new();
    let Source { sheet, other_sheets, encoding } = source;
    if let Some(sheet) = sheet.filter(|_| !other_sheets.is_empty()) {
        notes.push((text.sheet)(&sheet, &other_sheets));
    }
    notes.extend(encoding.map(|name| (text.encoding_guessed)(&name)));
    let read = headings.iter().filter_map(|found| Some((found.column?, &found.text)));
    let renamed = read.filter(|(column, named)| !column.headings().contains(&named.as_str()));
    notes.extend(renamed.map(|(column, named)| (text.read_as)(named, heading(column))));
    let unread: Vec<_> =
        headings.iter().filter(|found| found.column.is_none()).map(|found| found.text.clone()).collect();
    if !unread.is_empty() {
        notes.push((text.unread)(&unread));
    }
    for (why, words) in
        [(Passed::Total, text.totals), (Passed::Headings, text.headings_again), (Passed::Repeated, text.repeated)]
    {
        let lines: Vec<_> =
            passed.iter().filter(|(_, passed)| *passed == why).map(|(line, _)| line.to_string()).collect();
        if !lines.is_empty() {
            notes.push(words(&lines.join(", ")));
        }
    }
    let notes: Vec<_> = notes.into_iter().map(|note| html! { <li>{note}</li> }).collect();
    (!notes.is_empty()).then(|| html! { <ul>{notes}</ul> })
}
