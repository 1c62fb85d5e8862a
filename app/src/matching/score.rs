//! What a pair is worth: as a picture, and criterion by criterion.

use domain::matching::{Profile, Reason, Score};
use leptos::prelude::*;

use super::text;
use crate::{text::t, ui::html};

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
