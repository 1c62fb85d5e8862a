//! Those whom nobody knew of, and who have been let in. The form that lets them in
//! is the island's.

use domain::{
    day::check_in::{CheckedIn, Visitor},
    time::local,
};
use leptos::prelude::*;

use super::api::RemoveVisitor;
use crate::{
    text::{date, lang, t},
    ui::{Action, Form, Written, html},
};

/// The visitors of a segment who have been let in.
#[component]
pub(super) fn Visitors(visitors: Vec<Visitor>) -> impl IntoView {
    let visitors: Vec<_> = visitors.into_iter().map(row).collect();
    html! { <ul class="arrivals">{visitors}</ul> }
}

fn row(visitor: Visitor) -> AnyView {
    let text = &t().attendance;
    let here = visitor.check_in.as_ref().map(checked_in);
    html! {
        <li class="arrival" id=format!("besok-{}", visitor.id)>
            <div class="arrival__who">
                <p class="arrival__name"><Written text=visitor.name.clone()/></p>
                <p class="muted"><Written text=visitor.organisation/></p>
                <p class="status status--yes">{here}</p>
            </div>
            <Form action={Action::new::<RemoveVisitor>()} id=format!("bort-{}", visitor.id) class="arrival__form" quiet=true>
                <input type="hidden" name="visitor" value=visitor.id.to_string()/>
                <button type="submit" class="button">{text.undo}<span class="visually-hidden">": "{visitor.name}</span></button>
            </Form>
        </li>
    }
}

/// When someone was let in, and by whom.
pub(super) fn checked_in(CheckedIn { at, by }: &CheckedIn) -> String {
    (t().attendance.here)(&date::time(lang(), local(*at).time()), by)
}
