//! Where a round stands: its steps, what is next, and its certificates.

use domain::{
    round::closing::{Closing, Life, Participant, State},
    time::today,
};
use leptos::prelude::*;
use store::round::closing::LifePage;

use super::{
    CLOSE,
    api::{ArchiveRound, ReopenRound, read_life},
    text,
};
use crate::{
    context,
    page::PageResult,
    pair::text as pair_text,
    round::{certificate::address_of, next::ROUNDS, start::START},
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, Written, html, told},
};

/// A round's page.
pub async fn life_page() -> PageResult {
    let LifePage { life, participants, .. } = read_life().await?;
    let text = &t().closing;
    let (_, now) = context::store_now();
    let state = life.state(today(now));
    let certificates = life.has_certificates(today(now)).then(|| html! { <Certificates people=participants.clone()/> });
    let closed = life.closing.clone().map(|closing| html! { <Closed closing archived={state == State::Archived}/> });
    Ok(html! {
        <Page title=(text.title)(life.round.number) eyebrow=t().next.title>
            {told("avslutad", text.was_closed)}
            {told("oppnad", text.was_reopened)}
            {told("arkiverad", text.was_archived)}
            {told("framtagen", text.was_unarchived)}
            {closed.is_none().then(|| html! { <Next state/> })}
            {closed}
            <Steps state/>
            <Facts life people=participants.len()/>
            {certificates}
            <p class="section__more"><a href=ROUNDS><Icon name="arrow-left"/>{text.all_rounds}</a></p>
        </Page>
    })
}

/// All states in order, with the present one marked.
#[component]
fn Steps(state: State) -> impl IntoView {
    let text = &t().closing;
    let place = |state: State| State::ALL.iter().position(|known| *known == state);
    let item = |step: &State| {
        let (current, past) = (*step == state, place(*step) < place(state));
        html! {
            <li class="timeline__item" class:timeline__item--past=past class:timeline__item--now=current aria-current=current.then_some("step")>
                <span>{text::state(*step)}{current.then(|| html! { " " <span class="tag">{text.now}</span> })}</span>
            </li>
        }
    };
    html! {
        <section class="section">
            <h2>{text.steps}</h2>
            <ol class="timeline">{State::ALL.iter().map(item).collect_view()}</ol>
        </section>
    }
}

/// What comes next in a round that is not closed, and where.
#[component]
fn Next(state: State) -> impl IntoView {
    let text = &t().closing;
    let (words, link) = match state {
        State::Planned => (text.planned_next, (START, text.to_start)),
        State::CallOpen => (text.call_next, ("/organisera/ansokan", text.to_call)),
        State::Selecting => (text.selecting_next, ("/urval", text.to_selection)),
        State::Matched => (text.matched_next, ("/organisera", text.to_days)),
        State::Running => (text.running_next, ("/organisera", text.to_days)),
        State::Closing | State::Closed | State::Archived => (text.closing_next, (CLOSE, text.close)),
    };
    let class = if state == State::Closing { "button button--primary" } else { "button" };
    html! {
        <p>{words}</p>
        <p class="button-row"><a class=class href=link.0>{link.1}</a></p>
    }
}

/// Since when the round is closed, and the ways back and on.
#[component]
fn Closed(closing: Closing, archived: bool) -> impl IntoView {
    let text = &t().closing;
    let closed_by = (text.closed_by)(&closing.by, &date::full(lang(), today(closing.at)));
    let thanks = match closing.thanked_at {
        Some(at) => (text.thanked_at)(&date::moment(lang(), at)),
        None => (text.thanks_at)(&date::moment(lang(), closing.thanks_at())),
    };
    let on = date::without_weekday(lang(), closing.archived_on());
    let later = if archived { text.archived_next.to_owned() } else { (text.archived_on)(&on) };
    let reopen = closing.may_reopen().is_ok().then(|| {
        html! {
            <Form action={Action::new::<ReopenRound>()}>
                <div class="button-row"><Submit label=text.reopen/></div>
            </Form>
        }
    });
    let by_hand = closing.archived_at.is_some();
    let archive = (closing.may_archive().is_ok() && (by_hand || !archived)).then(|| {
        html! {
            <Form action={Action::new::<ArchiveRound>()}>
                <input type="hidden" name="archived" value=if by_hand { "" } else { "1" }/>
                <div class="button-row"><Submit label=if by_hand { text.unarchive } else { text.archive }/></div>
            </Form>
        }
    });
    html! {
        <section class="section">
            <h2>{text.closed}</h2>
            <p dir="auto">{closed_by}</p>
            <p>{thanks}</p>
            <p>{later}</p>
            {reopen}
            {archive}
        </section>
    }
}

#[component]
fn Facts(life: Life, people: usize) -> impl IntoView {
    let text = &t().closing;
    let Life { round, pairs, days, days_ahead, .. } = life;
    let period = format!(
        "{} – {}",
        date::without_weekday(lang(), round.starts_on),
        date::without_weekday(lang(), round.ends_on)
    );
    let ahead = (days_ahead > 0).then(|| html! { ", "{(text.days_ahead)(days_ahead)} });
    html! {
        <section class="section">
            <h2>{text.facts}</h2>
            <dl class="facts">
                <div><dt>{text.period}</dt><dd>{period}</dd></div>
                <div><dt>{text.pairs}</dt><dd>{(text.pairs_of)(pairs, round.max_pairs)}</dd></div>
                <div><dt>{text.participants}</dt><dd>{people}</dd></div>
                <div><dt>{text.days}</dt><dd>{days}{ahead}</dd></div>
            </dl>
        </section>
    }
}

/// Everyone's certificate.
#[component]
fn Certificates(people: Vec<Participant>) -> impl IntoView {
    let text = &t().closing;
    if people.is_empty() {
        return html! { <section class="section"><h2>{text.certificates}</h2><p class="empty">{text.nobody}</p></section> };
    }
    let item = |Participant { person, name, role, organisation }: Participant| {
        html! {
            <li><a href=address_of(person)><Written text=(text.certificate_of)(&name)/></a>", "<span class="muted">{pair_text::role(role)}", "<Written text=organisation/></span></li>
        }
    };
    html! {
        <section class="section">
            <h2>{text.certificates}</h2>
            <p>{text.certificates_lede}</p>
            <ul class="plain-list">{people.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}
