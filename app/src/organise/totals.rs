//! A day's figures in one table: each of its parts, and the whole day, where
//! everyone counts once.

use domain::{
    day::{Board, Standing, Tally},
    headcount::{Headcount, Presence},
};
use leptos::prelude::*;

use super::board::{figures, label};
use crate::{
    day::text as day_text,
    text::{date, t},
    ui::html,
};

/// The figures of a day that has several parts.
#[component]
pub(super) fn Totals(board: Board, presence: Presence) -> impl IntoView {
    if board.segments.len() < 2 {
        return ().into_any();
    }
    let text = &t().organise;
    let whole = board.whole_day();
    let capacity = board.segments.iter().find_map(|segment| segment.segment.capacity);
    let shown = figures(whole, capacity);
    let heads: Vec<_> =
        shown.iter().map(|standing| html! { <th scope="col" class="number">{label(*standing)}</th> }).collect();
    let parts = board.segments.iter().map(|segment| {
        let name = format!(
            "{} {}",
            date::hours(segment.segment.starts, segment.segment.ends),
            day_text::audience(segment.segment.audience)
        );
        let tally = segment.guests.iter().map(|guest| guest.standing).collect();
        row(name, tally, presence.of(segment.segment.id), &shown)
    });
    let rows: Vec<_> = parts.collect();
    html! {
        <section class="board__segment">
            <h2>{text.whole_day}</h2>
            <p class="muted">{text.whole_day_lede}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.whole_day>
                <table class="table table--totals">
                    <thead>
                        <tr>
                            <th scope="col">{text.part}</th>
                            {heads}
                            <th scope="col" class="number">{text.guests}</th>
                            <th scope="col" class="number">{t().attendance.present}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{row(text.whole_day.to_owned(), whole, presence.whole, &shown)}</tfoot>
                </table>
            </div>
        </section>
    }
}

fn row(name: String, tally: Tally, count: Headcount, shown: &[Standing]) -> AnyView {
    let numbers = shown.iter().map(|standing| html! { <td class="number">{tally.of(*standing)}</td> }).collect_view();
    html! {
        <tr>
            <th scope="row">{name}</th>
            {numbers}
            <td class="number">{count.expected}</td>
            <td class="number">{count.guests + count.visitors}</td>
        </tr>
    }
}
