//! One page to read before a meeting, on the screen or on paper.

use domain::{
    meeting::{AgreedAction, preparation::Phase},
    people::Role,
};
use leptos::prelude::*;

use super::{
    api::{self, Left},
    cards::{self, Theme, Wanted},
    text,
};
use crate::{
    context,
    meeting::Actions,
    page::PageResult,
    pair::Pointer,
    text::{date, lang, t},
    ui::{Icon, Page, Written, html},
};

const PAGE: &str = "/par/forbered";

/// What other pages say of it.
pub(crate) fn pointer() -> Pointer {
    Pointer::to(PAGE, "", t().prepare.point)
}

/// What there is to talk about.
pub async fn prepare_page() -> PageResult {
    let preparation = api::read_preparation().await?;
    let text = &t().prepare;
    let next = preparation.next.as_ref().map(|next| {
        let when = (t().date.at)(&date::full(lang(), next.at.date()), &date::time(lang(), next.at.time()));
        html! { <p class="prepare__next">{(text.next)(&when)}</p> }
    });
    let (role, phase) = (preparation.role, preparation.phase);
    let topics = preparation.agenda.iter().filter_map(|topic| text::topic(&preparation, *topic));
    let agenda: Vec<_> = topics.map(|words| html! { <li><Written text=words/></li> }).collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {next}
            <div class="prepare">
                <section class="section">
                    <h2>{text.last}</h2>
                    <LastTime last=preparation.last/>
                    <StillOpen open=preparation.open/>
                </section>
                <section class="section">
                    <h2>{text.agenda}</h2>
                    <ol class="agenda">{agenda}</ol>
                </section>
            </div>
            <Cards role phase/>
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.to_pair}</a></p>
        </Page>
    })
}

/// What was agreed at the latest meeting.
#[component]
fn LastTime(#[prop(optional_no_strip)] last: Option<Left>) -> impl IntoView {
    let text = &t().prepare;
    let Some(Left { date, actions }) = last else { return html! { <p class="empty">{text.never_met}</p> } };
    let date = date::full(lang(), date);
    if actions.is_empty() {
        html! { <p>{(text.last_nothing)(&date)}</p> }
    } else {
        html! { <p>{(text.last_on)(&date)}</p><Actions actions/> }
    }
}

/// What was agreed before that, and is not done.
#[component]
fn StillOpen(open: Vec<Left>) -> impl IntoView {
    let actions: Vec<AgreedAction> = open.into_iter().flat_map(|left| left.actions).collect();
    (!actions.is_empty()).then(|| html! { <h3>{t().prepare.open}</h3><Actions actions/> })
}

/// Three question cards, and what to choose among.
#[component]
fn Cards(role: Role, phase: Phase) -> impl IntoView {
    let text = &t().prepare;
    // Without a choice: one's own questions, of this part of the programme.
    let wanted = Wanted {
        asks: context::query("vem").map_or(Some(role), |name| Role::from_name(&name)),
        phase: context::query("nar").map_or(Some(phase), |name| Phase::from_name(&name)),
        theme: context::query("om").and_then(|name| Theme::ALL.into_iter().find(|theme| theme.name() == name)),
    };
    let n: usize = context::query("kort").and_then(|n| n.parse().ok()).unwrap_or_default();
    let hand: Vec<_> =
        cards::deal(wanted, n).into_iter().map(|card| html! { <li class="card">{card.words(lang())}</li> }).collect();
    let (who, when) = (wanted.asks.map_or("", Role::name), wanted.phase.map_or("", Phase::name));
    let what = wanted.theme.map_or("", Theme::name);
    let other = format!("{PAGE}?vem={who}&nar={when}&om={what}&kort={}#kort", n.saturating_add(1));
    let roles = Role::ALL.iter().map(|role| (role.name(), text::asks(*role))).collect();
    let phases = Phase::ALL.iter().map(|phase| (phase.name(), text::phase(*phase))).collect();
    let themes = Theme::ALL.iter().map(|theme| (theme.name(), text::theme(*theme))).collect();
    html! {
        <section class="section" id="kort">
            <h2>{text.cards}</h2>
            <p class="cards__lede">{text.cards_lede}</p>
            <ul class="cards">{hand}</ul>
            <p class="button-row"><a class="button" data-in-place href=other>{text.other_cards}</a></p>
            <form class="filters" method="get" data-in-place action=format!("{PAGE}#kort")>
                <Pick name="vem" label=text.who options=roles chosen=who/>
                <Pick name="nar" label=text.phase options=phases chosen=when/>
                <Pick name="om" label=text.theme options=themes chosen=what/>
                <div class="button-row"><button type="submit" class="button">{text.show}</button></div>
            </form>
        </section>
    }
}

/// One of a few, or all.
#[component]
fn Pick(
    name: &'static str,
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: &'static str,
) -> impl IntoView {
    let options: Vec<_> = [("", t().prepare.any)]
        .into_iter()
        .chain(options)
        .map(|(value, words)| html! { <option value=value selected=value == chosen>{words}</option> })
        .collect();
    html! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
}
