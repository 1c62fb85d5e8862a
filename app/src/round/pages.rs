//! The public pages. Dates, organisations and numbers come from the same rows
//! as everywhere else.

use domain::{day::Day, round::Round};
use leptos::prelude::*;

use super::api;
use crate::{
    day::api::{AsOf, read_public_days},
    page::PageResult,
    text::{lang, t},
    ui::{DateItem, DayWhen, Icon, Page, html},
};

/// The front page.
pub async fn front_page() -> PageResult {
    let api::Front { now, round, days } = api::read_front().await?;
    let text = &t().programme;
    let eyebrow = round.map(|round| (text.front_eyebrow)(round.number, &years(&round)));
    let next = days.into_iter().find(|day| day.is_to_come(now));
    Ok(html! {
        <div class="hero">
            <Page title=text.front_title eyebrow=eyebrow.unwrap_or_default() lede=text.front_lede>
                <p class="button-row">
                    <a href="/programmet" class="button button--primary">{text.front_action}</a>
                    <a href="/datum" class="button button--quiet">{text.all_dates}</a>
                </p>
            </Page>
            <Motif/>
        </div>
        <NextDate next/>
        <Why/>
    })
}

/// Two lines, the mentor's and the adept's, that meet at four points: the
/// common days, as far apart as the first round's dates are. It stretches
/// with the page; its strokes do not.
#[component]
fn Motif() -> impl IntoView {
    const MENTOR: &str = "M0 6C104.5 6 136.8 30 190 50C237.4 75.41 300.6 75.41 348 50C438.6 14.19 559.4 14.19 650 50C758 90 902 90 1010 50C1060 39.65 1090 41 1130 41H1200";
    const ADEPT: &str = "M0 94C104.5 94 136.8 70 190 50C237.4 24.59 300.6 24.59 348 50C438.6 85.81 559.4 85.81 650 50C758 10 902 10 1010 50C1060 60.35 1090 59 1130 59H1200";
    const POINTS: &str = "M190 50h.01M348 50h.01M650 50h.01M1010 50h.01";
    html! {
        <svg class="hero__motif" viewBox="0 0 1200 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <path class="hero__line hero__line--mentor" d=MENTOR></path>
            <path class="hero__line hero__line--adept" d=ADEPT></path>
            <path class="hero__point" d=POINTS></path>
            <path class="hero__point-inside" d=POINTS></path>
        </svg>
    }
}

#[component]
fn NextDate(#[prop(optional_no_strip)] next: Option<Day>) -> impl IntoView {
    let text = &t().programme;
    html! {
        <section class="section">
            <h2>{text.next_day}</h2>
            {match next {
                Some(day) => html! {
                    <p class="lede"><DayWhen day=day.clone()/></p>
                    <p>{day.title.get(lang()).to_owned()}", "{day.venue}</p>
                },
                None => html! { <p class="empty">{text.no_days}</p> },
            }}
            <p class="section__more"><a href="/datum">{text.all_dates}<Icon name="arrow-right"/></a></p>
        </section>
    }
}

#[component]
fn Why() -> impl IntoView {
    let text = &t().programme;
    let reasons: Vec<_> =
        [(text.why_1_title, text.why_1), (text.why_2_title, text.why_2), (text.why_3_title, text.why_3)]
            .into_iter()
            .map(|(title, reason)| {
                html! { <div class="reasons__item"><h3>{title}</h3><p>{reason}</p></div> }
            })
            .collect();
    html! {
        <section class="section">
            <h2>{text.why_title}</h2>
            <div class="reasons">{reasons}</div>
        </section>
    }
}

/// The years of a round: "2026–2027".
fn years(round: &Round) -> String {
    format!("{}–{}", round.starts_on.year(), round.ends_on.year())
}

/// What the programme is, for whom, and on what conditions.
pub async fn programme_page() -> PageResult {
    let round = api::read_round().await?;
    let text = &t().programme;
    let list = |items: &[&'static str]| items.iter().map(|item| html! { <li>{*item}</li> }).collect::<Vec<_>>();
    let aims = list(&[text.aim_1, text.aim_2, text.aim_3, text.aim_4]);
    let adept = list(&[text.adept_1, text.adept_2, text.adept_3, text.adept_4]);
    let mentor = list(&[text.mentor_1, text.mentor_2, text.mentor_3, text.mentor_4]);
    let way_in = list(&[text.way_in_1, text.way_in_2, text.way_in_3]);
    Ok(html! {
        <Page title=text.programme_title lede=text.programme_lede>
            <section class="section">
                <h2>{text.aims_title}</h2>
                <ul class="prose">{aims}</ul>
            </section>
            <div class="split">
                <section class="section"><h2>{text.adept_title}</h2><ul class="prose">{adept}</ul></section>
                <section class="section"><h2>{text.mentor_title}</h2><ul class="prose">{mentor}</ul></section>
            </div>
            <section class="section">
                <h2>{text.conditions_title}</h2>
                <Conditions round/>
            </section>
            <section class="section">
                <h2>{text.way_in_title}</h2>
                <ol class="prose">{way_in}</ol>
            </section>
        </Page>
    })
}

#[component]
fn Conditions(#[prop(optional_no_strip)] round: Option<Round>) -> impl IntoView {
    let text = &t().programme;
    let places = round.map(|round| (text.max_pairs, (text.max_pairs_value)(round.max_pairs)));
    let rest = [
        (text.length, text.length_value.to_owned()),
        (text.attendance, text.attendance_value.to_owned()),
        (text.cost, text.cost_value.to_owned()),
    ];
    let rows: Vec<_> = places
        .into_iter()
        .chain(rest)
        .map(|(name, value)| html! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    html! { <dl class="facts">{rows}</dl> }
}

/// The network's organisations.
pub async fn network_page() -> PageResult {
    let organisations = api::read_organisations().await?;
    let text = &t().programme;
    let count = organisations.len();
    let items: Vec<_> = organisations.into_iter().map(|o| html! { <li>{o.name}</li> }).collect();
    Ok(html! {
        <Page title=text.network_title lede=text.network_lede>
            <section class="section">
                <h2>{(text.organisations)(count)}</h2>
                {(count == 0).then(|| html! { <p class="empty">{text.no_organisations}</p> })}
                <ul class="organisations">{items}</ul>
            </section>
        </Page>
    })
}

/// The round's dates.
pub async fn dates_page() -> PageResult {
    let AsOf { now, value: days } = read_public_days().await?;
    let text = &t().programme;
    let none = days.is_empty();
    let next = days.iter().find(|day| day.is_to_come(now)).map(|day| day.id);
    let items: Vec<_> = days
        .into_iter()
        .map(|day| {
            let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
            let summary = day.summary.get(lang()).to_owned();
            html! { <DateItem day past is_next><p>{summary}</p></DateItem> }
        })
        .collect();
    Ok(html! {
        <Page title=text.dates_title lede=text.dates_lede>
            {none.then(|| html! { <p class="empty">{text.no_days}</p> })}
            <ol class="dates">{items}</ol>
            <p class="section__more"><a href="/datum.ics">{t().day.to_calendar}</a></p>
        </Page>
    })
}
