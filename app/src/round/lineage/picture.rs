//! The family tree as a picture: a column for each round, a line for each person, and an
//! arc from each mentor to their adept.

use domain::{
    people::Role,
    round::lineage::{Line, Lineage, Tie},
};
use leptos::prelude::*;

use crate::{text::t, ui::html};

/// The column of names.
const NAMES: usize = 216;
/// How far apart rounds are.
const COLUMN: usize = 96;
/// Where the first line is.
const TOP: usize = 56;
/// How far apart lines are.
const ROW: usize = 40;
/// How far a name is moved in for each step from the first of its line, at most
/// [`DEEPEST`] times.
const INDENT: usize = 14;
const DEEPEST: u32 = 5;
/// A stop's radius.
const DOT: usize = 7;
/// How many letters of a name there is room for.
const LETTERS: usize = 24;

#[component]
pub(super) fn Picture(tree: Lineage) -> impl IntoView {
    let text = &t().lineage;
    let Lineage { rounds, lines, ties } = tree;
    let (width, height) = (NAMES + COLUMN * rounds.len(), TOP + ROW * lines.len());
    let summary = (text.picture_summary)(lines.len(), rounds.len());
    let place = |round: u32| rounds.iter().position(|known| *known == round).unwrap_or_default();
    let x = |round: u32| NAMES + COLUMN * place(round) + COLUMN / 2;
    let columns: Vec<_> = rounds
        .iter()
        .map(|round| {
            let x = x(*round);
            html! {
                <line class="lineage__round" x1=x x2=x y1=TOP - 28 y2=height></line>
                <text class="lineage__head" x=x y=TOP - 36>{(text.round)(*round)}</text>
            }
        })
        .collect();
    let arcs: Vec<_> = ties.iter().map(|tie| arc(*tie, x(tie.round))).collect();
    let lanes: Vec<_> = lines.iter().enumerate().map(|(n, line)| lane(n, line, &x)).collect();
    html! {
        <section class="section">
            <h2>{text.picture}</h2>
            <p>{summary.clone()}</p>
            <ul class="lineage__legend">
                <li><svg width="16" height="16" aria-hidden="true" focusable="false"><circle class="lineage__adept" cx="8" cy="8" r="6"></circle></svg>{text.legend_adept}</li>
                <li><svg width="16" height="16" aria-hidden="true" focusable="false"><circle class="lineage__mentor" cx="8" cy="8" r="6"></circle></svg>{text.legend_mentor}</li>
                <li><svg width="24" height="16" aria-hidden="true" focusable="false"><path class="lineage__tie" d="M2 8H22"></path></svg>{text.legend_tie}</li>
            </ul>
            <div class="table-wrap lineage" tabindex="0" role="group" aria-label=text.picture>
                <svg width=width height=height viewBox=format!("0 0 {width} {height}") role="img" aria-label=summary>
                    {columns}
                    {arcs}
                    {lanes}
                </svg>
            </div>
        </section>
    }
}

fn y(lane: usize) -> usize {
    TOP + ROW * lane + ROW / 2 - 8
}

/// From a mentor's stop down or up to their adept's.
fn arc(Tie { mentor, adept, .. }: Tie, x: usize) -> AnyView {
    let (from, to) = (y(mentor), y(adept));
    let path = format!("M{x} {from}C{bend} {from} {bend} {to} {x} {to}", bend = x + COLUMN / 3);
    html! { <path class="lineage__tie" d=path></path> }
}

/// Someone's name, and their stops on a line.
fn lane(n: usize, line: &Line, x: &impl Fn(u32) -> usize) -> AnyView {
    let y = y(n);
    let indent = INDENT * usize::try_from(line.depth.min(DEEPEST)).unwrap_or_default();
    let ends = line.stops.first().zip(line.stops.last());
    let way = ends.map(|(first, last)| {
        html! { <line class="lineage__way" x1=x(first.round) x2=x(last.round) y1=y y2=y></line> }
    });
    let stop = |round: u32, role: Role| {
        let class = match role {
            Role::Adept => "lineage__adept",
            Role::Mentor => "lineage__mentor",
        };
        html! { <circle class=class cx=x(round) cy=y r=DOT></circle> }
    };
    let stops: Vec<_> = line.stops.iter().map(|one| stop(one.round, one.role)).collect();
    html! {
        <text class="lineage__name" x=indent y=y + 5>{short(&line.name)}</text>
        {way}
        {stops}
    }
}

/// A name as far as there is room for it; the list has all of it.
fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}
