//! The pair's page: the mate, the next meeting, the rhythm, all meetings.

use domain::{course::State, live::Topic, meeting::Held, pair::PairHealth};
use leptos::prelude::*;

use super::{
    api::{self, Room},
    card::PairCard,
    pointer::Pointers,
    rhythm::Rhythm,
    text,
};
use crate::{
    course::text as course,
    live::Live,
    proposal::{api::Accept, next_meeting},
    text::{date, lang, t},
    ui::{Action, Icon, Load, Page, Reading, html},
};

/// The pair's own page.
#[component]
pub fn PairPage() -> impl IntoView {
    let accept = Action::new::<Accept>();
    let room = Reading::new(|| api::ReadRoom {}, move || accept.version() + Live::version(Topic::Pair));
    html! {
        <Load read=room view=move |api::PairPage { room, pointers, seen }| {
            let text = &t().pair;
            let next = next_meeting(&room, accept);
            let Room { pair, meetings, months, .. } = room;
            let (every_weeks, goes_on) = (pair.every_weeks, pair.course.decided != State::Ended);
            html! {
                <Page title=text.title lede=text.lede>
                    <div class="split">
                        {goes_on.then(|| html! {
                            <section class="section">
                                <h2>{text.next_meeting}</h2>
                                {next}
                            </section>
                        })}
                        <div>
                            <PairCard pair/>
                            <Pointers pointers/>
                        </div>
                    </div>
                    <section class="section">
                        <h2>{text.held_title}</h2>
                        <MeetingList held=meetings.held/>
                    </section>
                    <section class="section">
                        <h2>{text.rhythm_title}</h2>
                        <p>{(text.rhythm_agreed)(every_weeks)}</p>
                        <Rhythm months/>
                    </section>
                    <OrganisersView seen/>
                </Page>
            }
        }/>
    }
}

/// The meetings held, latest first.
#[component]
fn MeetingList(held: Vec<Held>) -> impl IntoView {
    if held.is_empty() {
        return html! { <p class="empty">{t().pair.none_held}</p> };
    }
    let items: Vec<_> = held.into_iter().map(|item| meeting_item(item).into_any()).collect();
    html! { <ol class="meeting-list" reversed>{items}</ol> }
}

fn meeting_item(held: Held) -> impl IntoView {
    let text = &t().pair;
    let facts = held.facts;
    html! {
        <li class="meeting-list__item">
            <a href=format!("/par/traffar/{}", held.id)>
                <time datetime=date::iso(facts.date)>{date::full(lang(), facts.date)}</time>
            </a>
            <p class="meeting-list__facts">
                <Icon name=text::form_icon(facts.form)/>
                {text::form(facts.form)}", "{(t().date.minutes)(facts.minutes)}
                {held.has_notes.then(|| format!(", {}", text.with_notes))}
                {(held.open_actions > 0).then(|| html! { " " <span class="tag">{(text.open_actions)(held.open_actions)}</span> })}
            </p>
        </li>
    }
}

/// What the organiser sees of this pair, by the organiser's own query.
#[component]
fn OrganisersView(seen: Vec<PairHealth>) -> impl IntoView {
    let text = &t().pair;
    let rows: Vec<_> = seen
        .into_iter()
        .map(|health| html! {
            <dl class="facts">
                <div><dt>{text.band}</dt><dd><Standing health=health.clone()/></dd></div>
                <div><dt>{text.count}</dt><dd>{health.meetings}</dd></div>
                {(!health.asks.is_empty()).then(|| html! { <div><dt>{text.asks}</dt><dd>{text::roles(&health.asks)}</dd></div> })}
            </dl>
        })
        .collect();
    html! {
        <details class="organiser-sees">
            <summary><Icon name="eye"/>{text.organiser_sees}</summary>
            <p>{text.organiser_sees_lede}</p>
            {rows}
        </details>
    }
}

/// A pair's rhythm; or, for one that does not go on, where it stands.
#[component]
pub(crate) fn Standing(health: PairHealth) -> impl IntoView {
    match course::state(health.state) {
        Some((icon, words)) => html! { <span class="band"><Icon name=icon/>{words}</span> },
        None => html! {
            <span class=format!("band band--{}", health.band.name())>
                <Icon name=text::band_icon(health.band)/>
                {text::band(health.band)}
            </span>
        },
    }
}
