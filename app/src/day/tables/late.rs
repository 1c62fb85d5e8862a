//! Answers that came after the plan was drawn.

use std::sync::Arc;

use domain::day::{
    Guest, Standing,
    tables::{Step, TablesView},
};
use leptos::prelude::*;

use super::page::person;
use crate::{
    text::t,
    ui::{html, step_button},
};

/// Those who have a seat and no longer come, and those who come and have none.
#[component]
pub(super) fn Late(view: Arc<TablesView>) -> impl IntoView {
    let text = &t().tables;
    let gone: Vec<_> = view.people.iter().filter(|guest| no_longer_comes(&view, guest)).collect();
    let new: Vec<_> = view.unseated.iter().filter_map(|one| person(&view, *one)).collect();
    if gone.is_empty() && new.is_empty() {
        return ().into_any();
    }
    let all = (new.len() > 1).then(|| step_button(Step::Place(None), &(text.place_all)(new.len()), None));
    let hint = (!new.is_empty()).then(|| html! { <p class="muted">{text.place_hint}</p> });
    html! {
        <section class="section">
            <h2>{text.late}</h2>
            {list(text.late_no, &gone, text.take_out, |guest| Step::TakeOut(guest.person))}
            {list(text.late_yes, &new, text.place, |guest| Step::Place(Some(guest.person)))}
            {hint}
            {all.map(|all| html! { <p class="button-row">{all}</p> })}
        </section>
    }
}

/// Whether someone has a seat and has said no.
pub(super) fn no_longer_comes(view: &TablesView, guest: &Guest) -> bool {
    guest.standing == Standing::No && view.plan.seats_someone(guest.person)
}

fn list(title: &'static str, guests: &[&Guest], label: &'static str, step: fn(&Guest) -> Step) -> AnyView {
    if guests.is_empty() {
        return ().into_any();
    }
    let row = |guest: &&Guest| {
        html! {
            <li class="arrival">
                <div class="arrival__who">
                    <p class="arrival__name">{guest.name.clone()}</p>
                    <p class="muted">{guest.organisation_name.clone()}</p>
                </div>
                <div class="arrival__form">{step_button(step(guest), label, Some(&guest.name))}</div>
            </li>
        }
    };
    html! {
        <h3>{title}</h3>
        <ul class="arrivals">{guests.iter().map(row).collect_view()}</ul>
    }
}
