//! What is wrong with a file, by line and column.

use domain::people::import::{Fault, MAX_FAULTS};
use leptos::prelude::*;

use super::{
    Checked,
    again::Again,
    reading::Reading,
    text::{heading, wrong},
};
use crate::{text::t, ui::html};

/// Says that nothing was imported, and what to correct.
#[component]
pub(super) fn FaultReport(checked: Checked, faults: Vec<Fault>) -> impl IntoView {
    let text = &t().import;
    let file = checked.file.clone();
    let more = (faults.len() >= MAX_FAULTS).then(|| html! { <p>{(text.more_faults)(MAX_FAULTS)}</p> });
    let (of_file, of_lines): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| fault.line.is_none());
    let count = of_lines.len();
    let of_file = of_file.into_iter().map(|fault| html! { <p>{wrong(&fault.wrong)}</p> }).collect_view();
    let table = (count > 0).then(|| html! { <FaultTable faults=of_lines/> });
    html! {
        <section class="section import-result">
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{text.refused_title}</h2>
                {(!file.is_empty()).then(|| html! { <p class="muted">{file}</p> })}
                {of_file}
                {(count > 0).then(|| html! { <p>{(text.faults)(count)}</p> })}
                <p>{text.refused}</p>
            </div>
            {table}
            {more}
            <Reading checked=checked.clone()/>
            <Again checked/>
        </section>
    }
}

#[component]
fn FaultTable(faults: Vec<Fault>) -> impl IntoView {
    let text = &t().import;
    let rows: Vec<_> = faults
        .into_iter()
        .map(|Fault { line, column, wrong: what }| {
            html! {
                <tr>
                    <th scope="row">{line.map(text.line)}</th>
                    <td data-label=text.column>{column.map(heading)}</td>
                    <td data-label=text.wrong>{wrong(&what)}</td>
                </tr>
            }
        })
        .collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.refused_title>
            <table class="table table--stack">
                <thead>
                    <tr><th scope="col">{text.line_title}</th><th scope="col">{text.column}</th><th scope="col">{text.wrong}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
