//! The organisers' page of what goes out by itself.

use domain::{
    day::DayId,
    mail::reminder::{Coming, Discreet, Forecast},
    people::Localised,
};
use leptos::prelude::*;
use store::mail::reminder::ForecastPage;

use super::{
    api::{self, SkipReminder},
    text as words,
};
use crate::{
    error::AppError,
    page::PageResult,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Page, Written, html, told},
};

type Days = [(DayId, String, Localised)];

/// What goes out about the common days, day by day; of what is the pairs' own a figure.
pub async fn forecast_page() -> PageResult {
    let ForecastPage { forecast: Forecast { coming, discreet }, days } = api::read_forecast().await?;
    let text = &t().reminders;
    // What was to be skipped has gone out meanwhile, and the form with it.
    let refused = Action::new::<SkipReminder>().error().map(|error| match error {
        AppError::NotFound => text.gone,
        error => errors::of_action(&error),
    });
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("hoppat", text.skipped)}
            {told("gar", text.goes_after_all)}
            {refused.map(|words| html! { <p class="notice notice--error" role="alert">{words}</p> })}
            {of_days(coming, &days)}
            {of_pairs(discreet)}
            <section class="section">
                <h2>{text.how_title}</h2>
                <ul class="prose"><li>{text.how_quiet}</li><li>{text.how_digest}</li><li>{text.how_answers}</li><li>{text.how_chosen}</li><li>{text.how_applications}</li></ul>
            </section>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().mail.back}</a></p>
        </Page>
    })
}

fn of_days(coming: Vec<Coming>, days: &Days) -> AnyView {
    let text = &t().reminders;
    if coming.is_empty() {
        return html! { <section class="section"><h2>{text.days_title}</h2><p class="empty">{text.none}</p></section> };
    }
    let rows: Vec<_> = coming.into_iter().map(|one| row(one, days)).collect();
    html! {
        <section class="section">
            <h2>{text.days_title}</h2>
            <table class="table table--stack">
                <thead><tr>
                    <th scope="col">{text.when}</th><th scope="col">{text.what}</th><th scope="col">{text.day}</th>
                    <th scope="col" class="number">{text.people}</th><th scope="col">{text.action}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(one: Coming, days: &Days) -> AnyView {
    let text = &t().reminders;
    let Coming { on, due, topic, day, people, skipped } = one;
    let named = days.iter().find(|(id, ..)| *id == day);
    let named = named.map(|(_, slug, title)| (format!("/organisera/dagar/{slug}"), title.get(lang()).to_owned()));
    let (href, title) = named.unwrap_or_default();
    let (when, what, due) = (date::full(lang(), on), words::topic(topic), due.as_millisecond());
    let (label, skip) = if skipped { (text.let_go, "false") } else { (text.skip, "true") };
    let about = format!(": {what}, {title}, {when}");
    html! {
        <tr>
            <th scope="row">{when}</th>
            <td data-label=text.what>{what}{skipped.then(|| html! { " " <span class="tag">{text.is_skipped}</span> })}</td>
            <td data-label=text.day><a href=href><Written text=title/></a></td>
            <td class="number" data-label=text.people>{people}</td>
            <td data-label=text.action>
                <Form action={Action::new::<SkipReminder>()} id=format!("hoppa-{}-{day}-{due}", topic.name()) quiet=true class="button-row">
                    <input type="hidden" name="topic" value=topic.name()/>
                    <input type="hidden" name="day" value=day.to_string()/>
                    <input type="hidden" name="due" value=due.to_string()/>
                    <input type="hidden" name="skip" value=skip/>
                    <button type="submit" class="button button--quiet">{label}<span class="visually-hidden">{about}</span></button>
                </Form>
            </td>
        </tr>
    }
}

fn of_pairs(discreet: Vec<Discreet>) -> AnyView {
    let text = &t().reminders;
    if discreet.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = discreet
        .into_iter()
        .map(|Discreet { topic, people }| {
            let people = people.map_or_else(|| text.few.to_owned(), text.at_least);
            html! { <tr><th scope="row">{words::topic(topic)}</th><td data-label=text.people>{people}</td></tr> }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.pairs_title}</h2>
            <p>{text.pairs_lede}</p>
            <table class="table table--stack">
                <thead><tr><th scope="col">{text.what}</th><th scope="col">{text.people}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
