//! All organisations, and the form that adds one.

use domain::people::organisation::{Description, OrganisationKind, OrganisationLine};
use leptos::prelude::*;

use super::{
    address_of,
    api::{self, AddOrganisation},
    text::kind,
};
use crate::{
    page::PageResult,
    text::t,
    ui::{Action, Field, Form, Icon, Page, Select, Submit, Written, html},
};

/// The network's organisations, those that have left too.
pub async fn organisations_page() -> PageResult {
    let organisations = api::read_organisations().await?;
    let text = &t().organisations;
    let rows: Vec<_> = organisations.into_iter().map(row).collect();
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.title>
                <table class="table table--stack">
                    <thead>
                        <tr>
                            <th scope="col">{text.name}</th>
                            <th scope="col">{text.kind}</th>
                            <th scope="col">{text.contacts}</th>
                            <th scope="col" class="number">{text.people}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Add/>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{text.to_overview}</a></p>
        </Page>
    })
}

fn row(line: OrganisationLine) -> AnyView {
    let text = &t().organisations;
    let OrganisationLine { id, description: Description { name, kind: which, .. }, ended_on, people, contacts } = line;
    let ended = ended_on.map(|_| html! { " " <span class="tag">{text.is_ended}</span> });
    html! {
        <tr>
            <th scope="row"><a href=address_of(id)><Written text=name/></a>{ended}</th>
            <td data-label=text.kind>{kind(which)}</td>
            <td data-label=text.contacts><Written text=contacts.join(", ")/></td>
            <td class="number" data-label=text.people>{people}</td>
        </tr>
    }
}

/// The fields that describe an organisation.
#[component]
pub(super) fn Describe(
    /// What they show at first.
    #[prop(optional)]
    description: Option<Description>,
) -> impl IntoView {
    let text = &t().organisations;
    let value = |of: fn(&Description) -> &str| description.as_ref().map(of).unwrap_or_default().to_owned();
    let (name, short_name) = (value(|one| one.name.as_str()), value(|one| one.short_name.as_str()));
    let chosen = description.as_ref().map(|one| one.kind.name()).unwrap_or_default();
    html! {
        <Field name="name" label=text.name value=name/>
        <Field name="short_name" label=text.short_name hint=text.short_name_hint value=short_name/>
        <Select name="kind" label=text.kind none=text.choose options=kinds() value=chosen/>
    }
}

/// The kinds to choose from.
pub(super) fn kinds() -> Vec<(String, String)> {
    OrganisationKind::ALL.iter().map(|each| (each.name().to_owned(), kind(*each).to_owned())).collect()
}

/// What the fields are called in the summary of errors.
pub(super) fn labels() -> Vec<(String, String)> {
    let text = &t().organisations;
    [("name", text.name), ("short_name", text.short_name), ("kind", text.kind)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()))
        .to_vec()
}

#[component]
fn Add() -> impl IntoView {
    let text = &t().organisations;
    let action = Action::new::<AddOrganisation>();
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{text.add}</summary>
            <Form action labels=labels()>
                <Describe/>
                <div class="button-row"><Submit label=text.add_do/></div>
            </Form>
        </details>
    }
}
