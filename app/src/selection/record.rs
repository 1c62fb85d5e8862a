//! The decision record, and the emails that tell of it.

use domain::{
    access::Area,
    people::Role,
    selection::{Entry, Outcome, Record, Stage},
};
use leptos::prelude::*;

use super::{
    PAGE,
    api::TellDecisions,
    list::counted,
    message::words,
    text::{as_role, decision},
};
use crate::{
    application::text as application_text,
    context,
    error::AppError,
    page::PageResult,
    text::{date, lang, t, unsealed},
    ui::{Action, Form, Icon, Page, Prose, Receipt, Submit, Written, html},
};

/// What was decided, for good; and telling everyone.
pub async fn record_page() -> PageResult {
    let (caller, store) = (context::caller()?, context::state().store);
    let (record, stage) = store.decision_record(&caller).await?.ok_or(AppError::NotFound)?;
    let text = &t().selecting;
    let made = (text.protocol_made)(&date::moment(lang(), record.at), &record.by);
    let rows: Vec<_> = record.entries.iter().cloned().map(row).collect();
    let title = (text.protocol_title)(record.round);
    let label = title.clone();
    let heads = [text.name, text.decision, text.votes, text.grounds];
    let heads = heads.map(|head| html! { <th scope="col">{head}</th> }).collect_view();
    Ok(html! {
        <Page title lede=made>
            {sent()}
            {(!record.members.is_empty()).then(|| html! { <p>{(text.members)(&record.members.join(", "))}</p> })}
            <p class="muted">{text.protocol_partial}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=label>
                <table class="table table--stack">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Letters record stage/>
            <p class="section__more"><a href=format!("{PAGE}/beslut")><Icon name="arrow-left"/>{text.to_decisions}</a></p>
        </Page>
    })
}

/// What came of telling, if the address says that it has just been done.
fn sent() -> Option<AnyView> {
    let messages: u32 = context::query("skickade")?.parse().ok()?;
    Some(html! { <Receipt>{(t().selecting.sent)(messages)}</Receipt> })
}

fn row(entry: Entry) -> AnyView {
    let text = &t().selecting;
    let aside: Vec<_> = entry
        .aside
        .iter()
        .map(|(rule, reason)| html! { <p>{(text.aside_of)(application_text::rule(*rule), &unsealed(&**reason))}</p> })
        .collect();
    let recused: Vec<_> = entry.recused.values().cloned().collect();
    let recused = (!recused.is_empty()).then(|| html! { <p>{(text.recused_names)(&recused.join(", "))}</p> });
    let grounds = Some(entry.decision.grounds.clone()).filter(|grounds| !grounds.is_empty());
    let none = grounds.is_none() && aside.is_empty() && recused.is_none();
    html! {
        <tr>
            <th scope="row">
                <Written text=entry.name/>
                <span class="muted table__sub"><Written text=entry.organisation.name/>", "{text.part.to_lowercase()}" "{application_text::part(entry.part).to_lowercase()}</span>
            </th>
            <td data-label=text.decision>{decision(&entry.decision)}</td>
            <td data-label=text.votes>{counted(entry.votes)}</td>
            <td data-label=text.grounds>{none.then_some("–")}{grounds.map(|grounds| html! { <Prose text=grounds/> })}{aside}{recused}</td>
        </tr>
    }
}

/// The emails as they read, and the button that sends them all; for those who
/// do not send them, whether they have been.
#[component]
fn Letters(record: Record, stage: Stage) -> impl IntoView {
    let text = &t().selecting;
    let status = match stage.told {
        Some(at) => {
            html! { <p class="notice notice--ok"><Icon name="mail"/>{(text.told)(&date::moment(lang(), at))}</p> }
        }
        None if context::reader_may_use(Area::Organise) => html! { <Send record/> },
        None => html! { <p class="notice"><Icon name="info"/>{text.told_later}</p> },
    };
    html! {
        <section class="section not-printed">
            <h2>{text.emails_title}</h2>
            {status}
        </section>
    }
}

#[component]
fn Send(record: Record) -> impl IntoView {
    let text = &t().selecting;
    let with = |outcome: Outcome, role: Option<Role>| {
        let has = |entry: &&Entry| entry.decision.outcome == outcome && (role.is_none() || entry.decision.role == role);
        record.entries.iter().filter(has).count()
    };
    let numbers = [
        with(Outcome::Selected, Some(Role::Adept)),
        with(Outcome::Selected, Some(Role::Mentor)),
        with(Outcome::Reserve, None),
        with(Outcome::Declined, None),
    ];
    let kinds: [(Outcome, Option<Role>); 5] = [
        (Outcome::Selected, Some(Role::Adept)),
        (Outcome::Selected, Some(Role::Mentor)),
        (Outcome::Reserve, Some(Role::Adept)),
        (Outcome::Reserve, Some(Role::Mentor)),
        (Outcome::Declined, None),
    ];
    let messages = kinds.into_iter().filter_map(|(outcome, role)| {
        let to: Vec<_> = record
            .entries
            .iter()
            .filter(|entry| (entry.decision.outcome, entry.decision.role) == (outcome, role))
            .map(|entry| entry.name.as_str())
            .collect();
        let message = words(outcome, role, record.round, lang());
        let paragraphs: Vec<_> = message.paragraphs.into_iter().map(|words| html! { <p>{words}</p> }).collect();
        let what = match (outcome, role.map(as_role)) {
            (Outcome::Selected, Some(role)) => (text.selected_as)(&role),
            (Outcome::Reserve, Some(role)) => (text.in_reserve_as)(&role),
            _ => text.is_declined.to_owned(),
        };
        let (title, names) = ((text.emails_to)(to.len(), &what), to.join(", "));
        (!to.is_empty()).then(|| {
            html! {
                <section class="letter">
                    <h3>{title}</h3>
                    <p class="muted"><Written text=names/></p>
                    <blockquote class="prose">
                        <p class="muted">{text.subject}": "{message.subject}</p>
                        {paragraphs}
                    </blockquote>
                </section>
            }
        })
    });
    html! {
        <p>{text.emails_lede}</p>
        {messages.collect_view()}
        <details class="breakdown">
            <summary>{text.tell_all}</summary>
            <Form action={Action::new::<TellDecisions>()}>
                <p>{text.tell_lede}</p>
                <p><strong>{(text.numbers)(numbers)}</strong></p>
                <div class="button-row"><Submit label=(text.tell)(record.entries.len())/></div>
            </Form>
        </details>
    }
}
