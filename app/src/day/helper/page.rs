//! Who helps at the door: named, seen, and taken back.

use domain::{
    day::{
        Day, State,
        helper::{Candidate, Helper, HelpersPage, can_be_named_for, held_hours, open_hours},
    },
    people::Organisation,
    time::local,
};
use leptos::prelude::*;

use super::api::{self, EndHelper, LetHelperIn, NameHelper, address_of};
use crate::{
    context,
    page::PageResult,
    round::{call::choices, focus::door_of},
    text::{date, errors, lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, Select, Submit, Written, html, told},
};

/// Who helps at the door of a day.
pub async fn helpers_page() -> PageResult {
    let search = context::query("sok").unwrap_or_default();
    let HelpersPage { day, helpers, found, more, organisations } =
        api::read_helpers(&context::param("slug"), &search).await?;
    let text = &t().helpers;
    let open = can_be_named_for(&day, context::store_now().1);
    let board = format!("/organisera/dagar/{}", day.slug);
    let naming = open.then(|| {
        html! {
            <section class="section">
                <h2>{text.name_someone}</h2>
                <p>{text.name_lede}</p>
                <Search slug=day.slug.clone() search=search.clone()/>
                <Found slug=day.slug.clone() found more searched=!search.trim().is_empty()/>
                <Outside slug=day.slug.clone() organisations/>
            </section>
        }
    });
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            {failure()}
            {told("utsedd", text.named)}
            {told("tillbaka", text.taken_back)}
            {lede(&day, open)}
            <section class="section">
                <h2>{text.helpers}</h2>
                <Helpers slug=day.slug.clone() helpers/>
            </section>
            {naming}
            <p class="section__more"><a href=door_of(&day.slug)><Icon name="door"/>{text.to_door}</a></p>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

/// Why nobody was named, or it was not taken back: there is a form for each person, so it is
/// told once.
fn failure() -> Option<AnyView> {
    let actions = [Action::new::<NameHelper>(), Action::new::<EndHelper>()];
    let error = actions.into_iter().find_map(Action::error)?;
    Some(html! {
        <p class="notice notice--error" role="alert" tabindex="-1" autofocus>
            <Icon name="warning"/><span>{errors::of_action(&error)}</span>
        </p>
    })
}

/// What whoever is named may do and from when to when; or why nobody can be named.
fn lede(day: &Day, open: bool) -> AnyView {
    let text = &t().helpers;
    let words = match held_hours(day) {
        Some(hours) if open => {
            let until = date::full(lang(), local(hours.ends).date());
            (text.lede)(&date::moment(lang(), open_hours(hours).starts), &until)
        }
        Some(_) if day.state == State::Published => text.over.to_owned(),
        _ => text.draft.to_owned(),
    };
    html! { <p class="lede">{words}</p> }
}

#[component]
fn Helpers(slug: String, helpers: Vec<Helper>) -> impl IntoView {
    if helpers.is_empty() {
        return html! { <p class="empty">{t().helpers.nobody}</p> };
    }
    let rows: Vec<_> = helpers.into_iter().map(|helper| html! { <HelperRow slug=slug.clone() helper/> }).collect();
    html! { <ul class="arrivals">{rows}</ul> }
}

/// Someone who helps. Taking it back asks first: it sends mail.
#[component]
fn HelperRow(slug: String, helper: Helper) -> impl IntoView {
    let text = &t().helpers;
    let Helper { person, name, organisation, by, at } = helper;
    let named = (text.named_by)(&date::without_weekday(lang(), local(at).date()), &by);
    html! {
        <li class="arrival" id=format!("hjalp-{person}")>
            <div class="arrival__who">
                <p class="arrival__name"><Written text=name.clone()/></p>
                <p class="muted"><Written text=organisation/></p>
                <p class="muted">{named}</p>
                <details class="breakdown">
                    <summary>{text.take_back}<span class="visually-hidden">": "{name.clone()}</span></summary>
                    <Form action={Action::new::<EndHelper>()} id=format!("tillbaka-{person}") quiet=true back=address_of(&slug)>
                        <input type="hidden" name="slug" value=slug/>
                        <input type="hidden" name="person" value=person.to_string()/>
                        <p>{(text.take_back_lede)(&name)}</p>
                        <div class="button-row"><Submit label=text.take_back_do danger=true/></div>
                    </Form>
                </details>
            </div>
        </li>
    }
}

/// Finds people of the network, at an address of its own.
#[component]
fn Search(slug: String, search: String) -> impl IntoView {
    let text = &t().helpers;
    html! {
        <form method="get" action=address_of(&slug) class="filters" role="search" data-in-place>
            <div class="field">
                <label for="sok">{text.search}</label>
                <input type="search" id="sok" name="sok" autocomplete="off" value=search/>
            </div>
            <div class="button-row"><button class="button" type="submit">{text.find}</button></div>
        </form>
    }
}

#[component]
fn Found(slug: String, found: Vec<Candidate>, more: bool, searched: bool) -> impl IntoView {
    let text = &t().helpers;
    if found.is_empty() {
        return html! { <div role="status">{searched.then(|| html! { <p class="empty">{text.nobody_found}</p> })}</div> };
    }
    let rows: Vec<_> = found.into_iter().map(|candidate| candidate_row(slug.clone(), candidate)).collect();
    html! {
        <h3 class="visually-hidden">{text.found}</h3>
        <ul class="arrivals">{rows}</ul>
        {more.then(|| html! { <p class="muted">{text.more}</p> })}
    }
}

fn candidate_row(slug: String, candidate: Candidate) -> AnyView {
    let Candidate { person, name, organisation, email } = candidate;
    html! {
        <li class="arrival">
            <div class="arrival__who">
                <p class="arrival__name"><Written text=name.clone()/></p>
                <p class="muted"><Written text=organisation/></p>
                <p class="muted"><Written text=email/></p>
            </div>
            <Form action={Action::new::<NameHelper>()} id=format!("utse-{person}") class="arrival__form" quiet=true back=address_of(&slug)>
                <input type="hidden" name="slug" value=slug/>
                <input type="hidden" name="person" value=person.to_string()/>
                <button type="submit" class="button">{t().helpers.name_do}<span class="visually-hidden">": "{name}</span></button>
            </Form>
        </li>
    }
}

/// The form for someone who is not in the network yet.
#[component]
fn Outside(slug: String, organisations: Vec<Organisation>) -> impl IntoView {
    let (text, duty) = (&t().helpers, &t().duty);
    let action = Action::new::<LetHelperIn>();
    let labels = [("email", duty.email), ("name", duty.name), ("organisation", duty.organisation)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    let options = choices(organisations);
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{text.outside}</summary>
            <p>{text.outside_lede}</p>
            <Form action labels=labels.to_vec()>
                <input type="hidden" name="slug" value=slug/>
                <Field name="email" label=duty.email kind=Kind::Email/>
                <Field name="name" label=duty.name/>
                <Select name="organisation" label=duty.organisation none=duty.choose options/>
                <div class="button-row"><Submit label=text.let_in/></div>
            </Form>
        </details>
    }
}
