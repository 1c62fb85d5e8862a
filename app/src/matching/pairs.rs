//! The open draft's pairs: who with whom, what that is worth and why. One changes
//! them by a choice and a button, or drags an adept to another mentor.

use std::sync::Arc;

use domain::{
    matching::{Match, Profile, Reason, Score, Sheet, Step},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::Board,
    text,
    why::{answer, ask_href, ask_id, panel_id},
};
use crate::{
    text::t,
    ui::{BUTTONS, Icon, html},
};

/// Every pair, by the adept's name.
#[component]
pub(super) fn Pairs(board: Arc<Board>, sheet: Arc<Sheet>) -> impl IntoView {
    let words = &t().matching;
    if sheet.pairs.is_empty() {
        return html! { <p class="empty">{words.no_pairs}</p> };
    }
    let view = &board.view;
    let of = |adept: &Profile| sheet.pairs.iter().find(|(pair, _)| pair.adept == adept.candidate.person);
    let rows = view.people.iter().filter_map(|adept| {
        let (pair, score) = of(adept)?;
        let mentor = view.person(pair.mentor)?;
        Some(pair_row(&board, &sheet, (adept, mentor), *pair, score))
    });
    let rows: Vec<_> = rows.collect();
    html! {
        <p class="muted" data-scripted hidden>{words.drag}</p>
        <ol class="matches">{rows}</ol>
    }
}

fn pair_row(
    board: &Board,
    sheet: &Sheet,
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
                {tools(sheet, adept, mentor, pair)}
            </div>
            {answer(board, sheet, pair.adept)}
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
        <p class="match__name">{one.name.clone()}</p>
        <p class="match__from">{one.title.clone()}", "{one.organisation.clone()}</p>
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

/// What something is worth, as a picture of what the words say.
pub(super) fn bar(points: u32, most: u32) -> AnyView {
    let width = format!("{}", u64::from(points) * 100 / u64::from(most.max(1)));
    html! {
        <svg class="match__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="match__bar-most" width="100" height="8"></rect>
            <rect class="match__bar-points" width=width height="8"></rect>
        </svg>
    }
}

/// Every criterion that counts, and what it adds.
pub(super) fn reasons((adept, mentor): (&Profile, &Profile), score: &Score) -> AnyView {
    let words = &t().matching;
    let row = |reason: &Reason| {
        let detail = text::detail(reason.criterion, adept, mentor);
        html! {
            <tr>
                <th scope="row">{text::criterion(reason.criterion)}" "<span class="muted">{detail}</span></th>
                <td class="number">{(words.of)(reason.points, reason.most)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = score.reasons.iter().map(row).collect();
    html! {
        <table class="table match__reasons">
            <caption class="visually-hidden">{(words.why_pair)(&adept.name, &mentor.name)}</caption>
            <thead><tr><th scope="col">{words.criterion}</th><th scope="col" class="number">{words.points}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Locks the pair, asks for others, and takes it apart.
fn tools(sheet: &Sheet, adept: &Profile, mentor: &Profile, pair: Match) -> AnyView {
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
            {ask(sheet, adept, words.other_mentor)}
            {press(Step::Part(one, other), "cross", words.part, None)}
            {press(Step::Lock(one, other), "lock", words.lock, Some(if pair.locked { "true" } else { "false" }))}
        </div>
    }
}

/// The way to an adept's other mentors.
pub(super) fn ask(sheet: &Sheet, adept: &Profile, label: &'static str) -> AnyView {
    let person: PersonId = adept.candidate.person;
    html! {
        <a class="seat__move" id=ask_id(person) href=ask_href(sheet.id, Some(person)) data-in-place data-focus=panel_id(person)>
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
