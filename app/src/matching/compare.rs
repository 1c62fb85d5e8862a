//! All drafts side by side: what each is worth, and who gets whom.

use std::sync::Arc;

use domain::{
    matching::{DraftLine, MatchingView, Profile},
    people::PersonId,
};
use leptos::prelude::*;

use crate::{
    text::{date, lang, t},
    ui::{Written, html},
};

/// The drafts side by side, as soon as there are two.
#[component]
pub(super) fn Compare(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    if view.drafts.len() < 2 {
        return ().into_any();
    }
    let heads: Vec<_> = view.drafts.iter().map(|draft| html! { <th scope="col">{draft.name.clone()}</th> }).collect();
    let figure = |label: &'static str, of: &dyn Fn(&DraftLine) -> String| {
        let cells: Vec<_> = view.drafts.iter().map(|draft| html! { <td>{of(draft)}</td> }).collect();
        html! { <tr><th scope="row">{label}</th>{cells}</tr> }
    };
    let figures = vec![
        figure(words.pairs, &|draft| draft.pairs.len().to_string()),
        figure(words.total, &|draft| draft.total.to_string()),
        figure(words.least, &|draft| draft.least.to_string()),
        figure(words.locked_pairs, &|draft| draft.pairs.iter().filter(|pair| pair.locked).count().to_string()),
        figure(words.changed, &|draft| (words.changed_by)(&date::moment(lang(), draft.changed_at), &draft.changed_by)),
    ];
    let adepts: Vec<_> = view.people.iter().filter(|one| !one.mentor).filter_map(|adept| row(&view, adept)).collect();
    html! {
        <details class="breakdown">
            <summary>{(words.compare)(view.drafts.len())}</summary>
            <p>{words.compare_lede}</p>
            <div class="table-wrap" tabindex="0" role="region" aria-label=words.compare_label>
                <table class="table match-compare">
                    <thead><tr><th scope="col"></th>{heads}</tr></thead>
                    <tbody>{figures}</tbody>
                    <tbody>{adepts}</tbody>
                </table>
            </div>
        </details>
    }
}

/// An adept, and whom they get in each draft; nothing, if they get nobody in any.
fn row(view: &MatchingView, adept: &Profile) -> Option<AnyView> {
    let person = adept.candidate.person;
    let mentors: Vec<_> = view.drafts.iter().map(|draft| mentor(draft, person)).collect();
    if mentors.iter().all(Option::is_none) {
        return None;
    }
    let differ = mentors.iter().any(|mentor| *mentor != mentors[0]);
    let cell = |mentor: &Option<PersonId>| {
        let name = mentor.map(|mentor| view.person(mentor).map_or("…", |one| one.name.as_str()));
        html! { <td><Written text=name.unwrap_or("–")/></td> }
    };
    let cells: Vec<_> = mentors.iter().map(cell).collect();
    let mark = differ.then(|| html! { <span class="tag">{t().matching.differs}</span> });
    Some(
        html! { <tr class:match-compare__differs=differ><th scope="row"><Written text=adept.name.clone()/>" "{mark}</th>{cells}</tr> },
    )
}

fn mentor(draft: &DraftLine, adept: PersonId) -> Option<PersonId> {
    draft.pairs.iter().find(|pair| pair.adept == adept).map(|pair| pair.mentor)
}
