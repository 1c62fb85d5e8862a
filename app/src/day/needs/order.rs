//! What those need who come to a day: the kitchen's list, for every organiser
//! and without names; and for the one responsible who needs what.

use domain::{
    day::needs::{DayNeeds, Food, Needs, NeedsOf, Order, ReaderChange, ReaderChangeKind},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::{self, HandOverNeeds},
    text,
};
use crate::{
    context,
    day::check_in::text::part,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, DayWhen, Form, Icon, Page, PrintButton, Submit, Written, html, told},
};

/// A day's needs.
pub async fn day_needs_page() -> PageResult {
    let needs = api::read_day_needs(context::param("slug")).await?;
    let text = &t().needs;
    let DayNeeds { day, responsible, deleted_on, eaters, order, people, withheld, to_hand_over, readers } = needs;
    let slug = day.slug.clone();
    let name = responsible.as_ref().map(|(_, name)| name.clone());
    let to = responsible.filter(|_| to_hand_over > 0);
    let board = format!("/organisera/dagar/{}", day.slug);
    let deleted = (text.deleted_all)(&date::without_weekday(lang(), deleted_on));
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            {told("overlamnat", text.is_handed_over)}
            <p class="lede"><DayWhen day=day.clone()/>", "<Written text=day.venue.clone()/></p>
            <section class="section">
                <h2>{text.kitchen_title}</h2>
                <KitchenList order eaters responsible=name.clone()/>
                <p class="button-row"><PrintButton/></p>
            </section>
            <section class="section not-printed">
                <h2>{text.people_title}</h2>
                {match people {
                    Some(people) => html! { <People people/> },
                    None => html! { <p class="muted">{not_yours(name)}</p> },
                }}
                {(withheld > 0).then(|| html! { <p class="muted">{(text.withheld_from)(withheld)}</p> })}
                {to.map(|to| html! { <HandOver slug to people=to_hand_over/> })}
                <Readers readers/>
                <p class="muted">{deleted}</p>
            </section>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

/// Why the reader does not see who needs what.
pub(super) fn not_yours(responsible: Option<String>) -> String {
    let text = &t().needs;
    responsible.map_or(text.nobody_responsible.to_owned(), |name| (text.only_responsible)(&name))
}

/// What the kitchen has to know: how many of each plate, of all of them together, and
/// of each diet.
#[component]
fn KitchenList(order: Order, eaters: u32, #[prop(optional_no_strip)] responsible: Option<String>) -> impl IntoView {
    let text = &t().needs;
    if eaters == 0 {
        return html! { <p class="empty">{text.no_eaters}</p> };
    }
    let words = (order.words > 0).then(|| match responsible {
        Some(name) => (text.words_of)(order.words, &name),
        None => (text.words_of_nobody)(order.words),
    });
    let others = [(text.in_words_only, order.in_words_only()), (text.ordinary, order.ordinary(eaters))];
    let others = others.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| (what.to_owned(), n));
    let plates = order.plates.iter().map(|(food, n)| (food_in_words(food), *n)).chain(others).collect();
    let diets: Vec<_> = order.diets.into_iter().map(|(diet, n)| (text::diet(diet).to_owned(), n)).collect();
    let by_diet = (!diets.is_empty()).then(|| html! { <Counts heading=text.by_diet rows=diets/> });
    html! {
        <p>{text.kitchen_lede}</p>
        <div class="kitchen">
            <Counts heading=text.plates rows=plates total=eaters/>
            {by_diet}
        </div>
        {words.map(|words| html! { <p class="muted">{words}</p> })}
    }
}

/// Hands over what was given to the reader, who is responsible no longer.
#[component]
fn HandOver(slug: String, to: (PersonId, String), people: u32) -> impl IntoView {
    let text = &t().needs;
    let action = Action::new::<HandOverNeeds>();
    let (person, name) = to;
    html! {
        <div class="notice notice--info">
            <Icon name="lock"/>
            <p>{(text.hand_over_lede)(people, &name)}</p>
            <Form action id="lamna-over" quiet=true>
                <input type="hidden" name="slug" value=slug/>
                <input type="hidden" name="given_to" value=person.to_string()/>
                <Submit label=(text.hand_over)(&name)/>
            </Form>
        </div>
    }
}

/// Who could read what people need, the latest change first: on record for all organisers.
#[component]
fn Readers(readers: Vec<ReaderChange>) -> impl IntoView {
    let text = &t().needs;
    if readers.is_empty() {
        return ().into_any();
    }
    let change = |change: ReaderChange| {
        let of = |name: Option<String>| name.unwrap_or_else(|| text.nobody_in_particular.to_owned());
        let (from, to, at) = (of(change.from), of(change.to), date::moment(lang(), change.at));
        let what = match change.kind {
            ReaderChangeKind::Responsible => (text.responsible_changed)(&from, &to, &change.by),
            ReaderChangeKind::HandedOver => (text.handed_over)(&from, &to),
        };
        html! { <li>{at}": "{what}</li> }
    };
    let changes: Vec<_> = readers.into_iter().map(change).collect();
    html! {
        <h3>{text.readers}</h3>
        <ul>{changes}</ul>
    }
}

#[component]
fn Counts(heading: &'static str, rows: Vec<(String, u32)>, #[prop(optional)] total: Option<u32>) -> impl IntoView {
    let total = total.map(|n| {
        html! { <tfoot><tr><th scope="row">{t().needs.total}</th><td class="number">{n}</td></tr></tfoot> }
    });
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, n)| html! { <tr><th scope="row"><Written text=what/></th><td class="number">{n}</td></tr> })
        .collect();
    html! {
        <table class="table">
            <thead><tr><th scope="col">{heading}</th><th scope="col" class="number">{t().needs.number}</th></tr></thead>
            <tbody>{rows}</tbody>
            {total}
        </table>
    }
}

/// Ticks and words: "Vegan, no gluten: nor soya".
fn food_in_words(food: &Food) -> String {
    with_words(food.diets.iter().map(|diet| text::diet(*diet)), &food.words)
}

fn access_in_words(needs: &Needs) -> String {
    with_words(needs.aids.iter().map(|aid| text::aid(*aid)), &needs.access)
}

fn with_words(ticks: impl Iterator<Item = &'static str>, words: &str) -> String {
    let ticks = ticks.collect::<Vec<_>>().join(", ");
    let parts = [ticks.as_str(), words].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(": ")
}

/// Who needs what.
#[component]
fn People(people: Vec<NeedsOf>) -> impl IntoView {
    let text = &t().needs;
    if people.is_empty() {
        return html! { <p class="empty">{text.nobody}</p> };
    }
    let rows: Vec<_> = people
        .into_iter()
        .map(|person| {
            let (diet, access) = match &person.needs {
                Some(needs) => (food_in_words(&needs.food), access_in_words(needs)),
                None => (text.unreadable_of.to_owned(), String::new()),
            };
            let from = [part(person.part), &person.organisation].into_iter().filter(|text| !text.is_empty());
            let from = from.collect::<Vec<_>>().join(", ");
            html! {
                <tr>
                    <th scope="row"><Written text=person.name/><span class="muted">", "<Written text=from/></span></th>
                    <td data-label=text.diet><Written text=diet/></td>
                    <td data-label=text.access><Written text=access/></td>
                </tr>
            }
        })
        .collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.people_title>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{t().organise.name}</th>
                        <th scope="col">{text.diet}</th>
                        <th scope="col">{text.access}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
