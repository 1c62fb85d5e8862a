//! The applicant's own pages: what is left to do, and where it stands.

use domain::{
    application::{Dossier, Manager, Party, Section, State, StepKind, eligibility},
    mail::{budget::Cause, delivery::Undelivered},
    round::call::Phase,
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    api::{self, AskManagerAgain, AskOtherManager, OWN, Own, SendApplication, WithdrawApplication},
    sheet::{ApplicationSheet, History},
    text as words,
};
use crate::{
    mail::{NotDelivered, api::read_undelivered},
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, Submit, TextArea, Written, html, told},
};

/// The task list while one writes; after that, where the application stands.
pub async fn own_page() -> PageResult {
    let Own { now, dossier, in_pair, call } = api::read_own().await?;
    let open = call.is_some_and(|call| call.phase(now) == Phase::Open);
    Ok(match dossier {
        Some(dossier) => {
            let undelivered = read_undelivered(Cause::ManagerAsked).await?;
            html! { <Content dossier now in_pair open undelivered/> }
        }
        None => html! { <NoApplication/> },
    })
}

#[component]
fn NoApplication() -> impl IntoView {
    let text = &t().applying;
    html! {
        <Page title=text.no_own_title lede=text.no_own>
            <p class="button-row"><a class="button button--primary" href="/ansok">{text.to_call}</a></p>
        </Page>
    }
}

#[component]
fn Content(
    dossier: Dossier,
    now: Timestamp,
    in_pair: bool,
    open: bool,
    undelivered: Vec<Undelivered>,
) -> impl IntoView {
    let text = &t().applying;
    let (saved, link_sent) = (told("sparad", text.saved), told("lank", text.link_sent));
    let application = dossier.application.clone();
    let state = application.state;
    let part = application.form.part.map(words::part).unwrap_or_default();
    let sent = told("skickad", text.sent).filter(|_| !state.is_open());
    let changed = if state == State::Withdrawn { text.withdrawn } else { text.reopened };
    html! {
        <Page title=text.own_title eyebrow=part>
            {sent}
            {told("andrad", changed)}
            {saved}
            {link_sent}
            <Where dossier=dossier.clone()/>
            {(state == State::Returned).then(|| html! { <Question dossier=dossier.clone()/> })}
            {state.is_open().then(|| html! { <Tasks dossier=dossier.clone()/> })}
            {(state == State::Sent).then(|| html! { <AskManager dossier=dossier.clone() now undelivered/> })}
            {(!state.is_open()).then(|| html! {
                <section class="section"><ApplicationSheet dossier=dossier.clone() with_conflicts=true/></section>
            })}
            <History steps=dossier.steps/>
            {(!in_pair).then(|| html! { <Withdraw state open/> })}
            <ul class="pointers not-printed">
                <li><a href="/ansok/ansokan/utskrift">{text.print}</a></li>
                <li><a href="/ansok/arbetsgivare">{text.employer_link}</a></li>
            </ul>
        </Page>
    }
}

/// Where it stands, and whose turn it is.
#[component]
fn Where(dossier: Dossier) -> impl IntoView {
    let text = &t().applying;
    let state = dossier.application.state;
    // These two say it themselves.
    let waits = state.waits_for().filter(|_| !matches!(state, State::Sent | State::Supported));
    let waits = waits.map(|party| (text.waits_for)(&words::party(party).to_lowercase()));
    let note = match state.waits_for() {
        Some(Party::WorkingGroup) => Some(text.decided),
        _ => None,
    };
    html! {
        <p class="application-state">
            <span class="tag">{words::state(state)}</span>" "
            {waits}" "{note}
        </p>
    }
}

/// The contact person's latest question.
#[component]
fn Question(dossier: Dossier) -> impl IntoView {
    let question = dossier.steps.into_iter().rev().find(|step| step.kind == StepKind::Returned);
    question.map(|step| {
        html! {
            <section class="notice notice--warn">
                <Icon name="question"/>
                <div><h2>{t().applying.question}</h2><p><Written text=step.words/></p></div>
            </section>
        }
    })
}

