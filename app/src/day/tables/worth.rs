//! What a plan is worth, in words.

use std::sync::Arc;

use domain::day::tables::{Broken, Score, TablesView};
use leptos::prelude::*;

use super::{parts::person, text};
use crate::{
    text::t,
    ui::{Icon, html},
};

/// How many broken wishes are listed. Each stands at its people's seats too.
const LISTED: usize = 12;

/// The objective and its value; which wishes are broken, and whether they had to be.
#[component]
pub(super) fn Worth(view: Arc<TablesView>) -> impl IntoView {
    let words = &t().tables;
    let Score { new, bound, repeats, .. } = view.score;
    html! {
        <section class="worth">
            <p class="door-count" role="status"><strong>{new}</strong>{(words.new_contacts)(bound)}</p>
            {(repeats > 0).then(|| html! { <p>{(words.repeats)(repeats)}</p> })}
            {wishes(&view)}
            <details>
                <summary>{words.how}</summary>
                <p>{words.how_contact}</p>
                <p>{words.how_bound}</p>
            </details>
        </section>
    }
}

fn wishes(view: &TablesView) -> AnyView {
    let words = &t().tables;
    let broken = &view.score.broken;
    if broken.is_empty() {
        return html! { <p class="notice notice--ok"><Icon name="check"/>{words.kept}</p> };
    }
    let name = |of| person(view, of).map(|sitter| sitter.name.clone()).unwrap_or_default();
    let line = |broken: &Broken| {
        let (one, other) = broken.people;
        let at = (words.broken_at)(broken.round, broken.table, &name(one), &name(other));
        html! { <li>{at}" "<span class="muted">{text::of_two(broken.wish)}</span></li> }
    };
    let more = broken.len().saturating_sub(LISTED);
    html! {
        <div class="notice notice--warn">
            <Icon name="warning"/>
            <div>
                <p><strong>{(words.broken)(broken.len())}</strong></p>
                {crowded(view)}
                <ul>
                    {broken.iter().take(LISTED).map(line).collect_view()}
                    {(more > 0).then(|| html! { <li>{(words.more)(more)}</li> })}
                </ul>
            </div>
        </div>
    }
}

/// The organisations that cannot but share tables.
fn crowded(view: &TablesView) -> Vec<AnyView> {
    let line = |(organisation, people): &(_, u32)| {
        let colleague = view.people.iter().find(|sitter| sitter.organisation == Some(*organisation))?;
        let why = (t().tables.crowded)(&colleague.organisation_name, *people, view.plan.tables);
        Some(html! { <p>{why}</p> })
    };
    view.score.crowded.iter().filter_map(line).collect()
}
