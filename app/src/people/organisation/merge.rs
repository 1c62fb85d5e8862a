//! Merges an organisation into another: what follows stands there before it is done.

use domain::people::{OrganisationId, employer::Colleagues, organisation::MergePreview};
use leptos::prelude::*;

use super::{
    address_of,
    api::{self, MergeOrganisations},
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::t,
    ui::{Action, Form, Page, Submit, Tick, html},
};

/// Asks before two are merged.
pub async fn merge_page() -> PageResult {
    context::caller()?;
    let from = OrganisationId(context::parsed_param("id")?);
    let into = context::query("med").and_then(|id| id.parse().ok()).map(OrganisationId).ok_or(AppError::NotFound)?;
    let MergePreview { people, contacts, within, from: gone, into: stays } = api::read_merge(from, into).await?;
    let text = &t().organisations;
    let contacts = (!contacts.is_empty()).then(|| (text.merge_contacts)(&contacts.join(", ")));
    let back = address_of(from);
    Ok(html! {
        <Page title=(text.merge_title)(&gone.name, &stays.name) eyebrow=text.title lede=text.merge_undo>
            <ul class="section">
                <li>{(text.merge_people)(people, &stays.name)}</li>
                {contacts.map(|contacts| html! { <li>{contacts}</li> })}
                <li>{(text.merge_ends)(&gone.name)}</li>
            </ul>
            <Within within/>
            <Form action={Action::new::<MergeOrganisations>()} labels=vec![("sure".to_owned(), text.merge_sure.to_owned())]>
                <input type="hidden" name="from" value=from.to_string()/>
                <input type="hidden" name="into" value=into.to_string()/>
                <Tick name="sure" label=text.merge_sure/>
                <div class="button-row">
                    <Submit label=text.merge_do danger=true/>
                    <a href=back class="button button--quiet">{text.cancel}</a>
                </div>
            </Form>
        </Page>
    })
}

/// The pairs that a merge would leave within one organisation.
#[component]
fn Within(within: Vec<Colleagues>) -> impl IntoView {
    if within.is_empty() {
        return ().into_any();
    }
    let text = &t().organisations;
    let pair = |pair: Colleagues| html! { <li>{(text.merge_within_one)(&pair.adept, &pair.mentor)}</li> };
    let pairs: Vec<_> = within.into_iter().map(pair).collect();
    html! { <div class="notice notice--warn"><p>{text.merge_within}</p><ul>{pairs}</ul></div> }
}
