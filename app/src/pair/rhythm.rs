//! The rhythm of meetings: the months as a picture, and the table behind it.

use crate::ui::html;
use domain::pair::health::Month;
use leptos::prelude::*;

use crate::text::{date, lang, t};

// The months share the page's width; heights are pixels, and so is the size of letters.
const HEIGHT: u32 = 88;
const BASE: u32 = 60;
const DOT: u32 = 5;
/// Every so many months are named on a phone, and where there are many.
const NAMED: usize = 3;
/// How many months can all be named, where the page is wide.
const FEW: usize = 18;

/// Meetings held, month by month: a dot for each, a short line for a month
/// without, and nothing yet for those ahead but a ring for the agreed one.
#[component]
pub fn Rhythm(months: Vec<Month>) -> impl IntoView {
    let text = &t().pair;
    let met: u32 = months.iter().map(|month| month.held).sum();
    let passed = u32::try_from(months.iter().filter(|month| !month.ahead).count()).unwrap_or_default();
    let summary = (text.rhythm_description)(met, passed);
    let rows: Vec<_> = months.iter().map(|month| row(*month)).collect();
    let all = months.len();
    let columns: Vec<_> = months.into_iter().enumerate().map(|(n, month)| column(n, all, month)).collect();
    html! {
        <figure class="rhythm">
            <figcaption>{summary.clone()}</figcaption>
            <svg class="rhythm__chart" height=HEIGHT role="img" aria-label=summary>{columns}</svg>
            <details class="rhythm__table">
                <summary>{text.rhythm_table}</summary>
                <div class="table-wrap" tabindex="0" role="group" aria-label=text.rhythm_title>
                    <table class="table">
                        <thead><tr><th scope="col">{text.month}</th><th scope="col">{text.meetings}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

/// The `n`th of all months in the picture: dots from the base line upwards.
fn column(n: usize, all: usize, month: Month) -> AnyView {
    // In thousandths of the width
    let (from, to) = (n * 1000 / all, (n + 1) * 1000 / all);
    let percent = |thousandths: usize| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let height = |dots: u32| BASE - 9 - dots * (2 * DOT + 1);
    let dots: Vec<_> = (0..month.held.min(4))
        .map(|k| html! { <circle class="rhythm__bar" cx="50%" cy=height(k) r=DOT></circle> })
        .collect();
    let agreed = month.agreed.then(|| {
        html! { <circle class="rhythm__agreed" cx="50%" cy=height(month.held.min(3)) r=DOT - 1></circle> }
    });
    let ground = if month.ahead {
        "rhythm__ahead"
    } else if month.held == 0 {
        "rhythm__empty"
    } else {
        "rhythm__ground"
    };
    let named = (n.is_multiple_of(NAMED) || all <= FEW).then(|| {
        let between = !n.is_multiple_of(NAMED);
        html! {
            <text class="rhythm__month" class:rhythm__month--between=between x="50%" y=HEIGHT - 8>
                {date::month_short(lang(), month.first)}
            </text>
        }
    });
    html! {
        <svg x=percent(from) width=percent(to - from) height=HEIGHT>
            {dots}
            {agreed}
            <line class=ground x1="15%" y1=BASE x2="85%" y2=BASE></line>
            {named}
        </svg>
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
