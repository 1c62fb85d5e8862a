//! Why is it not another? For one adept: every mentor, with the rule that forbids
//! the pair or what it would cost the draft, and a way to choose them.

use domain::{
    matching::{Alternative, DraftId, MatchingView, OpenDraft, Rule, Step, WhyNot},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::{Board, LiftFormerPair},
    score::{bar, reasons},
    text,
};
use crate::{
    text::t,
    ui::{Action, BUTTONS, Field, Form, Submit, Written, html},
};

/// The id of what asks about an adept.
pub(super) fn ask_id(adept: PersonId) -> String {
    format!("fraga-{adept}")
}

/// The id of the answer's heading.
pub(super) fn panel_id(adept: PersonId) -> String {
    format!("val-{adept}")
}

/// The address of the board that asks about an adept, or about nobody.
pub(super) fn ask_href(draft: DraftId, adept: Option<PersonId>) -> String {
    match adept {
        Some(adept) => format!("/matchning?utkast={draft}&adept={adept}#{}", panel_id(adept)),
        None => format!("/matchning?utkast={draft}"),
    }
}

/// The answer about an adept, if the address asks for it.
pub(super) fn answer(board: &Board, open_draft: &OpenDraft, adept: PersonId) -> Option<AnyView> {
    let (_, others) = board.answer.as_ref().filter(|(asked, _)| *asked == adept)?;
    let words = &t().matching;
    let name = board.view.person(adept).map(|one| one.name.clone()).unwrap_or_default();
    Some(html! {
        <section class="match__panel">
            <h3 id=panel_id(adept) tabindex="-1">{(words.others_for)(&name)}</h3>
            <p class="muted">{words.others_lede}</p>
            {table(&board.view, open_draft, adept, others)}
            {lift(&board.view, adept, others)}
            <p class="button-row"><a class="button" href=ask_href(open_draft.id, None) data-in-place data-focus=ask_id(adept)>{words.close}</a></p>
        </section>
    })
}

fn table(view: &MatchingView, open_draft: &OpenDraft, adept: PersonId, all: &[Alternative]) -> AnyView {
    let words = &t().matching;
    if all.is_empty() {
        return html! { <p class="empty">{words.no_others}</p> };
    }
    let rows: Vec<_> = all.iter().filter_map(|other| row(view, open_draft, adept, other)).collect();
    html! {
        <table class="table table--stack match__others">
            <thead>
                <tr>
                    <th scope="col">{words.mentor}</th>
                    <th scope="col">{words.points}</th>
                    <th scope="col">{words.why_not}</th>
                    <th scope="col"><span class="visually-hidden">{words.choose}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(view: &MatchingView, open_draft: &OpenDraft, adept: PersonId, other: &Alternative) -> Option<AnyView> {
    let words = &t().matching;
    let (one, mentor) = (view.person(adept)?, view.person(other.mentor)?);
    let (total, most) = (other.score.total(), other.score.most());
    let why = other.why.map_or_else(|| words.not_worked_out.to_owned(), text::why_not);
    Some(html! {
        <tr>
            <th scope="row"><Written text=mentor.name.clone()/><br/><span class="muted"><Written text=mentor.organisation.clone()/></span></th>
            <td data-label=words.points>
                <details class="match__worth">
                    <summary>{bar(total, most)}<span>{total}</span><span class="visually-hidden">{format!(": {}", mentor.name)}</span></summary>
                    {reasons((one, mentor), &other.score)}
                </details>
            </td>
            <td data-label=words.why_not>{why}{after(view, open_draft, adept, other)}</td>
            <td>{choose(open_draft, (adept, other.mentor), &mentor.name, other.why)}</td>
        </tr>
    })
}

/// Allows a pair that has been one before, if one of the mentors was in one with
/// the adept.
fn lift(view: &MatchingView, adept: PersonId, all: &[Alternative]) -> Option<AnyView> {
    let words = &t().matching;
    let action = Action::new::<LiftFormerPair>();
    let name = view.person(adept)?.name.clone();
    let chosen = action.typed("mentor").unwrap_or_default();
    let former = all.iter().filter(|other| other.why == Some(WhyNot::Rule(Rule::FormerPair)));
    let options: Vec<_> = former
        .filter_map(|other| {
            let (value, name) = (other.mentor.to_string(), view.person(other.mentor)?.name.clone());
            Some(html! { <option value=value.clone() selected=chosen == value>{name}</option> })
        })
        .collect();
    if options.is_empty() {
        return None;
    }
    let labels = vec![("reason".to_owned(), words.lift_reason.to_owned())];
    Some(html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{words.lift}</summary>
            <Form action labels>
                <input type="hidden" name="adept" value=adept.to_string()/>
                <p>{(words.lift_lede)(&name)}</p>
                <div class="field">
                    <label for="mentor">{words.lift_mentor}</label>
                    <select id="mentor" name="mentor">{options}</select>
                </div>
                <Field name="reason" label=words.lift_reason hint=words.lift_reason_hint/>
                <div class="button-row"><Submit label=words.lift_do/></div>
            </Form>
        </details>
    })
}

/// Who has the mentor now.
fn after(view: &MatchingView, open_draft: &OpenDraft, adept: PersonId, other: &Alternative) -> Option<AnyView> {
    let theirs = open_draft.pairs.iter().find(|(pair, _)| pair.mentor == other.mentor && pair.adept != adept);
    let has = view.person(theirs?.0.adept)?.name.clone();
    Some(html! { <br/><span class="muted">{(t().matching.has_now)(&has)}</span> })
}

/// Makes the two a pair, or keeps them apart.
fn choose(open_draft: &OpenDraft, (adept, mentor): (PersonId, PersonId), name: &str, why: Option<WhyNot>) -> AnyView {
    let words = &t().matching;
    let press = |step: Step, label: &'static str| {
        html! {
            <button type="submit" form=BUTTONS name="step" value=step.to_string() class="button">
                {label}<span class="visually-hidden">{format!(": {name}")}</span>
            </button>
        }
    };
    let forbidden = open_draft.forbidden.contains(&(adept, mentor));
    let can_be = matches!(why, None | Some(WhyNot::Costs { .. }));
    let pair = can_be.then(|| press(Step::Pair(adept, mentor), words.make_pair));
    // Where a rule forbids the pair anyway, there is nothing to keep apart.
    let forbid = match why {
        Some(WhyNot::Rule(_) | WhyNot::NoPlace) if !forbidden => None,
        _ => Some(press(Step::Forbid(adept, mentor), if forbidden { words.allow } else { words.forbid })),
    };
    html! { <div class="match__choose">{pair}{forbid}</div> }
}