/// The sections, which of them are done, and the button that sends them.
#[component]
fn Tasks(dossier: Dossier) -> impl IntoView {
    let text = &t().applying;
    let form = dossier.application.form.clone();
    let items: Vec<_> = Section::ALL
        .iter()
        .map(|section| {
            let (class, state) = match (form.has(*section), form.has_begun(*section)) {
                (true, _) => ("status status--yes", text.done),
                (false, true) => ("status status--maybe", text.look_again),
                (false, false) => ("status", text.to_do),
            };
            let icon = if form.has(*section) { "check" } else { "flag" };
            html! {
                <li class="tasks__item">
                    <a href=format!("{OWN}/{}", section.name())>{words::section(*section)}</a>
                    <span class=class><Icon name=icon/>{state}</span>
                </li>
            }
        })
        .collect();
    let returned = dossier.application.state == State::Returned;
    let button = if returned { text.send_again } else { text.send };
    html! {
        <section class="section">
            <p class="tasks__progress">{(text.progress)(form.done(), Section::ALL.len())}</p>
            <ol class="tasks">{items}</ol>
        </section>
        <Unmet dossier/>
        {if form.is_complete() {
            html! {
                <Form action={Action::new::<SendApplication>()} labels=vec![("answer".to_owned(), text.your_answer.to_owned())]>
                    {if returned {
                        html! { <TextArea name="answer" label=text.your_answer hint=text.your_answer_help rows=4/> }
                    } else {
                        html! { <p>{text.ready}</p> }
                    }}
                    <p>{text.notice}" "<a href="/integritet">{t().common.nav_privacy}</a></p>
                    <div class="button-row"><Submit label=button/></div>
                </Form>
            }
        } else {
            html! { <p class="muted">{text.not_ready}</p> }
        }}
    }
}

/// Rules that are not met, told early, with where they stand.
#[component]
fn Unmet(dossier: Dossier) -> impl IntoView {
    let text = &t().applying;
    let application = &dossier.application;
    let part = application.form.part?;
    let unmet = eligibility::unmet_in_all(part, &application.form, dossier.supports, application.state);
    let rules: Vec<_> = unmet
        .iter()
        .map(|rule| {
            let role = part.roles().iter().copied().find(|role| rule.is_for(*role));
            let source = role.map(|role| (t().application.source)(rule.source(role)));
            html! { <li>{words::rule(*rule)}" "<span class="muted">{source}</span></li> }
        })
        .collect();
    (!rules.is_empty()).then(|| {
        html! {
            <section class="notice notice--warn">
                <Icon name="warning"/>
                <div><h2>{(text.early)(unmet.len())}</h2><ul class="prose">{rules}</ul><p>{text.early_help}</p></div>
            </section>
        }
    })
}

/// Until when the manager's link is good; a new one, or another manager.
#[component]
fn AskManager(dossier: Dossier, now: Timestamp, undelivered: Vec<Undelivered>) -> impl IntoView {
    let text = &t().applying;
    let Manager { name, email } = dossier.application.form.manager?;
    let undelivered: Vec<_> = undelivered.into_iter().filter(|one| one.address == email.as_str()).collect();
    let good = dossier.link_until.filter(|until| *until > now);
    let line = match good {
        Some(until) => (text.manager_line)(&name, &date::without_weekday(lang(), local(until).date())),
        None => (text.link_over)(&name),
    };
    let other = Action::new::<AskOtherManager>();
    let open = other.error().is_some();
    let labels = [("name", text.other_name), ("email", text.other_email)]
        .map(|(name, label)| (format!("manager[{name}]"), label.to_owned()));
    Some(html! {
        <section class="section">
            <h2>{t().application.manager}</h2>
            <p>{line}</p>
            <NotDelivered undelivered/>
            <Form action={Action::new::<AskManagerAgain>()}><button type="submit" class="button">{text.ask_again}</button></Form>
            <details open=open>
                <summary>{text.other_manager}</summary>
                <Form action=other labels=labels.to_vec()>
                    <Field name="manager[name]" label=text.other_name/>
                    <Field name="manager[email]" label=text.other_email kind=Kind::Email/>
                    <div class="button-row"><Submit label=text.ask_other/></div>
                </Form>
            </details>
        </section>
    })
}

/// Takes it back, or up again.
#[component]
fn Withdraw(state: State, open: bool) -> impl IntoView {
    let text = &t().applying;
    let action = Action::new::<WithdrawApplication>();
    if state == State::Withdrawn && !open {
        return html! { <p class="muted">{text.reopen_closed}</p> };
    }
    if state == State::Withdrawn {
        return html! {
            <Form action>
                <input type="hidden" name="again" value="1"/>
                <div class="button-row"><Submit label=text.reopen/></div>
            </Form>
        };
    }
    if !state.can_be_withdrawn() {
        return ().into_any();
    }
    html! {
        <details class="breakdown">
            <summary>{text.withdraw}</summary>
            <p>{if state.was_endorsed() { text.give_up } else { text.withdraw_help }}</p>
            <Form action><Submit label=text.withdraw danger=true/></Form>
        </details>
    }
}

/// The whole application on paper.
pub async fn own_print_page() -> PageResult {
    let Some(dossier) = api::read_own().await?.dossier else { return Ok(html! { <NoApplication/> }) };
    let text = &t().applying;
    let (name, steps) = (dossier.application.name.clone(), dossier.steps.clone());
    let part = dossier.application.form.part.map(words::part).unwrap_or_default();
    Ok(html! {
        <Page title=name eyebrow=part>
            <p class="not-printed muted">{text.print_lede}</p>
            <ApplicationSheet dossier with_conflicts=true/>
            <History steps/>
            <p class="section__more not-printed"><a href=OWN><Icon name="arrow-left"/>{text.back_to_own}</a></p>
        </Page>
    })
}
