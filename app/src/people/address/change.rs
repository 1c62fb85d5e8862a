//! Someone else's address, for an organiser: changed with a reason, and every change.

use domain::people::{PersonId, address::AddressChange};
use leptos::prelude::*;

use super::{api::ChangeAddress, text::kind};
use crate::{
    text::{date, lang, t},
    ui::{Action, Field, Form, Kind, Submit, TextArea, Written, html},
};

/// Gives someone another address. Says first who is told.
#[component]
pub(crate) fn ChangeOf(person: PersonId) -> impl IntoView {
    let text = &t().address;
    let action = Action::new::<ChangeAddress>();
    let labels = [("email", text.change_new), ("reason", text.change_reason)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{text.change}</summary>
            <p>{text.change_lede}</p>
            <Form action labels=labels.to_vec()>
                <input type="hidden" name="person" value=person.to_string()/>
                <Field name="email" label=text.change_new kind=Kind::Email/>
                <TextArea name="reason" label=text.change_reason rows=2/>
                <div class="button-row"><Submit label=text.change_do danger=true/></div>
            </Form>
        </details>
    }
}

/// How someone's addresses have changed.
#[component]
pub(crate) fn Changes(changes: Vec<AddressChange>) -> impl IntoView {
    if changes.is_empty() {
        return ().into_any();
    }
    let text = &t().address;
    let rows: Vec<_> = changes.into_iter().map(row).collect();
    html! {
        <section class="section">
            <h2>{text.changes}</h2>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{text.when}</th>
                        <th scope="col">{text.was}</th>
                        <th scope="col">{text.is}</th>
                        <th scope="col">{text.by}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(change: AddressChange) -> AnyView {
    let text = &t().address;
    let AddressChange { at, kind: which, from, to, by, reason } = change;
    let reason = (!reason.is_empty()).then(|| html! { ": "<Written text=reason/> });
    html! {
        <tr>
            <th scope="row">{date::moment(lang(), at)}<br/><span class="muted">{kind(which)}</span></th>
            <td data-label=text.was><Written text=from/></td>
            <td data-label=text.is><Written text=to/></td>
            <td data-label=text.by><Written text=by/>{reason}</td>
        </tr>
    }
}
