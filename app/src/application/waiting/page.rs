//! The organisers' page of applications that wait.

use domain::{
    application::{
        Party,
        waiting::{Shown, Stage, WaitedFor, Waiting, WaitingPage},
    },
    input::tel_link,
    time::today,
};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use super::{
    PAGE,
    api::{RemindOfApplication, read_waiting},
    text as words,
};
use crate::{
    application::text as application_text,
    context,
    page::PageResult,
    people::directory::PersonLink,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Page, Receipt, Written, html},
};

/// Every application, where it stands, and whom it waits for.
pub async fn waiting_applications_page() -> PageResult {
    let page = read_waiting().await?;
    let (_, now) = context::store_now();
    let text = &t().waiting;
    let shown = Shown::from_query(&context::raw_query());
    let told = context::query("paminnelse").and_then(|party| words::told(Party::from_name(&party)?));
    let refused = Action::new::<RemindOfApplication>().error().map(|error| {
        html! { <p class="notice notice--error" role="alert">{errors::of_action(&error)}</p> }
    });
    let call = match page.closes {
        Some(closes) if page.open => {
            Some((text.open_until)(&date::full(lang(), today(closes - SignedDuration::from_secs(1)))))
        }
        Some(_) => Some(text.closed.to_owned()),
        None => None,
    };
    let content = if page.applications.is_empty() {
        html! {
            <div class="empty"><p>{text.empty}</p><p><a href="/organisera/ansokan">{text.to_call}</a></p></div>
        }
    } else {
        html! {
            <Figures page=page.clone() shown/>
            <Organisations page=page.clone() shown/>
            <List page shown now/>
        }
    };
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {told.map(|words| html! { <Receipt>{words}</Receipt> })}
            {refused}
            {call.map(|call| html! { <p class="muted">{call}</p> })}
            {content}
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().organisations.to_overview}</a></p>
        </Page>
    })
}

/// How many stand where: each a link to them.
#[component]
fn Figures(page: WaitingPage, shown: Shown) -> impl IntoView {
    let counted: Vec<_> = page.applications.iter().filter(|one| shown.counts(one)).map(Waiting::stage).collect();
    let figure = |stage: Option<Stage>, label: &'static str| {
        let count = counted.iter().filter(|each| stage.is_none_or(|stage| stage == **each)).count();
        let href = format!("{PAGE}{}", Shown { stage, ..shown }.query());
        let current = (shown.stage == stage).then_some("true");
        html! {
            <li>
                <a href=href class="tally__figure" aria-current=current>
                    <span class="tally__number">{count}</span>
                    <span class="tally__label">{label}</span>
                </a>
            </li>
        }
    };
    let each = Stage::ALL.iter().map(|stage| figure(Some(*stage), words::stage(*stage))).collect_view();
    html! { <ul class="tally">{figure(None, t().waiting.all)}{each}</ul> }
}

/// The organisations, each a link to its applications.
#[component]
fn Organisations(page: WaitingPage, shown: Shown) -> impl IntoView {
    let text = &t().waiting;
    let mut organisations = page.organisations();
    organisations.sort_by(|one, other| one.name.cmp(&other.name));
    let link = |organisation, label: String| {
        let href = format!("{PAGE}{}", Shown { organisation, ..shown }.query());
        let current = (shown.organisation == organisation).then_some("true");
        html! { <li><a href=href aria-current=current><Written text=label/></a></li> }
    };
    let each = organisations.into_iter().map(|one| link(Some(one.id), one.name)).collect_view();
    html! {
        <details class="breakdown" open=shown.organisation.is_some()>
            <summary>{text.organisations}</summary>
            <ul class="plain-list">{link(None, text.all_organisations.to_owned())}{each}</ul>
        </details>
    }
}

#[component]
fn List(page: WaitingPage, shown: Shown, now: Timestamp) -> impl IntoView {
    let text = &t().waiting;
    let open = page.open;
    let rows: Vec<_> = page
        .applications
        .into_iter()
        .filter(|one| shown.lists(one))
        .map(|waiting| html! { <Row waiting open shown now/> })
        .collect();
    if rows.is_empty() {
        return html! { <p class="empty">{text.nobody}</p> };
    }
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.title>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{text.who}</th>
                        <th scope="col">{text.stands}</th>
                        <th scope="col">{text.waits_for}</th>
                        <th scope="col">{text.since}</th>
                        <th scope="col">{text.remind_column}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(waiting: Waiting, open: bool, shown: Shown, now: Timestamp) -> impl IntoView {
    let text = &t().waiting;
    let stands = if waiting.not_begun { text.not_begun } else { application_text::state(waiting.state) };
    let part = waiting.part.map(|part| format!(", {}", application_text::part(part)));
    let since = date::short(lang(), today(waiting.since));
    let days = (now.duration_since(waiting.since).as_hours() / 24).max(0);
    let waits = waiting.stage() != Stage::Settled;
    let reminded = waiting.reminded.map(|at| (text.reminded_on)(&date::short(lang(), today(at))));
    let presses = waiting.can_be_pressed(open, now);
    let (id, name, stage) = (waiting.id, waiting.name.clone(), waiting.stage());
    html! {
        <tr id=format!("ansokan-{id}")>
            <th scope="row">
                <PersonLink person=waiting.person name=waiting.name/>
                <span class="muted table__sub"><Written text=waiting.organisation.name/>{part}</span>
            </th>
            <td data-label=text.stands>{stands}</td>
            <td data-label=text.waits_for>{whom(stage, waiting.people)}</td>
            <td data-label=text.since>{since}{waits.then(|| html! { <span class="muted">", "{(text.since_days)(days)}</span> })}</td>
            <td data-label=text.remind_column>
                {presses.then(|| html! {
                    <Form action={Action::new::<RemindOfApplication>()} id=format!("paminn-{id}") quiet=true class="button-row">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <input type="hidden" name="view" value=shown.query()/>
                        <button type="submit" class="button button--quiet" aria-label=(text.remind_of)(&name)>{text.remind}</button>
                    </Form>
                })}
                {reminded.map(|words| html! { <span class="muted">{words}</span> })}
            </td>
        </tr>
    }
}

/// Whom an application waits for, and how to reach them.
fn whom(stage: Stage, people: Vec<WaitedFor>) -> AnyView {
    let text = &t().waiting;
    match stage {
        Stage::Settled => "–".into_any(),
        Stage::WorkingGroup => html! { <a href="/urval">{application_text::party(Party::WorkingGroup)}</a> },
        Stage::ContactPerson if people.is_empty() => text.no_contact.into_any(),
        _ => {
            let people: Vec<_> = people.into_iter().map(reached).collect();
            html! { <ul class="plain-list">{people}</ul> }
        }
    }
}

fn reached(WaitedFor { name, email, phone }: WaitedFor) -> AnyView {
    let call = tel_link(&phone).map(|href| html! { <a href=href>{phone}</a> ", " });
    html! {
        <li><Written text=name/><span class="table__sub">{call}<a href=format!("mailto:{email}")>{email.clone()}</a></span></li>
    }
}
