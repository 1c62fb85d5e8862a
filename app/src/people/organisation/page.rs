//! One organisation: its contact persons, what it has given and received, and what
//! organisers can change.

use domain::{
    input::tel_link,
    people::{
        Duty, Organisation, OrganisationId,
        directory::Filter,
        organisation::{Contact, Description, DescriptionForm, LedgerRow, OrganisationPage},
    },
};
use jiff::civil::Date;
use leptos::prelude::*;

use super::{
    ORGANISATIONS, address_of,
    api::{self, EditOrganisation, EndOrganisation},
    list::{Describe, kinds, labels},
};
use crate::{
    context,
    page::PageResult,
    people::{
        directory::{PEOPLE, PersonLink, address_of as person_address},
        duty::APPOINT,
    },
    round::call::choices,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, ReadAs, Submit, Written, base, chosen, html, saved_receipt, told},
};

/// One organisation.
pub async fn organisation_page() -> PageResult {
    let id = OrganisationId(context::parsed_param("id")?);
    let page = api::read_organisation(id).await?;
    let text = &t().organisations;
    let OrganisationPage { description, ended_on, merged_into, contacts, ledger, active, others, .. } = page;
    let people = Filter { organisation: Some(id), ..Filter::default() }.query();
    Ok(html! {
        <Page title=description.name.clone() eyebrow=text.title>
            {done()}
            <Left ended_on merged_into=merged_into.clone()/>
            <Contacts id contacts open=ended_on.is_none()/>
            <p class="section__more"><a href=format!("{PEOPLE}{people}")>{text.people}<Icon name="arrow-right"/></a></p>
            <Ledger ledger/>
            <Edit id description/>
            {merged_into.is_none().then(|| html! { <End id ended=ended_on.is_some() active/> <Merge id others/> })}
            <p class="section__more"><a href=ORGANISATIONS><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// What was done just before, by what the address says.
fn done() -> Option<AnyView> {
    let text = &t().organisations;
    let said = [("ny", text.added), ("avslutad", text.ended), ("igen", text.taken_in), ("ihop", text.merged)];
    let saved = saved_receipt("sparad", text.saved);
    saved.or_else(|| said.into_iter().find_map(|(name, words)| told(name, words)))
}

/// That it has left the network.
#[component]
fn Left(ended_on: Option<Date>, merged_into: Option<Organisation>) -> impl IntoView {
    let text = &t().organisations;
    let Some(ended_on) = ended_on else { return ().into_any() };
    let ended_on = (text.ended_on)(&date::without_weekday(lang(), ended_on));
    let into = merged_into.map(|into| {
        let words = (text.merged_into)(&into.name);
        html! { " " <a href=address_of(into.id)>{words}</a> }
    });
    html! { <p class="notice notice--info">{ended_on}{into}</p> }
}

#[component]
fn Contacts(id: OrganisationId, contacts: Vec<Contact>, open: bool) -> impl IntoView {
    let text = &t().organisations;
    let none = contacts.is_empty();
    let items: Vec<_> = contacts.into_iter().map(contact).collect();
    let href = format!("{APPOINT}?roll={}&org={id}", Duty::ContactPerson.name());
    html! {
        <section class="section">
            <h2>{text.contacts}</h2>
            {none.then(|| html! { <p class="empty">{text.contacts_none}</p> })}
            <ul class="sessions">{items}</ul>
            {open.then(|| html! { <p class="button-row"><a class="button" href=href>{text.name_contact}</a></p> })}
        </section>
    }
}

fn contact(contact: Contact) -> AnyView {
    let text = &t().organisations;
    let Contact { person, name, email, phone, since } = contact;
    let since = (text.contact_since)(&date::without_weekday(lang(), since));
    let phone = tel_link(&phone).map(|href| html! { ", "<a href=href>{phone}</a> });
    let replace = format!("{}/uppdrag/{}", person_address(person), Duty::ContactPerson.name());
    html! {
        <li>
            <p><PersonLink person name/>" "<span class="muted">{since}</span></p>
            <p class="muted"><a href=format!("mailto:{email}")><Written text=email.clone()/></a>{phone}</p>
            <p class="button-row"><a class="button button--quiet" href=replace>{text.replace}</a></p>
        </li>
    }
}

/// What it has given to each round, and received.
#[component]
fn Ledger(ledger: Vec<LedgerRow>) -> impl IntoView {
    let text = &t().organisations;
    let body = if ledger.is_empty() {
        html! { <p class="empty">{text.ledger_none}</p> }
    } else {
        let rows: Vec<_> = ledger.into_iter().map(ledger_row).collect();
        html! {
            <p>{text.ledger_lede}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.ledger>
                <table class="table table--stack">
                    <thead>
                        <tr>
                            <th scope="col">{text.round}</th>
                            <th scope="col" class="number">{text.adepts}</th>
                            <th scope="col" class="number">{text.mentors}</th>
                            <th scope="col" class="number">{text.places}</th>
                            <th scope="col" class="number">{text.answered}</th>
                            <th scope="col" class="number">{text.came}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    };
    html! { <section class="section"><h2>{text.ledger}</h2>{body}</section> }
}

fn ledger_row(row: LedgerRow) -> AnyView {
    let text = &t().organisations;
    let LedgerRow { round, adepts, mentors, places, asked, answered, came } = row;
    html! {
        <tr>
            <th scope="row">{round}</th>
            <td class="number" data-label=text.adepts>{adepts}</td>
            <td class="number" data-label=text.mentors>{mentors}</td>
            <td class="number" data-label=text.places>{places}</td>
            <td class="number" data-label=text.answered>{(text.of)(answered, asked)}</td>
            <td class="number" data-label=text.came>{came}</td>
        </tr>
    }
}

#[component]
fn Edit(id: OrganisationId, description: Description) -> impl IntoView {
    let text = &t().organisations;
    let (read, readable) = (base(&DescriptionForm::from(&description)), chosen("kind", kinds()));
    html! {
        <section class="section">
            <h2>{text.details}</h2>
            <p>{text.details_lede}</p>
            <Form action={Action::new::<EditOrganisation>()} labels=labels()>
                <input type="hidden" name="id" value=id.to_string()/>
                <ReadAs read labels=labels() readable/>
                <Describe description/>
                <div class="button-row"><Submit label=t().common.save/></div>
            </Form>
        </section>
    }
}

/// Takes it out of the network, or in again.
#[component]
fn End(id: OrganisationId, ended: bool, active: u32) -> impl IntoView {
    let text = &t().organisations;
    let action = Action::new::<EndOrganisation>();
    if ended {
        return html! {
            <Form action class="form button-row">
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="again" value="1"/>
                <Submit label=text.again/>
            </Form>
        };
    }
    let body = if active > 0 {
        html! { <p class="muted">{(text.end_active)(active)}</p> }
    } else {
        html! {
            <p>{text.end_lede}</p>
            <Form action>
                <input type="hidden" name="id" value=id.to_string()/>
                <div class="button-row"><Submit label=text.end_do danger=true/></div>
            </Form>
        }
    };
    html! { <details class="breakdown" open=action.is_refilled()><summary>{text.end}</summary>{body}</details> }
}

/// The way to a merge: a plain GET form, which changes nothing.
#[component]
fn Merge(id: OrganisationId, others: Vec<Organisation>) -> impl IntoView {
    let text = &t().organisations;
    let option = |(value, name): (String, String)| html! { <option value=value>{name}</option> };
    let options: Vec<_> = choices(others).into_iter().map(option).collect();
    let action = format!("{}/sammanslagning", address_of(id));
    html! {
        <details class="breakdown">
            <summary>{text.merge}</summary>
            <p>{text.merge_lede}</p>
            <form method="get" class="form" action=action>
                <div class="field">
                    <label for="med">{text.merge_into}</label>
                    <select id="med" name="med">{options}</select>
                </div>
                <div class="button-row"><button class="button" type="submit">{text.merge_see}</button></div>
            </form>
        </details>
    }
}
