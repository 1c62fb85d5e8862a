//! The list of days, and a day's own page.

use domain::{
    day::{Choices, Contact, Day, DayPage, DayView, FollowUp, SegmentAnswers, Standing, State},
    input::tel_link,
    time::local,
};
use leptos::prelude::*;

use super::follow_up::FollowUp;
use super::{
    api::{self, AsOf},
    programme::Programme,
    reply::Replies,
    state::StateNotice,
    text,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{DateItem, DayWhen, Icon, Page, Prose, Written, html, told},
};

/// All the days that the reader may know of.
pub async fn days_page() -> PageResult {
    let AsOf { now, value: days } = api::read_days().await?;
    let text = &t().day;
    let none = days.is_empty();
    let next = days.iter().find(|view| view.day.is_to_come(now)).map(|view| view.day.id);
    let items: Vec<_> = days
        .into_iter()
        .map(|view| {
            let day = view.day.clone();
            let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
            let href = format!("/dagar/{}", day.slug);
            html! { <DateItem day past is_next href><OwnAnswers view/></DateItem> }
        })
        .collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {none.then(|| html! { <p class="empty">{text.empty}</p> })}
            <ol class="dates">{items}</ol>
        </Page>
    })
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
                    <span class="muted">{date::hours(lang(), answers.segment.starts, answers.segment.ends)}</span> " "
                    <span class=status_class(answers.mine)>{text::standing_or_former(answers.mine, answers.before_move)}</span>
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
pub async fn day_page() -> PageResult {
    let DayPage { view, partner, follow_up } = api::read_day(context::param("slug")).await?;
    Ok(html! { <DayDetails view partner follow_up/> })
}

#[component]
fn DayDetails(view: DayView, partner: Option<String>, follow_up: FollowUp) -> impl IntoView {
    let text = &t().day;
    let day = view.day.clone();
    let now = context::state().clock.now();
    let invited = invited(&view);
    let over = day.state == State::Published && day.ends() <= now;
    let asked = if over {
        text.you_answered.to_owned()
    } else if day.state == State::Cancelled || now > day.reply_by {
        text.your_answer.to_owned()
    } else {
        (text.reply_by)(&date::full(lang(), local(day.reply_by).date()))
    };
    let asks = view.answers.iter().any(|answers| answers.choices != Choices::None);
    let answer = if invited {
        html! {
            <section class="section">
                <h2>{asked}</h2>
                <Replies view partner/>
            </section>
        }
    } else {
        html! { <p class="muted">{text.not_invited}</p> }
    };
    // While there is something to answer, that stands on a phone's first screen.
    let about = if asks {
        html! { <p class="lede"><DayWhen day=day.clone()/></p> {answer} <About day=day.clone()/> }
    } else {
        html! { <About day=day.clone()/> {answer} }
    };
    let follow_up = html! { <FollowUp slug=day.slug.clone() follow_up/> };
    // Once it is over, what one thought of it comes first.
    let (first, last) = if over { (Some(follow_up), None) } else { (None, Some(follow_up)) };
    html! {
        <Page title=day.title.get(lang())>
            {told("sagt", text.comment_sent)}
            <StateNotice day=day.clone()/>
            {first}
            {about}
            <Programme day/>
            {last}
            <p class="section__more"><a href="/dagar"><Icon name="arrow-left"/>{text.all_days}</a></p>
        </Page>
    }
}

/// What it is about, and its facts.
#[component]
fn About(day: Day) -> impl IntoView {
    let summary = day.summary.get(lang()).to_owned();
    html! {
        {(!summary.is_empty()).then(|| html! { <p class="lede" dir="auto">{summary}</p> })}
        <Facts day/>
    }
}

/// When and where, how to get there, and whom to ask.
#[component]
fn Facts(day: Day) -> impl IntoView {
    let text = &t().day;
    let week = date::week(lang(), local(day.starts()).date());
    let calendar = (day.state == State::Published).then(|| {
        html! { <a href=format!("/dagar/{}/kalender.ics", day.slug)>{text.to_calendar}</a> }
    });
    let map = if day.map_url.is_empty() {
        format!("https://www.openstreetmap.org/search?query={}", day.address.replace(' ', "+"))
    } else {
        day.map_url.clone()
    };
    let directions = day.directions.get(lang()).to_owned();
    let directions = (!directions.is_empty()).then(|| {
        html! { <div><dt><Icon name="sign"/>{text.directions}</dt><dd><Prose text=directions/></dd></div> }
    });
    html! {
        <dl class="facts">
            <div>
                <dt><Icon name="calendar"/>{text.when}</dt>
                <dd><DayWhen day=day.clone()/>", "{week}" "{calendar}</dd>
            </div>
            <div>
                <dt><Icon name="pin"/>{text.where_}</dt>
                <dd><Written text=day.venue/>", "<Written text=day.address/>" "<a rel="external noopener" href=map>{text.map}</a></dd>
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
    let phone = tel_link(&phone).map(|href| html! { <a href=href>{phone}</a> });
    Some(
        html! { <div><dt><Icon name="person"/>{t().day.contact}</dt><dd><Written text=name/>" "{email}{phone}</dd></div> },
    )
}
