//! What those need who come to a day: the kitchen's list, for every organiser
//! and without names; and for the one responsible who needs what.

use domain::day::needs::{DayNeeds, Food, Needs, NeedsOf, Order};
use leptos::prelude::*;

use super::{api, text};
use crate::{
    context,
    page::PageResult,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{DayWhen, Icon, Page, PrintButton, html},
};

/// A day's needs.
pub async fn day_needs_page() -> PageResult {
    let needs = api::read_day_needs(context::param("slug")).await?;
    let text = &t().needs;
    let DayNeeds { day, responsible, deleted_on, order, people } = needs;
    let board = format!("/organisera/dagar/{}", day.slug);
    let deleted = (text.deleted_all)(&date::without_weekday(lang(), deleted_on));
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            <p class="lede"><DayWhen day=day.clone()/>", "{day.venue.clone()}</p>
            <section class="section">
                <h2>{text.kitchen_title}</h2>
                <KitchenList order/>
                <p class="button-row"><PrintButton/></p>
            </section>
            <section class="section not-printed">
                <h2>{text.people_title}</h2>
                {match people {
                    Some(people) => html! { <People people/> },
                    None => html! { <p class="muted">{not_yours(responsible)}</p> },
                }}
                <p class="muted">{deleted}</p>
            </section>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

fn not_yours(responsible: Option<String>) -> String {
    let text = &t().needs;
    responsible.map_or(text.nobody_responsible.to_owned(), |name| (text.only_responsible)(&name))
}

/// What the kitchen has to know: how many of each plate, and of each diet.
#[component]
fn KitchenList(order: Order) -> impl IntoView {
    let text = &t().needs;
    if order.plates.is_empty() {
        return html! { <p class="empty">{text.no_plates}</p> };
    }
    let plates = order.plates.iter().map(|(food, n)| (food_in_words(food), *n)).collect();
    let diets: Vec<_> = order.diets.into_iter().map(|(diet, n)| (text::diet(diet).to_owned(), n)).collect();
    let by_diet = (!diets.is_empty()).then(|| html! { <Counts heading=text.by_diet rows=diets/> });
    html! {
        <p>{text.kitchen_lede}</p>
        <div class="kitchen">
            <Counts heading=text.plates rows=plates/>
            {by_diet}
        </div>
    }
}

#[component]
fn Counts(heading: &'static str, rows: Vec<(String, u32)>) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, n)| html! { <tr><th scope="row">{what}</th><td class="number">{n}</td></tr> })
        .collect();
    html! {
        <table class="table">
            <thead><tr><th scope="col">{heading}</th><th scope="col" class="number">{t().needs.number}</th></tr></thead>
            <tbody>{rows}</tbody>
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
            html! {
                <tr>
                    <th scope="row">{person.name}<span class="muted">", "{pair_text::role(person.role)}", "{person.organisation}</span></th>
                    <td data-label=text.diet>{food_in_words(&person.needs.food)}</td>
                    <td data-label=text.access>{access_in_words(&person.needs)}</td>
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
