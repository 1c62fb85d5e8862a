//! The rhythm of meetings: the months as a picture, and the table behind it.

use crate::ui::html;
use domain::pair::health::Month;
use leptos::prelude::*;

use crate::text::{date, lang, t};

const STEP: u32 = 40;
const HEIGHT: u32 = 100;
const BASE: u32 = 72;
const DOT: u32 = 7;

/// Meetings held, month by month: a dot for each, a short line for a month
/// without, and nothing yet for those ahead but a ring for the agreed one.
#[component]
pub fn Rhythm(months: Vec<Month>) -> impl IntoView {
    let text = &t().pair;
    let met: u32 = months.iter().map(|month| month.held).sum();
    let passed = u32::try_from(months.iter().filter(|month| !month.ahead).count()).unwrap_or_default();
    let summary = (text.rhythm_description)(met, passed);
    let width = STEP * u32::try_from(months.len()).unwrap_or_default();
    let rows: Vec<_> = months.iter().map(|month| row(*month)).collect();
    let columns: Vec<_> = (0..).zip(months).map(|(n, month)| column(n, month)).collect();
    html! {
        <figure class="rhythm">
            <figcaption>{summary.clone()}</figcaption>
            <div class="rhythm__scroll" tabindex="0" role="group" aria-label=text.rhythm_title>
                <svg class="rhythm__chart" viewBox=format!("0 0 {width} {HEIGHT}") width=width height=HEIGHT role="img" aria-label=summary>
                    {columns}
                </svg>
            </div>
            <details class="rhythm__table">
                <summary>{text.rhythm_table}</summary>
                <table class="table">
                    <thead><tr><th scope="col">{text.month}</th><th scope="col">{text.meetings}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
}

/// One month of the picture: dots from the base line upwards.
fn column(n: u32, month: Month) -> impl IntoView {
    let x = n * STEP + STEP / 2;
    let dots: Vec<_> = (0..month.held.min(4))
        .map(|k| html! { <circle class="rhythm__bar" cx=x cy=BASE - 10 - k * (2 * DOT + 2) r=DOT></circle> })
        .collect();
    let agreed = month.agreed.then(|| {
        html! { <circle class="rhythm__agreed" cx=x cy=BASE - 10 - month.held.min(3) * (2 * DOT + 2) r=DOT - 1></circle> }
    });
    let ground = if month.ahead {
        "rhythm__ahead"
    } else if month.held == 0 {
        "rhythm__empty"
    } else {
        "rhythm__ground"
    };
    html! {
        <g>
            {dots}
            {agreed}
            <line class=ground x1=x - 12 y1=BASE x2=x + 12 y2=BASE></line>
            <text class="rhythm__month" x=x y=HEIGHT - 8 text-anchor="middle">{date::month_short(lang(), month.first)}</text>
        </g>
    }
}

fn row(month: Month) -> impl IntoView {
    let held = if month.ahead { t().pair.ahead.to_owned() } else { month.held.to_string() };
    let agreed = month.agreed.then(|| format!(", {}", t().proposal.agreed_one));
    html! {
        <tr>
            <th scope="row">{date::month(lang(), month.first)}" "{month.first.year()}</th>
            <td>{held}{agreed}</td>
        </tr>
    }
}
