//! The same file once more, with what its reader says of it: what its columns are, and
//! which organisations are created. The lines are in the page, and come back from there.

use std::collections::BTreeMap;

use domain::{
    input::fold,
    people::{
        import::{Column, Fault, Heading, Wrong},
        organisation::OrganisationKind,
    },
};
use leptos::prelude::*;

use super::{Checked, FILE_NAME, LINES, UPLOAD, text::heading};
use crate::{
    people::organisation::text::kind,
    text::t,
    ui::{Action, Form, Written, html},
};

/// The form. What is to be said to have the file taken stands open in it.
#[component]
pub(super) fn Again(checked: Checked) -> impl IntoView {
    if checked.lines.is_empty() {
        return ().into_any();
    }
    let text = &t().import;
    let faults = checked.outcome.as_ref().err().cloned().unwrap_or_default();
    let misses_column = faults.iter().any(|fault| matches!(fault.wrong, Wrong::NoColumn | Wrong::ColumnTwice));
    let unknown = unknown(&checked, &faults);
    let lines = serde_json::to_string(&*checked.lines).unwrap_or_default();
    let source = serde_json::to_string(&checked.source).unwrap_or_default();
    let accepted: Vec<_> = checked.accepted.iter().map(|name| create(name, true)).collect();
    let offered: Vec<_> = unknown.iter().map(|name| create(name, false)).collect();
    let create = (accepted.len() + offered.len() > 0).then(|| {
        html! {
            <fieldset class="choices field">
                <legend>{text.create}</legend>
                <p class="field__hint">{text.create_hint}</p>
                <div class="choices__options">{accepted}{offered}</div>
            </fieldset>
        }
    });
    let columns: Vec<_> = checked.headings.iter().map(column).collect();
    html! {
        <Form action={Action::to(UPLOAD)} files=true quiet=true>
            <input type="hidden" name=FILE_NAME value=checked.file/>
            <input type="hidden" name="source" value=source/>
            <input type="hidden" name=LINES value=lines/>
            {create}
            <details class="breakdown" open=misses_column>
                <summary>{text.columns}</summary>
                <p>{text.columns_lede}</p>
                {columns}
            </details>
            <div class="button-row"><button class="button button--quiet" type="submit">{text.check_again}</button></div>
        </Form>
    }
}

/// The organisations that the network does not know, each once, as they are written first.
fn unknown(checked: &Checked, faults: &[Fault]) -> Vec<String> {
    let mut unknown = BTreeMap::new();
    for fault in faults.iter().filter(|fault| fault.wrong == Wrong::NotInTheNetwork) {
        let row = checked.rows.iter().find(|row| Some(row.line) == fault.line);
        if let Some(name) = row.map(|row| row.cell(Column::Organisation)) {
            unknown.entry(fold(name)).or_insert_with(|| name.to_owned());
        }
    }
    unknown.into_values().collect()
}

/// A box that has an organisation created, with the kind that its name says.
fn create(name: &str, ticked: bool) -> AnyView {
    let id = format!("create-{}", fold(name).replace(' ', "-"));
    let label = (t().import.create_one)(name, kind(OrganisationKind::guessed(name)));
    html! {
        <div class="choice">
            <input type="checkbox" id=id.clone() name="create" value=name.to_owned() checked=ticked/>
            <label for=id><Written text=label/></label>
        </div>
    }
}

/// What a column is read as.
fn column(found: &Heading) -> AnyView {
    let id = format!("as-{}", found.at);
    let options = Column::ALL.iter().map(|column| (column.name(), heading(*column)));
    let options = options.map(|(name, words)| {
        let chosen = found.column.is_some_and(|column| column.name() == name);
        html! { <option value=format!("{}={name}", found.at) selected=chosen>{words}</option> }
    });
    html! {
        <div class="field">
            <label for=id.clone()><Written text=found.text.clone()/></label>
            <select id=id name="as">
                <option value=format!("{}=", found.at)>{t().import.not_read}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}
