//! Answers that came after the plan was drawn.

use std::sync::Arc;

use domain::day::{
    Standing,
    tables::{Sitter, Step, TablesView},
};
use leptos::prelude::*;

use super::parts::{from, person};
use crate::{
    text::t,
    ui::{Written, html, step_button},
};

/// Those who have a seat and no longer come, and those who come and have none.
#[component]
pub(super) fn Late(view: Arc<TablesView>) -> impl IntoView {
    let text = &t().tables;
    let gone: Vec<_> = view.people.iter().filter(|one| no_longer_comes(&view, one)).collect();
    let new: Vec<_> = view.unseated.iter().filter_map(|one| person(&view, *one)).collect();
    if gone.is_empty() && new.is_empty() {
        return ().into_any();
    }
    let all = (new.len() > 1).then(|| step_button(Step::Place(None), &(text.place_all)(new.len()), None));
    let hint = (!new.is_empty()).then(|| html! { <p class="muted">{text.place_hint}</p> });
    html! {
        <section class="section">
            <h2>{text.late}</h2>
            {list(text.late_no, &gone, text.take_out, |one| Step::TakeOut(one.person))}
            {list(text.late_yes, &new, text.place, |one| Step::Place(Some(one.person)))}
            {hint}
            {all.map(|all| html! { <p class="button-row">{all}</p> })}
        </section>
    }
}

/// Whether someone has a seat and has said no.
pub(super) fn no_longer_comes(view: &TablesView, sitter: &Sitter) -> bool {
    sitter.standing == Standing::No && view.plan.seats_someone(sitter.person)
}

fn list(title: &'static str, sitters: &[&Sitter], label: &'static str, step: fn(&Sitter) -> Step) -> AnyView {
    if sitters.is_empty() {
        return ().into_any();
    }
    let row = |sitter: &&Sitter| {
        html! {
            <li class="arrival">
                <div class="arrival__who">
                    <p class="arrival__name"><Written text=sitter.name.clone()/></p>
                    <p class="muted"><Written text=from(sitter)/></p>
                </div>
                <div class="arrival__form">{step_button(step(sitter), label, Some(&sitter.name))}</div>
            </li>
        }
    };
    html! {
        <h3>{title}</h3>
        <ul class="arrivals">{sitters.iter().map(row).collect_view()}</ul>
    }
}
