//! The list of days, and a day's own page.

use domain::{
    day::{Choices, Contact, Day, DayView, SegmentAnswers, Standing, State},
    live::Topic,
    time::local,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    api::{self, AsOf},
    programme::Programme,
    reply::{Answering, Replies},
    state::StateNotice,
    text,
};
use crate::{
    after::{Afterwards, api::Remains},
    live::Live,
    text::{date, lang, t},
    ui::{DateItem, DayWhen, Icon, Load, Page, Reading, html},
};

/// All the days that the reader may know of.
#[component]
pub fn DaysPage() -> impl IntoView {
    let days = Reading::new(|| api::ReadDays {}, || Live::version(Topic::Days));
    html! {
        <Load read=days view=|AsOf { now, value: days }| {
            let text = &t().day;
            let none = days.is_empty();
            let next = days.iter().find(|view| view.day.is_to_come(now)).map(|view| view.day.id);
            let items: Vec<_> = days.into_iter().map(|view| {
                let day = view.day.clone();
                let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
                let href = format!("/dagar/{}", day.slug);
                html! { <DateItem day past is_next href><OwnAnswers view/></DateItem> }
            }).collect();
            html! {
                <Page title=text.title lede=text.lede>
                    {none.then(|| html! { <p class="empty">{text.empty}</p> })}
                    <ol class="dates">{items}</ol>
                </Page>
            }
        }/>
    }
}

/// What the reader has answered to each part of a day.
#[component]
fn OwnAnswers(view: DayView) -> impl IntoView {
    let answers: Vec<_> = view
        .answers
        .into_iter()
        .filter(invites)
        .map(|answers| {
            html! {
                <li>
                    <span class="muted">{date::hours(answers.segment.starts, answers.segment.ends)}</span> " "
                    <span class=status_class(answers.mine)>{text::standing(answers.mine)}</span>
                </li>
            }
        })
        .collect();
    html! { <ul class="dates__answers">{answers}</ul> }
}

/// Whether the reader was asked, and not only may look.
fn invites(answers: &SegmentAnswers) -> bool {
    answers.mine != Standing::Unanswered || answers.choices != Choices::None
}

/// Whether the reader was asked to any part of the day.
pub(crate) fn invited(view: &DayView) -> bool {
    view.answers.iter().any(invites)
}

/// The class that gives it its colour where someone stands.
pub(crate) fn status_class(standing: Standing) -> String {
    format!("status status--{}", standing.name())
}

/// One day: when, where, what, and the reader's answers.
#[component]
pub fn DayPage() -> impl IntoView {
    let slug = move || use_params_map().read().get("slug").unwrap_or_default();
    let answering = Answering::new();
    let version = move || answering.version() + Live::version(Topic::Days);
    let day = Reading::new(move || api::ReadDay { slug: slug() }, version);
    html! {
        <Load read=day view=move |api::DayPage { view, mate, remains }| html! { <DayDetails view mate remains answering/> }/>
    }
}

#[component]
fn DayDetails(view: DayView, mate: Option<String>, remains: Remains, answering: Answering) -> impl IntoView {
    let text = &t().day;
    let day = view.day.clone();
    let reply_by = local(day.reply_by).date();
    let invited = invited(&view);
    let asked = if day.state == State::Cancelled {
        text.your_answer.to_owned()
    } else {
        (text.reply_by)(&date::full(lang(), reply_by))
    };
    html! {
        <Page title=day.title.get(lang()) lede=day.summary.get(lang())>
            <StateNotice day=day.clone()/>
            <Facts day=day.clone()/>
            {if invited {
                html! {
                    <section class="section">
                        <h2>{asked}</h2>
                        <Replies view mate answering/>
                    </section>
                }
            } else {
                html! { <p class="muted">{text.not_invited}</p> }
            }}
            <Programme day=day.clone()/>
            <Afterwards slug=day.slug remains/>
            <p class="section__more"><a href="/dagar"><Icon name="arrow-left"/>{text.all_days}</a></p>
        </Page>
    }
}

/// When and where, how to get there, and whom to ask.
#[component]
fn Facts(day: Day) -> impl IntoView {
    let text = &t().day;
    let week = date::week(lang(), local(day.starts()).date());
    let calendar = (day.state == State::Published).then(|| {
        html! { <a rel="external" href=format!("/dagar/{}/kalender.ics", day.slug)>{text.to_calendar}</a> }
    });
    let map = if day.map_url.is_empty() {
        format!("https://www.openstreetmap.org/search?query={}", day.address.replace(' ', "+"))
    } else {
        day.map_url.clone()
    };
    let directions = day.directions.get(lang()).to_owned();
    let directions = (!directions.is_empty()).then(|| {
        html! { <div><dt><Icon name="sign"/>{text.directions}</dt><dd class="facts__text">{directions}</dd></div> }
    });
    html! {
        <dl class="facts">
            <div>
                <dt><Icon name="calendar"/>{text.when}</dt>
                <dd><DayWhen day=day.clone()/>", "{week}" "{calendar}</dd>
            </div>
            <div>
                <dt><Icon name="pin"/>{text.where_}</dt>
                <dd>{day.venue}", "{day.address}" "<a rel="external noopener" href=map>{text.map}</a></dd>
            </div>
            {directions}
            <ContactLine contact=day.contact/>
        </dl>
    }
}

/// Whom to ask, as far as that is known.
#[component]
fn ContactLine(contact: Contact) -> impl IntoView {
    if contact.is_empty() {
        return None;
    }
    let Contact { name, email, phone } = contact;
    let email = (!email.is_empty()).then(|| {
        html! { <a href=format!("mailto:{email}")>{email.clone()}</a> " " }
    });
    let phone = (!phone.is_empty()).then(|| {
        html! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> }
    });
    Some(html! { <div><dt><Icon name="person"/>{t().day.contact}</dt><dd>{name}" "{email}{phone}</dd></div> })
}
