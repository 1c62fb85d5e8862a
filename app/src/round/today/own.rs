//! What needs a contact person, or a member of the working group: shorter lists of the
//! same kind.

use domain::{
    access::Area,
    application::{Application, Party, nudge::PATIENCE},
    day::{Board, Standing},
    round::today::DayFact,
    selection::{Found, Selection},
};
use jiff::Timestamp;
use leptos::prelude::*;
use store::application::endorsement::Nominated;

use crate::{
    context,
    error::AppError,
    round::{focus::in_round, switch},
    text::{date, lang, t},
    ui::{Task, Tasks, Written, html},
};

/// What a contact person's list is made of, in one round.
pub(crate) struct ContactFacts {
    /// The round's number, where the reader has several.
    pub round: Option<u32>,
    /// The own organisation's applications.
    pub applications: Vec<Application>,
    /// Whom the reader has nominated.
    pub nominated: Vec<Nominated>,
    /// The nearest days, with the own organisation's people.
    pub boards: Vec<Board>,
}

/// What a contact person's list is made of, in every round in which the reader is one.
pub(crate) async fn read_contact_facts() -> Result<Vec<ContactFacts>, AppError> {
    let (store, now) = context::store_now();
    let (mut all, callers) = (Vec::new(), switch::callers_of(Area::Contact)?);
    let several = callers.len() > 1;
    for (number, caller) in callers {
        let mut applications = store.applications(&caller).await?;
        applications.retain(|one| caller.endorses_application(one.person, one.organisation.id));
        all.push(ContactFacts {
            round: several.then_some(number),
            applications,
            nominated: store.nominations(&caller).await?,
            boards: store.own_organisation(&caller, now).await?.unwrap_or_default(),
        });
    }
    Ok(all)
}

/// What waits for a contact person.
#[component]
pub(crate) fn ContactTasks(
    facts: Vec<ContactFacts>,
    now: Timestamp,
    /// What the reader has begun to write.
    drafts: Vec<Task>,
) -> impl IntoView {
    let tasks: Vec<_> = drafts.into_iter().chain(facts.iter().flat_map(|facts| contact_tasks(facts, now))).collect();
    html! { <Own tasks/> }
}

/// What waits for a contact person in one round.
pub(crate) fn contact_tasks(facts: &ContactFacts, now: Timestamp) -> Vec<Task> {
    let text = &t().today;
    let mut tasks = Vec::new();
    let waits = |application: &&Application| application.state.waits_for() == Some(Party::ContactPerson);
    let endorse = facts.applications.iter().filter(waits).count();
    if endorse > 0 {
        tasks.push(link(facts.round, "/kontakt/ansokningar", (text.endorse)(endorse), None));
    }
    for board in facts.boards.iter().filter(|board| DayFact::lacks_answers(board.day.reply_by, board.day.starts(), now))
    {
        let mut names: Vec<_> = board
            .segments
            .iter()
            .flat_map(|segment| &segment.guests)
            .filter(|guest| guest.standing == Standing::Unanswered)
            .map(|guest| guest.name.clone())
            .collect();
        names.sort();
        names.dedup();
        if !names.is_empty() {
            let words = (text.own_unanswered)(names.len(), board.day.title.get(lang()));
            let until = date::moment(lang(), board.day.reply_by);
            let say = if board.day.reply_by > now { text.reply_by } else { text.reply_by_over };
            let more = html! { <p class="muted">{say(&until)}" "<Written text=names.join(", ")/></p> };
            tasks.push(link(facts.round, &format!("/kontakt#{}", board.day.slug), words, Some(more)));
        }
    }
    let long = |one: &&Nominated| one.state.is_none() && now.duration_since(one.at) >= PATIENCE;
    let names: Vec<_> = facts.nominated.iter().filter(long).map(|one| one.name.clone()).collect();
    if !names.is_empty() {
        let words = (text.not_begun)(names.len());
        let more = html! { <p class="muted"><Written text=names.join(", ")/></p> };
        tasks.push(link(facts.round, "/kontakt/ansokningar", words, Some(more)));
    }
    tasks
}

/// What waits for a member of the working group.
#[component]
pub(crate) fn GroupTasks(
    selection: Selection,
    /// What the reader has begun to write.
    drafts: Vec<Task>,
) -> impl IntoView {
    let tasks: Vec<_> = drafts.into_iter().chain(group_tasks(&selection)).collect();
    html! { <Own tasks/> }
}

/// What waits for a member of the working group: votes first, then decisions.
pub(crate) fn group_tasks(selection: &Selection) -> Vec<Task> {
    let text = &t().today;
    if !selection.stage.is_open() {
        return Vec::new();
    }
    let stands = |found: Found| selection.candidates.iter().filter(|candidate| found.has(candidate)).count();
    let (votes, undecided) = (stands(Found::NotVoted), stands(Found::Undecided));
    let lists = |found: Found| format!("/urval?visa={}", found.name());
    if votes > 0 {
        vec![link(None, &lists(Found::NotVoted), (text.vote)(votes), None)]
    } else if undecided > 0 {
        vec![link(None, &lists(Found::Undecided), (text.decide)(undecided), None)]
    } else {
        Vec::new()
    }
}

fn link(round: Option<u32>, address: &str, words: String, more: Option<AnyView>) -> Task {
    let href = round.map_or_else(|| address.to_owned(), |number| in_round(number, address));
    let tag = round.map(|number| html! { " " <span class="tag tag--muted">{(t().focus.round)(number)}</span> });
    Task { what: Some(html! { <a href=href dir="auto">{words}</a>{tag} }), more, ..Task::default() }
}

#[component]
fn Own(tasks: Vec<Task>) -> impl IntoView {
    let text = &t().today;
    let none = tasks.is_empty();
    html! {
        <section class="section" id="att-gora">
            <h2>{text.title}</h2>
            {none.then(|| html! { <p class="muted">{text.none}</p> })}
            <Tasks tasks/>
        </section>
    }
}
