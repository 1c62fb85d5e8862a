//! What is decided so far: who is selected, the reserve in turn, who is
//! declined; and putting all of it on record.

use domain::{
    people::Role,
    selection::{Candidate, Outcome, Selection},
};
use leptos::prelude::*;

use super::{
    PAGE,
    api::{MoveUp, ReadSelection, RecordDecisions},
    list::counted,
};
use crate::{
    people::api::ReadViewer,
    text::t,
    ui::{Action, Form, Icon, Load, Page, Reading, Submit, html},
};

/// Decisions and letters.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let selection = Reading::once(|| ReadSelection {});
    let (up, record) = (Action::new::<MoveUp>(), Action::new::<RecordDecisions>());
    html! {
        <Load read=selection view=move |selection: Selection| {
            let text = &t().selecting;
            let max = selection.max_pairs;
            let lists = [
                ((Outcome::Selected, Some(Role::Adept)), None),
                ((Outcome::Selected, Some(Role::Mentor)), None),
                ((Outcome::Reserve, Some(Role::Adept)), Some(up)),
                ((Outcome::Reserve, Some(Role::Mentor)), Some(up)),
                ((Outcome::Declined, None), None),
            ];
            let open = selection.stage.is_open();
            let lists: Vec<_> = lists.into_iter().map(|((outcome, role), up)| {
                let found: Vec<_> = selection.with(outcome, role).into_iter().cloned().collect();
                let title = match (outcome, role) {
                    (Outcome::Selected, Some(Role::Adept)) => (text.adepts)(found.len(), max),
                    (Outcome::Selected, _) => (text.mentors)(found.len(), max),
                    (Outcome::Reserve, Some(Role::Adept)) => text.reserve_adepts.to_owned(),
                    (Outcome::Reserve, _) => text.reserve_mentors.to_owned(),
                    (Outcome::Declined, _) => text.declined.to_owned(),
                };
                html! { <Decided title found up=up.filter(|_| open)/> }
            }).collect();
            html! {
                <Page title=text.decisions_title eyebrow=text.title lede=text.decisions_lede>
                    <OnRecord selection=selection.clone() action=record/>
                    {lists}
                    <p class="section__more"><a href=PAGE><Icon name="arrow-left"/>{text.to_list}</a></p>
                </Page>
            }
        }/>
    }
}

/// Those with the same decision; those in reserve in turn, each with a way up.
#[component]
fn Decided(title: String, found: Vec<Candidate>, up: Option<Action>) -> impl IntoView {
    let text = &t().selecting;
    let none = found.is_empty().then(|| html! { <p class="muted">{text.none}</p> });
    let rows: Vec<_> = found
        .into_iter()
        .enumerate()
        .map(|(n, candidate)| {
            let application = candidate.application;
            let href = format!("{PAGE}/{}", application.id);
            let votes = candidate.votes.map(|count| html! { <span class="muted">". "{counted(count)}</span> });
            let (id, label) = (application.id.to_string(), (text.up)(&application.name));
            let up = up.filter(|_| n > 0).map(|action| {
                html! {
                    <Form action quiet=true class="decided__up">
                        <input type="hidden" name="id" value=id/>
                        <button class="button button--quiet" type="submit">{label}</button>
                    </Form>
                }
            });
            html! {
                <li>
                    <a href=href>{application.name.clone()}</a>
                    <span class="muted">", "{application.organisation.name}</span>{votes}
                    {up}
                </li>
            }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{title}</h2>
            {none}
            <ol class="decided">{rows}</ol>
        </section>
    }
}

/// Puts the decisions on record, or says why not yet; or leads to the record.
#[component]
fn OnRecord(selection: Selection, action: Action) -> impl IntoView {
    let viewer = Reading::once(|| ReadViewer {});
    html! {
        <Load read=viewer view=move |viewer| {
            use domain::people::Duty;

            let text = &t().selecting;
            let undecided = selection.undecided().count();
            let waits = (undecided > 0).then(|| (text.record_waits)(undecided));
            if !selection.stage.is_open() {
                html! {
                    <p class="notice"><Icon name="lock"/><span>{text.recorded}" "<a href=format!("{PAGE}/protokoll")>{text.to_record}</a></span></p>
                }
            } else if let Some(waits) = waits {
                html! { <p class="notice"><Icon name="info"/><span>{waits}</span></p> }
            } else if !viewer.has(Duty::Organiser) {
                html! { <p class="notice"><Icon name="info"/><span>{text.record_by_organiser}</span></p> }
            } else {
                html! {
                    <section class="section">
                        <h2>{text.record_title}</h2>
                        <Form action>
                            <p>{text.record_lede}</p>
                            <div class="button-row"><Submit label=text.record/></div>
                        </Form>
                    </section>
                }
            }
        }/>
    }
}
