//! The plan on paper: a list by name, and a sheet for each table.

use domain::day::tables::{Sitter, TablesView};
use leptos::prelude::*;

use super::{api::read_tables, parts::from, rounds::sitters};
use crate::{
    page::PageResult,
    text::{lang, t},
    ui::{DayWhen, Icon, Page, PrintButton, Written, html},
};

/// A plan, to be printed.
pub async fn sheets_page() -> PageResult {
    let view = read_tables().await?;
    let text = &t().tables;
    let back = format!("/organisera/dagar/{}/bord?pass={}", view.day.slug, view.segment.id);
    let none = view.plan.seats.is_empty();
    let sheets = (!none).then(|| {
        html! {
            <ByName view=view.clone()/>
            <div class="sheets">{(1..=view.plan.tables).map(|table| sheet(&view, table)).collect_view()}</div>
        }
    });
    Ok(html! {
        <Page title=text.title eyebrow=view.day.title.get(lang())>
            <p class="lede"><DayWhen day=view.day.clone()/></p>
            {none.then(|| html! { <p class="empty">{text.no_plan}</p> })}
            {(!none).then(|| html! { <p class="sheets__lede">{text.sheets_lede}</p> <p class="button-row"><PrintButton/></p> })}
            {sheets}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// Who sits where in which round.
#[component]
fn ByName(view: TablesView) -> impl IntoView {
    let text = &t().tables;
    let rounds = 1..=view.plan.rounds;
    let heads: Vec<_> =
        rounds.clone().map(|round| html! { <th scope="col" class="number">{(text.round)(round)}</th> }).collect();
    let row = |sitter: &Sitter| {
        let table = |round| view.plan.table_of(round, sitter.person).map(|table| table.to_string());
        let tables: Vec<_> = rounds
            .clone()
            .map(|round| html! { <td class="number" data-label=(text.round)(round)>{table(round)}</td> })
            .collect();
        html! {
            <tr>
                <th scope="row"><Written text=sitter.name.clone()/><span class="muted">", "<Written text=from(sitter)/></span></th>
                {tables}
            </tr>
        }
    };
    let rows: Vec<_> = view.people.iter().filter(|sitter| view.plan.seats_someone(sitter.person)).map(row).collect();
    html! {
        <section class="section">
            <h2>{text.by_name}</h2>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.by_name>
                <table class="table table--stack">
                    <thead><tr><th scope="col">{t().organise.name}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What stands on a table: who sits there in each round.
fn sheet(view: &TablesView, table: u32) -> AnyView {
    let text = &t().tables;
    let rounds: Vec<_> = (1..=view.plan.rounds)
        .map(|round| {
            let line = |sitter: &Sitter| {
                html! { <li><Written text=sitter.name.clone()/><span class="muted">", "<Written text=from(sitter)/></span></li> }
            };
            let names: Vec<_> = sitters(view, round, table).into_iter().map(|(_, sitter)| line(sitter)).collect();
            html! {
                <div class="sheet__round">
                    <h3>{(text.round)(round)}</h3>
                    <ul>{names}</ul>
                </div>
            }
        })
        .collect();
    html! {
        <section class="sheet">
            <h2>{(text.table)(table)}</h2>
            <div class="sheet__rounds">{rounds}</div>
        </section>
    }
}
