//! The open draft's pairs: who with whom, what that is worth and why. One changes
//! them by a choice and a button, or drags an adept to another mentor.

use std::sync::Arc;

use domain::{
    matching::{Match, OpenDraft, Profile, Score, Step},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::Board,
    score::{bar, reasons},
    why::{answer, ask_href, ask_id, panel_id},
};
use crate::{
    text::t,
    ui::{BUTTONS, Icon, Written, html},
};

/// Every pair, by the adept's name.
#[component]
pub(super) fn Pairs(board: Arc<Board>, open_draft: Arc<OpenDraft>) -> impl IntoView {
    let words = &t().matching;
    if open_draft.pairs.is_empty() {
        return html! { <p class="empty">{words.no_pairs}</p> };
    }
    let view = &board.view;
    let of = |adept: &Profile| open_draft.pairs.iter().find(|(pair, _)| pair.adept == adept.candidate.person);
    let rows = view.people.iter().filter_map(|adept| {
        let (pair, score) = of(adept)?;
        let mentor = view.person(pair.mentor)?;
        Some(pair_row(&board, &open_draft, (adept, mentor), *pair, score))
    });
    let rows: Vec<_> = rows.collect();
    html! {
        <p class="muted" data-scripted hidden>{words.drag}</p>
        <ol class="matches">{rows}</ol>
    }
}

fn pair_row(
    board: &Board,
    open_draft: &OpenDraft,
    (adept, mentor): (&Profile, &Profile),
    pair: Match,
    score: &Score,
) -> AnyView {
    html! {
        <li class="match" id=format!("par-{}", pair.adept)>
            <div class="match__two">
                {adept_cell(adept)}
                {mentor_cell(mentor)}
            </div>
            <div class="match__foot">
                {worth((adept, mentor), score)}
                {tools(open_draft, adept, mentor, pair)}
            </div>
            {answer(board, open_draft, pair.adept)}
        </li>
    }
}

/// An adept, to be dragged.
pub(super) fn adept_cell(adept: &Profile) -> AnyView {
    html! {
        <div class="match__one match__one--adept" data-step=lifted(adept.candidate.person)>
            {profile(adept, t().matching.adept)}
        </div>
    }
}

/// A mentor, to whom an adept can be dragged.
pub(super) fn mentor_cell(mentor: &Profile) -> AnyView {
    html! {
        <div class="match__one match__one--mentor" data-drop=mentor.candidate.person.to_string()>
            {profile(mentor, t().matching.mentor)}
        </div>
    }
}

/// The step that makes an adept and a mentor a pair, up to the mentor: a drop
/// says that.
fn lifted(adept: PersonId) -> String {
    format!("pair {adept}")
}

/// Who someone is.
fn profile(one: &Profile, role: &'static str) -> AnyView {
    let reserve = one.reserve.then(|| html! { <span class="tag">{t().matching.reserve}</span> });
    html! {
        <p class="match__role">{role}" "{reserve}</p>
        <p class="match__name"><Written text=one.name.clone()/></p>
        <p class="match__from"><Written text=one.title.clone()/>", "<Written text=one.organisation.clone()/></p>
    }
}

/// What the pair is worth, and why.
fn worth((adept, mentor): (&Profile, &Profile), score: &Score) -> AnyView {
    let words = &t().matching;
    let (total, most) = (score.total(), score.most());
    html! {
        <details class="match__worth">
            <summary>
                {bar(total, most)}
                <span>{(words.points_of)(total, most)}</span>
                <span class="visually-hidden">{format!(": {}, {}", adept.name, mentor.name)}</span>
            </summary>
            {reasons((adept, mentor), score)}
        </details>
    }
}

/// Locks the pair, asks for others, and takes it apart.
fn tools(open_draft: &OpenDraft, adept: &Profile, mentor: &Profile, pair: Match) -> AnyView {
    let words = &t().matching;
    let about = format!(": {}, {}", adept.name, mentor.name);
    let press = |step: Step, icon: &'static str, label: &'static str, pressed: Option<&'static str>| {
        html! {
            <button type="submit" form=BUTTONS name="step" value=step.to_string() class="seat__lock" title=label aria-pressed=pressed>
                <Icon name=icon/><span class="visually-hidden">{format!("{label}{about}")}</span>
            </button>
        }
    };
    let (one, other) = (pair.adept, pair.mentor);
    html! {
        <div class="match__tools">
            {ask(open_draft, adept, words.other_mentor)}
            {press(Step::Part(one, other), "cross", words.part, None)}
            {press(Step::Lock(one, other), "lock", words.lock, Some(if pair.locked { "true" } else { "false" }))}
        </div>
    }
}

/// The way to an adept's other mentors.
pub(super) fn ask(open_draft: &OpenDraft, adept: &Profile, label: &'static str) -> AnyView {
    let person: PersonId = adept.candidate.person;
    html! {
        <a class="seat__move" id=ask_id(person) href=ask_href(open_draft.id, Some(person)) data-in-place data-focus=panel_id(person)>
            {label}<span class="visually-hidden">{format!(": {}", adept.name)}</span>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adept_who_is_dropped_on_a_mentor_makes_a_step() {
        let (adept, mentor) = (PersonId(17), PersonId(8));
        assert_eq!(format!("{} {mentor}", lifted(adept)), Step::Pair(adept, mentor).to_string());
    }
}
