//! Whom an announcement goes to: the fields to choose by, and who that is now.

use domain::{
    application::typed::Ticks as Ticked,
    day::Day,
    mail::announcement::{Audience, AudienceForm, Candidate, Choices, DayAnswer, GROUPS, Occasion, PairIs, Selection},
    people::{Duty, Lang, Organisation, OrganisationId},
};
use leptos::prelude::*;

use super::text::{answer, pair};
use crate::{
    day::text as day_text,
    people::{directory::PersonLink, duty::text::duty_name},
    text::{date, lang, t},
    ui::{Select, Ticks, html},
};

/// The fields. They are called `announcement[to][…]`.
#[component]
pub(super) fn AudienceFields(form: AudienceForm, choices: Choices) -> impl IntoView {
    let text = &t().announcement;
    let duties = GROUPS.iter().map(|one| (one.name(), duty_name(*one), is_ticked(&form.duties, one.name())));
    let answers = DayAnswer::ALL.iter().map(|one| (one.name(), answer(*one), is_ticked(&form.answers, one.name())));
    let pairs = PairIs::ALL.iter().map(|one| (one.name(), pair(*one), is_ticked(&form.pairs, one.name())));
    let (by_day, by_pair) = (!form.occasion.is_empty() || !form.answers.is_empty(), !form.pairs.is_empty());
    html! {
        <Ticks name="announcement[to][duties]" label=text.duties options=duties.collect()/>
        <details class="breakdown" open=by_day>
            <summary>{text.by_day}</summary>
            <Select name="announcement[to][occasion]" label=text.occasion none=text.any_day options=occasions(&choices.days)
                value=form.occasion.clone()/>
            <Ticks name="announcement[to][answers]" label=text.answers options=answers.collect()/>
        </details>
        <details class="breakdown" open=by_pair>
            <summary>{text.by_pair}</summary>
            <Ticks name="announcement[to][pairs]" label=text.pairs hint=text.pairs_hint options=pairs.collect()/>
        </details>
        <OrganisationTicks organisations=choices.organisations chosen=form/>
    }
}

fn is_ticked(ticks: &Ticked, name: &str) -> bool {
    ticks.contains_key(name)
}

/// Each day, and below it its parts if it has several.
pub(super) fn occasions(days: &[Day]) -> Vec<(String, String)> {
    let of_day = |day: &Day| {
        let title = day.title.get(lang()).to_owned();
        let whole = (Occasion::Day(day.id).name(), title.clone());
        let parts = day.segments.iter().filter(|_| day.segments.len() > 1).map(move |part| {
            let hours = date::hours(lang(), part.starts, part.ends);
            let label = format!("{title}: {hours} {}", day_text::audience(part.audience));
            (Occasion::Part(part.id).name(), label)
        });
        std::iter::once(whole).chain(parts).collect::<Vec<_>>()
    };
    days.iter().flat_map(of_day).collect()
}

/// A box for each organisation. None ticked is all of them.
#[component]
fn OrganisationTicks(organisations: Vec<Organisation>, chosen: AudienceForm) -> impl IntoView {
    let text = &t().announcement;
    let name = |id: OrganisationId| format!("announcement[to][organisations][{id}]");
    let is_ticked = |id: OrganisationId| chosen.organisations.contains_key(&id.to_string());
    let open = organisations.iter().any(|one| is_ticked(one.id));
    let boxes: Vec<_> = organisations
        .iter()
        .map(|one| {
            let id = format!("organisation-{}", one.id);
            html! {
                <div class="choice">
                    <input type="checkbox" id=id.clone() name=name(one.id) value="1" checked=is_ticked(one.id)/>
                    <label for=id>{one.name.clone()}</label>
                </div>
            }
        })
        .collect();
    html! {
        <details class="breakdown" open=open>
            <summary>{text.by_organisation}</summary>
            <fieldset class="choices field">
                <legend>{text.organisations}</legend>
                <div class="choices__options">{boxes}</div>
            </fieldset>
        </details>
    }
}

/// An audience in words.
pub(super) fn in_words(audience: &Audience, choices: &Choices) -> Vec<String> {
    let text = &t().announcement;
    let list = |words: Vec<&str>| words.join(", ");
    let mut said = vec![list(audience.duties.iter().map(|duty: &Duty| duty_name(*duty)).collect())];
    if let Some(occasion) = audience.occasion {
        let day = occasions(&choices.days).into_iter().find(|(name, _)| *name == occasion.name());
        let answers = list(audience.answers.iter().map(|one| answer(*one)).collect());
        said.push(format!("{}: {answers}", day.map_or_else(|| text.some_day.to_owned(), |(_, label)| label)));
    }
    if !audience.pairs.is_empty() {
        said.push(list(audience.pairs.iter().map(|one| pair(*one)).collect()));
    }
    if !audience.organisations.is_empty() {
        let names = choices.organisations.iter().filter(|one| audience.organisations.contains(&one.id));
        said.push(list(names.map(|one| one.name.as_str()).collect()));
    }
    said
}

/// Who gets it as things stand, and who would but for something.
#[component]
pub(super) fn Selected(
    /// Who.
    selection: Selection,
    /// Whether a text is missing in a language that some of them have chosen.
    missing: Option<Lang>,
) -> impl IntoView {
    let text = &t().announcement;
    let Selection { receivers, refusing, deactivated, left } = selection;
    let count = receivers.len();
    let in_other = receivers.iter().filter(|one| Some(one.lang) == missing).count();
    let told = missing.filter(|_| in_other > 0).map(|lang| match lang {
        Lang::Sv => (text.no_swedish)(in_other),
        Lang::En => (text.no_english)(in_other),
    });
    html! {
        <div class="audience" id="mottagare">
            {if count == 0 {
                html! { <p class="empty">{text.nobody}</p> }
            } else {
                html! {
                    <p role="status"><strong>{(text.count)(count)}</strong></p>
                    <details class="breakdown"><summary>{text.who}</summary><People people=receivers/></details>
                }
            }}
            {told.map(|words| html! { <p>{words}</p> })}
            <Without people=refusing words=text.refusing/>
            <Without people=deactivated words=text.deactivated/>
            <Without people=left words=text.left/>
        </div>
    }
}

/// Those who get nothing for one reason.
#[component]
fn Without(people: Vec<Candidate>, words: fn(usize) -> String) -> impl IntoView {
    let count = people.len();
    (count > 0)
        .then(|| html! { <details class="breakdown"><summary>{words(count)}</summary><People people/></details> })
}

#[component]
fn People(people: Vec<Candidate>) -> impl IntoView {
    let item = |one: Candidate| {
        html! { <li><PersonLink person=one.person name=one.name/>" "<span class="muted">{one.organisation_name}</span></li> }
    };
    html! { <ul class="prose">{people.into_iter().map(item).collect_view()}</ul> }
}
