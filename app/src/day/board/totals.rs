//! A day's figures in one table: each of its parts, and the whole day, where
//! everyone counts once.

use domain::day::{
    Segment, Standing, Tally,
    headcount::{Headcount, Presence, Totals},
};
use leptos::prelude::*;

use super::text::label;
use crate::{
    day::text as day_text,
    text::{date, lang, t},
    ui::html,
};

/// The figures of a day that has several parts, of everyone.
#[component]
pub(super) fn WholeDay(segments: Vec<Segment>, totals: Totals, presence: Presence) -> impl IntoView {
    let text = &t().organise;
    let shown = figures(totals.whole, segments.iter().find_map(|segment| segment.capacity));
    let heads: Vec<_> =
        shown.iter().map(|standing| html! { <th scope="col" class="number">{label(*standing)}</th> }).collect();
    let parts = segments.iter().zip(totals.segments).map(|(segment, tally)| {
        let hours = date::hours(lang(), segment.starts, segment.ends);
        let name = format!("{hours} {}", day_text::audience(segment.audience));
        row(name, tally, presence.of(segment.id), &shown)
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
                    <tfoot>{row(text.whole_day.to_owned(), totals.whole, presence.whole, &shown)}</tfoot>
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

/// The figures that a segment has: of seats that are offered and waited for
/// only where there is a limited number, or where some still wait.
pub(super) fn figures(tally: Tally, capacity: Option<u32>) -> Vec<Standing> {
    let seats = capacity.is_some() || tally.offered + tally.waiting > 0;
    let all = Standing::ALL.iter().copied();
    all.filter(|standing| seats || !matches!(standing, Standing::Offered | Standing::Waiting)).collect()
}
