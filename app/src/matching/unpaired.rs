//! Those without a pair in the open draft, and why.

use std::sync::Arc;

use domain::{
    matching::{MatchingView, OpenDraft, Profile, Unpaired, Why},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::Board,
    pairs::{adept_cell, ask, mentor_cell},
    text,
    why::answer,
};
use crate::{
    text::t,
    ui::{Icon, html},
};

/// Adepts, then mentors.
#[component]
pub(super) fn WithoutPair(board: Arc<Board>, open_draft: Arc<OpenDraft>) -> impl IntoView {
    let words = &t().matching;
    let view = &board.view;
    let rows = |mentors: bool| -> Vec<_> {
        let these = view.people.iter().filter(|one| one.mentor == mentors);
        let these = these.filter_map(|one| {
            let unpaired = open_draft.unpaired.iter().find(|unpaired| unpaired.person == one.candidate.person)?;
            Some(row(&board, &open_draft, one, unpaired))
        });
        these.collect()
    };
    let list = |title: &'static str, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| html! { <h3>{title}</h3><ul class="matches">{rows}</ul> })
    };
    let (adepts, mentors) = (rows(false), rows(true));
    if adepts.is_empty() && mentors.is_empty() {
        return ().into_any();
    }
    html! {
        {list(words.adepts_alone, adepts)}
        {list(words.mentors_alone, mentors)}
    }
}

fn row(board: &Board, open_draft: &OpenDraft, one: &Profile, unpaired: &Unpaired) -> AnyView {
    let words = &t().matching;
    let person = one.candidate.person;
    let cell = if one.mentor { mentor_cell(one) } else { adept_cell(one) };
    let tools =
        (!one.mentor).then(|| html! { <div class="match__tools">{ask(open_draft, one, words.choose_mentor)}</div> });
    let panel = (!one.mentor).then(|| answer(board, open_draft, person));
    html! {
        <li class="match" id=format!("ensam-{person}")>
            {cell}
            <div class="match__foot">
                <p class="status status--maybe"><Icon name="info"/><span>{why(&board.view, &unpaired.why)}</span></p>
                {tools}
            </div>
            {panel}
        </li>
    }
}

fn why(view: &MatchingView, why: &Why) -> String {
    let words = &t().matching;
    match why {
        Why::Open => words.alone_open.to_owned(),
        Why::NoPlace => words.alone_no_place.to_owned(),
        Why::Nobody => words.alone_nobody.to_owned(),
        Why::Rules(rules) => (words.alone_rules)(&text::rules(rules)),
        Why::Shortage { people, among } => (words.alone_shortage)(people.len(), &names(view, among)),
    }
}

fn names(view: &MatchingView, people: &[PersonId]) -> String {
    const LISTED: usize = 4;
    let named = people.iter().filter_map(|person| view.person(*person)).map(|one| one.name.as_str());
    let all: Vec<_> = named.collect();
    let listed = all.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    if all.len() > LISTED { (t().matching.and_more)(&listed, all.len() - LISTED) } else { listed }
}
