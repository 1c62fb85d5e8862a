//! What is decided so far: who is selected, the reserve in turn, who is
//! declined; and putting all of it on record.

use domain::{
    access::Area,
    people::Role,
    selection::{Candidate, Outcome, Selection},
};
use leptos::prelude::*;

use super::{
    PAGE,
    api::{MoveUp, RecordDecisions, read_selection},
    list::counted,
};
use crate::{
    context,
    page::PageResult,
    text::t,
    ui::{Action, Form, Icon, Page, Submit, Written, html},
};

/// Decisions and emails.
pub async fn decisions_page() -> PageResult {
    let selection = read_selection().await?;
    let text = &t().selecting;
    let kinds = [
        (Outcome::Selected, Some(Role::Adept)),
        (Outcome::Selected, Some(Role::Mentor)),
        (Outcome::Reserve, Some(Role::Adept)),
        (Outcome::Reserve, Some(Role::Mentor)),
        (Outcome::Declined, None),
    ];
    let lists = kinds.map(|(outcome, role)| list(&selection, outcome, role));
    Ok(html! {
        <Page title=text.decisions_title eyebrow=text.title lede=text.decisions_lede>
            <OnRecord selection/>
            {lists.collect_view()}
            <p class="section__more"><a href=PAGE><Icon name="arrow-left"/>{text.to_list}</a></p>
        </Page>
    })
}

/// Those with the same decision; those in reserve in turn, each with a way up
/// while nothing is on record.
fn list(selection: &Selection, outcome: Outcome, role: Option<Role>) -> AnyView {
    let text = &t().selecting;
    let found = selection.with(outcome, role);
    let title = match (outcome, role) {
        (Outcome::Selected, Some(Role::Adept)) => (text.adepts)(found.len(), selection.max_pairs),
        (Outcome::Selected, _) => (text.mentors)(found.len(), selection.max_pairs),
        (Outcome::Reserve, Some(Role::Adept)) => text.reserve_adepts.to_owned(),
        (Outcome::Reserve, _) => text.reserve_mentors.to_owned(),
        (Outcome::Declined, _) => text.declined.to_owned(),
    };
    let none = found.is_empty().then(|| html! { <p class="muted">{text.none}</p> });
    let ranked = outcome == Outcome::Reserve && selection.stage.is_open();
    let rows: Vec<_> =
        found.into_iter().enumerate().map(|(n, candidate)| decided(candidate, ranked && n > 0)).collect();
    html! {
        <section class="section">
            <h2>{title}</h2>
            {none}
            <ol class="decided">{rows}</ol>
        </section>
    }
}

/// Someone with a decision, and a way up if there is one.
fn decided(candidate: &Candidate, can_rise: bool) -> AnyView {
    let text = &t().selecting;
    let application = &candidate.application;
    let id = application.id;
    let votes = candidate.votes.map(|count| html! { <span class="muted">". "{counted(count)}</span> });
    // Moved up, one keeps the focus: on the button, or at the top, where there is none, on the name.
    let up = can_rise.then(|| {
        let (form, name) = (format!("upp-{id}"), format!("sokande-{id}"));
        let (button, label) = (format!("{form}-knapp"), (text.up)(&application.name));
        html! {
            <Form action={Action::new::<MoveUp>()} quiet=true class="decided__up" id=form focus=name>
                <input type="hidden" name="id" value=id.to_string()/>
                <button id=button class="button button--quiet" type="submit">{label}</button>
            </Form>
        }
    });
    html! {
        <li>
            <a id=format!("sokande-{id}") href=format!("{PAGE}/{id}")><Written text=application.name.clone()/></a>
            <span class="muted">", "<Written text=application.organisation.name.clone()/></span>{votes}
            {up}
        </li>
    }
}

/// Puts the decisions on record, or says why not yet; or leads to the record.
#[component]
fn OnRecord(selection: Selection) -> impl IntoView {
    let text = &t().selecting;
    let undecided = selection.undecided().count();
    let with = |outcome, role| selection.with(outcome, role).len();
    let numbers = [
        with(Outcome::Selected, Some(Role::Adept)),
        with(Outcome::Selected, Some(Role::Mentor)),
        with(Outcome::Reserve, Some(Role::Adept)) + with(Outcome::Reserve, Some(Role::Mentor)),
        with(Outcome::Declined, None),
    ];
    if !selection.stage.is_open() {
        html! {
            <p class="notice"><Icon name="lock"/><span>{text.recorded}" "<a href=format!("{PAGE}/protokoll")>{text.to_record}</a></span></p>
        }
    } else if undecided > 0 {
        html! { <p class="notice"><Icon name="info"/><span>{(text.record_waits)(undecided)}</span></p> }
    } else if !context::reader_may_use(Area::Organise) {
        html! { <p class="notice"><Icon name="info"/><span>{text.record_by_organiser}</span></p> }
    } else {
        html! {
            <section class="section">
                <h2>{text.record_title}</h2>
                <details class="breakdown">
                    <summary>{text.record}</summary>
                    <Form action={Action::new::<RecordDecisions>()}>
                        <p>{text.record_lede}</p>
                        <p><strong>{(text.numbers)(numbers)}</strong></p>
                        <div class="button-row"><Submit label=(text.record_sure)(numbers.iter().sum())/></div>
                    </Form>
                </details>
            </section>
        }
    }
}
