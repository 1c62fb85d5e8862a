//! The applicant's own pages: what is left to do, and where it stands.

use domain::{
    application::{Dossier, Manager, Party, Section, State, StepKind, call::Phase, eligibility},
    people::{Caller, Duty},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    api::{self, AskManagerAgain, AskOtherManager, OWN, Own, SendApplication, WithdrawApplication},
    endorsing::LIST,
    sheet::{ApplicationSheet, History},
    text as words,
};
use crate::{
    context,
    error::AppError,
    pair::Pointer,
    text::{date, lang, speaking, t},
    ui::{Action, Field, Form, Icon, Kind, Load, Page, Reading, Submit, TextArea, html},
};

/// What the dashboard points to: the reader's own application while it is not
/// decided, and those that wait for them as contact person.
pub(crate) async fn to_do(caller: &Caller) -> Result<Vec<Pointer>, AppError> {
    let store = context::state().store;
    let own = store.own_state(caller).await?;
    let endorses = caller.has(Duty::ContactPerson);
    let waiting = if endorses { store.applications(caller).await? } else { Vec::new() };
    let waiting = waiting.iter().any(|application| {
        caller.endorses(application.organisation.id) && application.state.waits_for() == Some(Party::ContactPerson)
    });
    Ok(speaking(context::lang(), || {
        let text = &t().applying;
        let own = own
            .filter(|state| state.waits_for().is_some() || *state == State::Withdrawn)
            .map(|_| Pointer::to(OWN, "", text.go_to_own));
        own.into_iter().chain(waiting.then(|| Pointer::to(LIST, "", text.go_to_list))).collect()
    }))
}

/// The task list while one writes; after that, where the application stands.
#[component]
pub fn OwnPage() -> impl IntoView {
    let own = Reading::once(|| api::ReadOwn {});
    let actions = Actions {
        send: Action::new::<SendApplication>(),
        withdraw: Action::new::<WithdrawApplication>(),
        again: Action::new::<AskManagerAgain>(),
        other: Action::new::<AskOtherManager>(),
    };
    html! {
        <Load read=own view=move |Own { now, dossier, in_pair, call }| match dossier {
            Some(dossier) => {
                let open = call.is_some_and(|call| call.phase(now) == Phase::Open);
                html! { <Content dossier now in_pair open actions/> }
            }
            None => html! { <NoApplication/> },
        }/>
    }
}

/// What can be done with one's application.
#[derive(Clone, Copy)]
struct Actions {
    send: Action,
    withdraw: Action,
    again: Action,
    other: Action,
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
fn Content(dossier: Dossier, now: Timestamp, in_pair: bool, open: bool, actions: Actions) -> impl IntoView {
    let text = &t().applying;
    let query = use_query_map();
    let told = |name: &str, words: &'static str| {
        let told = query.read_untracked().get(name).is_some();
        told.then(|| html! { <p class="notice notice--ok" role="status"><Icon name="check"/>{words}</p> })
    };
    let (saved, link_sent) = (told("sparad", text.saved), told("lank", text.link_sent));
    let application = dossier.application.clone();
    let state = application.state;
    let part = application.form.part.map(words::part).unwrap_or_default();
    html! {
        <Page title=text.own_title eyebrow=part>
            {saved}
            {link_sent}
            <Where dossier=dossier.clone()/>
            {(state == State::Returned).then(|| html! { <Question dossier=dossier.clone()/> })}
            {state.is_open().then(|| html! { <Tasks dossier=dossier.clone() action=actions.send/> })}
            {(state == State::Sent).then(|| html! { <AskManager dossier=dossier.clone() now actions/> })}
            {(!state.is_open()).then(|| html! {
                <section class="section"><ApplicationSheet dossier=dossier.clone() with_conflicts=true/></section>
            })}
            <History steps=dossier.steps/>
            {(!in_pair).then(|| html! { <Withdraw state open action=actions.withdraw/> })}
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
    let waits = state.waits_for().map(|party| (text.waits_for)(&words::party(party).to_lowercase()));
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
                <div><h2>{t().applying.question}</h2><p>{step.words}</p></div>
            </section>
        }
    })
}

/// The sections, which of them are done, and the button that sends them.
#[component]
fn Tasks(dossier: Dossier, action: Action) -> impl IntoView {
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
                <Form action labels=vec![("answer".to_owned(), text.your_answer.to_owned())]>
                    {if returned {
                        html! { <TextArea name="answer" label=text.your_answer hint=text.your_answer_help rows=4/> }
                    } else {
                        html! { <p>{text.ready}</p> }
                    }}
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
fn AskManager(dossier: Dossier, now: Timestamp, actions: Actions) -> impl IntoView {
    let text = &t().applying;
    let Manager { name, .. } = dossier.application.form.manager?;
    let good = dossier.link_until.filter(|until| *until > now);
    let line = match good {
        Some(until) => (text.manager_line)(&name, &date::without_weekday(lang(), local(until).date())),
        None => (text.link_over)(&name),
    };
    let open = actions.other.error().is_some();
    let labels = [("name", text.other_name), ("email", text.other_email)]
        .map(|(name, label)| (format!("manager[{name}]"), label.to_owned()));
    Some(html! {
        <section class="section">
            <h2>{t().application.manager}</h2>
            <p>{line}</p>
            <Form action=actions.again><button type="submit" class="button">{text.ask_again}</button></Form>
            <details open=open>
                <summary>{text.other_manager}</summary>
                <Form action=actions.other labels=labels.to_vec()>
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
fn Withdraw(state: State, open: bool, action: Action) -> impl IntoView {
    let text = &t().applying;
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
#[component]
pub fn OwnPrintPage() -> impl IntoView {
    let own = Reading::once(|| api::ReadOwn {});
    html! {
        <Load read=own view=|Own { dossier, .. }| {
            let Some(dossier) = dossier else { return html! { <NoApplication/> } };
            let text = &t().applying;
            let (name, steps) = (dossier.application.name.clone(), dossier.steps.clone());
            let part = dossier.application.form.part.map(words::part).unwrap_or_default();
            html! {
                <Page title=name eyebrow=part>
                    <p class="not-printed muted">{text.print_lede}</p>
                    <ApplicationSheet dossier with_conflicts=true/>
                    <History steps/>
                    <p class="section__more not-printed"><a href=OWN><Icon name="arrow-left"/>{text.back_to_own}</a></p>
                </Page>
            }
        }/>
    }
}
