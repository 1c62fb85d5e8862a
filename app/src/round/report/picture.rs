//! The report's small charts. What they show stands beside them in words and numbers.

use leptos::prelude::*;

use crate::{text::tenths, ui::html};

/// How much of a whole: a filled part of a bar.
#[component]
pub(super) fn Share(part: u32, whole: u32) -> impl IntoView {
    let width = part.saturating_mul(100) / whole.max(1);
    html! {
        <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="share__whole" width="100" height="8"></rect>
            <rect class="share__part" width=width height="8"></rect>
        </svg>
    }
}

const COLUMN: u32 = 64;
const HEIGHT: u32 = 132;
const BASE: u32 = 104;
/// How high a bar of the greatest mean is, and that mean in tenths.
const TALLEST: u32 = 80;
const GREATEST: u32 = 50;

/// A bar for each mean, in tenths of a scale to 5, with its value above and what it is of
/// below.
#[component]
pub(super) fn Means(bars: Vec<(String, u32)>, summary: String) -> impl IntoView {
    let width = COLUMN * u32::try_from(bars.len()).unwrap_or(u32::MAX);
    let bar = |(n, (label, mean)): (u32, (String, u32))| {
        let (x, height) = (n * COLUMN, TALLEST * mean / GREATEST);
        html! {
            <g>
                <rect class="finding__bar" x=x + 12 y=BASE - height width=COLUMN - 24 height=height></rect>
                <text x=x + COLUMN / 2 y=BASE - height - 6>{tenths(mean)}</text>
                <text class="finding__rating" x=x + COLUMN / 2 y=HEIGHT - 8>{label}</text>
            </g>
        }
    };
    let drawn: Vec<_> = (0..).zip(bars).map(bar).collect();
    html! {
        <svg class="report__means" width=width viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=summary>
            {drawn}
            <line class="finding__ground" x1="0" x2=width y1=BASE y2=BASE></line>
        </svg>
    }
}
