//! The family tree: the picture, and the list that says the same.

use domain::round::lineage::{Line, Lineage, Stop};
use leptos::prelude::*;

use super::{api::read_lineage, picture::Picture, text::was};
use crate::{
    page::PageResult,
    people::directory::PersonLink,
    round::next::ROUNDS,
    text::t,
    ui::{Icon, Page, Written, html},
};

/// The family tree.
pub async fn lineage_page() -> PageResult {
    let tree = read_lineage().await?;
    let text = &t().lineage;
    let content = if tree.lines.is_empty() {
        html! { <p class="empty">{text.empty}</p> }.into_any()
    } else {
        html! { <Picture tree=tree.clone()/><List tree/> }.into_any()
    };
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {content}
            <p class="section__more"><a href=ROUNDS><Icon name="arrow-left"/>{text.to_overview}</a></p>
        </Page>
    })
}

#[component]
fn List(tree: Lineage) -> impl IntoView {
    let text = &t().lineage;
    let rows: Vec<_> = tree.lines.into_iter().map(row).collect();
    html! {
        <section class="section">
            <h2>{text.list}</h2>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.list>
                <table class="table table--stack">
                    <thead><tr><th scope="col">{text.name}</th><th scope="col">{text.parts}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(Line { person, name, stops, .. }: Line) -> AnyView {
    let text = &t().lineage;
    let stop = |Stop { round, role, partners }: Stop| {
        let names: Vec<_> = partners.into_iter().map(|(_, name)| name).collect();
        html! { <li>{(text.round)(round)}": "<Written text=was(role, &names)/></li> }
    };
    html! {
        <tr>
            <th scope="row"><PersonLink person name/></th>
            <td data-label=text.parts><ul>{stops.into_iter().map(stop).collect_view()}</ul></td>
        </tr>
    }
}
