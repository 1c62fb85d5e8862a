//! Organisations as a list that is pasted, one a line.

use leptos::prelude::*;

use super::{
    START,
    api::{self, AddOrganisations},
};
use crate::{
    context,
    page::PageResult,
    text::t,
    ui::{Action, Form, Icon, Page, Receipt, Submit, TextArea, html},
};

/// The list, and what came of the last one.
pub async fn paste_organisations_page() -> PageResult {
    let progress = api::read_start().await?.progress;
    let text = &t().start;
    let labels = vec![("names".to_owned(), text.names.to_owned())];
    Ok(html! {
        <Page title=text.organisations eyebrow=text.title lede=(text.organisations_lede)(progress.organisations)>
            {done()}
            <Form action={Action::new::<AddOrganisations>()} labels>
                <TextArea name="names" label=text.names hint=text.names_hint rows=14/>
                <div class="button-row"><Submit label=text.add/></div>
            </Form>
            <p class="section__more"><a href="/organisera/organisationer">{text.see_organisations}<Icon name="arrow-right"/></a></p>
            <p class="section__more"><a href=START><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// How many were added, and which lines were passed over.
fn done() -> Option<AnyView> {
    let text = &t().start;
    let added: u32 = context::query("nya")?.parse().ok()?;
    let passed = [("fanns", text.known), ("dubbla", text.repeated)];
    let passed = passed.into_iter().filter_map(|(name, words)| Some(words(&lines(name)?)));
    let empty = context::query("tomma").and_then(|n| n.parse().ok()).map(text.empty_lines);
    let said: Vec<_> = std::iter::once((text.added)(added)).chain(passed).chain(empty).collect();
    Some(html! { <Receipt>{said.join(" ")}</Receipt> })
}

/// The numbers of lines that the address names: "2, 5".
fn lines(name: &str) -> Option<String> {
    let lines = context::query(name)?;
    let lines: Vec<_> = lines.split('.').filter_map(|n| n.parse::<u32>().ok()).map(|n| n.to_string()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
