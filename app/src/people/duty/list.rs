//! What someone has to do and had to do, on their page.

use domain::people::{
    Duty, PersonId,
    directory::PersonPage,
    duty::{Ended, Held},
};
use leptos::prelude::*;

use super::{api::BeginDuty, text::duty_name};
use crate::{
    people::directory::address_of,
    text::{date, lang, t},
    ui::{Action, Form, Written, html},
};

/// Someone's duties, with the ways to end them and to give others.
#[component]
pub(crate) fn DutiesOf(page: PersonPage) -> impl IntoView {
    let text = &t().duty;
    let person = page.person;
    let none = page.duties.is_empty();
    let can_be_given: Vec<_> = if page.deactivated_at.is_some() { Vec::new() } else { page.can_be_given().collect() };
    let held: Vec<_> = page.duties.into_iter().map(|held| item(person, held)).collect();
    html! {
        <section class="section">
            <h2>{text.title}</h2>
            {none.then(|| html! { <p class="empty">{text.none}</p> })}
            <ul class="sessions">{held}</ul>
            <Give person can_be_given/>
        </section>
        <Former person former=page.former/>
    }
}

fn item(person: PersonId, held: Held) -> AnyView {
    let text = &t().duty;
    let Held { round, duty, since, ours } = held;
    let way = match duty {
        duty if ours && duty.is_appointed() => Some((format!("uppdrag/{}", duty.name()), text.end)),
        duty if ours && duty.role().is_some() => Some(("lamnar".to_owned(), text.leaves)),
        _ => None,
    };
    let way = way.map(|(page, label)| {
        let href = format!("{}/{page}", address_of(person));
        html! { <p class="button-row"><a class="button button--quiet" href=href>{label}</a></p> }
    });
    html! {
        <li>
            <p>
                {(t().directory.duty_in)(duty_name(duty), round)}" "
                <span class="muted">{(text.since)(&date::without_weekday(lang(), since))}</span>
            </p>
            {way}
        </li>
    }
}

/// The buttons that give someone a duty.
#[component]
fn Give(person: PersonId, can_be_given: Vec<Duty>) -> impl IntoView {
    if can_be_given.is_empty() {
        return ().into_any();
    }
    let text = &t().duty;
    let button = |duty: Duty| {
        html! { <button class="button" type="submit" name="duty" value=duty.name()>{give(duty)}</button> }
    };
    let buttons: Vec<_> = can_be_given.into_iter().map(button).collect();
    html! {
        <Form action={Action::new::<BeginDuty>()}>
            <input type="hidden" name="person" value=person.to_string()/>
            <p class="field__hint">{text.give_lede}</p>
            <div class="button-row">{buttons}</div>
        </Form>
    }
}

fn give(duty: Duty) -> String {
    let text = &t().duty;
    if duty == Duty::WorkingGroup { text.give_group.to_owned() } else { (text.give)(duty_name(duty)) }
}

/// What has ended, and why.
#[component]
fn Former(person: PersonId, former: Vec<Ended>) -> impl IntoView {
    if former.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = former.into_iter().map(|ended| former_item(person, ended)).collect();
    html! { <section class="section"><h2>{t().duty.former}</h2><ul class="sessions">{items}</ul></section> }
}

fn former_item(person: PersonId, ended: Ended) -> AnyView {
    let text = &t().duty;
    let Ended { round, duty, since, until, by, reason, ours } = ended;
    let on = |day| date::without_weekday(lang(), day);
    let again = (ours && duty.is_appointed()).then(|| {
        html! {
            <Form action={Action::new::<BeginDuty>()} class="button-row" quiet=true>
                <input type="hidden" name="person" value=person.to_string()/>
                <button class="button button--quiet" type="submit" name="duty" value=duty.name()>{text.give_again}</button>
            </Form>
        }
    });
    let reason = (!reason.is_empty()).then(|| html! { ": "<Written text=reason/> });
    html! {
        <li>
            <p>
                {(t().directory.duty_in)(duty_name(duty), round)}" "
                <span class="muted">{(text.between)(&on(since), &on(until))}</span>
            </p>
            <p class="muted">{(text.ended_by)(&by)}{reason}</p>
            {again}
        </li>
    }
}
