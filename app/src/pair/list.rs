//! The list of the reader's pairs, for whoever has several.

use std::sync::Arc;

use domain::{
    pair::{first_name, list::ListedPair},
    people::Role,
    round::focus::SignedIn,
};
use leptos::prelude::*;

use super::{api::read_pairs, status};
use crate::{
    context,
    dashboard::words,
    page::PageResult,
    round::switch::pair_address,
    text::{date, lang, t},
    ui::{Icon, Page, Written, html},
};

/// All pairs of the reader's, of whatever rounds. Whoever has one is at its page.
pub async fn pairs_page() -> PageResult {
    let (reader, pairs) = read_pairs().await?;
    if let [_] = pairs[..] {
        context::send_on("/par");
    }
    let text = &t().pair;
    let several_rounds = pairs.iter().any(|pair| pair.round != pairs[0].round);
    let items: Vec<_> = pairs.into_iter().filter_map(|pair| item(&reader, pair, several_rounds)).collect();
    Ok(html! {
        <Page title=text.list_title lede=text.list_lede>
            <ul class="pair-list">{items}</ul>
        </Page>
    })
}

fn item(reader: &Arc<SignedIn>, pair: ListedPair, several_rounds: bool) -> Option<AnyView> {
    let text = &t().pair;
    let href = pair_address(reader, reader.of_pair(pair.id)?, pair.id);
    let heading = match pair.role.counterpart() {
        Role::Mentor => text.your_mentor,
        Role::Adept => text.your_adept,
    };
    let round = several_rounds.then(|| format!(", {}", (t().focus.round)(pair.round).to_lowercase()));
    let state = status::text::state(pair.state);
    let state = state.map(|(icon, words)| html! { <p class="muted"><Icon name=icon/>{words}</p> });
    let next = pair.next.map_or_else(
        || html! { <p class="muted">{text.list_no_meeting}</p> },
        |at| {
            let when = format!("{} {}", date::full(lang(), at.date()), date::time(lang(), at.time()));
            html! { <p>{text.next_meeting}": "<time datetime=date::iso_time(at)>{when}</time></p> }
        },
    );
    let partner = first_name(&pair.partner).to_owned();
    let waits: Vec<_> = pair.waits.iter().map(|what| html! { <li>{words(what, &partner)}</li> }).collect();
    let waits = (!waits.is_empty()).then(|| html! { <ul class="todo">{waits}</ul> });
    Some(html! {
        <li>
            <p class="eyebrow">{heading}{round}</p>
            <h2><a href=href><Written text=pair.partner/></a></h2>
            <p class="muted"><Written text=pair.organisation/></p>
            {state}
            {next}
            {waits}
        </li>
    })
}
