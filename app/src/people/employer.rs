//! Who works where: someone tells that they have changed employer, or an
//! organiser notes it.

use domain::people::employer::{Colleagues, Employee, Employers, Moved};
use leptos::prelude::*;

use crate::{
    application::api::{self, ChangeEmployer, Employer, EmployersView},
    round::call::choices,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Receipt, Select, Submit, Written, html},
};

/// Tells that one works for another organisation now.
pub async fn employer_page() -> PageResult {
    let Employer { own, others } = api::read_employer().await?;
    let text = &t().applying;
    let options = choices(others);
    let labels = vec![("organisation".to_owned(), text.employer_new.to_owned())];
    Ok(html! {
        <Page title=text.employer_title lede=text.employer_lede>
            <Saved/>
            <p>{(text.organisation_is)(&own)}</p>
            <Form action={Action::new::<ChangeEmployer>()} labels>
                <Select name="organisation" label=text.employer_new none=text.choose options/>
                <p class="field__hint">{text.employer_follows}</p>
                <div class="button-row"><Submit label=text.employer_save/></div>
            </Form>
        </Page>
    })
}

/// Notes that someone works for another organisation now, and shows which pairs
/// are within one.
pub async fn employers_page() -> PageResult {
    let EmployersView { employers, organisations } = api::read_employers().await?;
    let Employers { people, within, moves } = employers;
    let text = &t().applying;
    let who = people.into_iter().map(employee).collect();
    let organisations = choices(organisations);
    let labels = [("person", text.employer_who), ("organisation", text.employer_their_new)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    Ok(html! {
        <Page title=text.employer_title lede=text.employers_lede>
            <Saved/>
            <Within pairs=within/>
            <Form action={Action::new::<ChangeEmployer>()} labels=labels.to_vec()>
                <Select name="person" label=text.employer_who none=text.choose options=who/>
                <Select name="organisation" label=text.employer_their_new none=text.choose options=organisations/>
                <p class="field__hint">{text.employer_follows}</p>
                <div class="button-row"><Submit label=text.employer_save/></div>
            </Form>
            <EmployerChanges moves/>
        </Page>
    })
}

/// Someone, as a choice.
fn employee(one: Employee) -> (String, String) {
    (one.person.to_string(), format!("{}, {}", one.name, one.organisation))
}

/// That the change before is saved.
#[component]
fn Saved() -> impl IntoView {
    let saved = context::query("sparad").is_some();
    saved.then(|| {
        html! { <Receipt>{t().applying.employer_saved}</Receipt> }
    })
}

/// The pairs that no longer are across two organisations.
#[component]
fn Within(pairs: Vec<Colleagues>) -> impl IntoView {
    let text = &t().applying;
    if pairs.is_empty() {
        return html! { <p>{text.employers_across}</p> };
    }
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|pair| html! { <li>{(text.employers_within_one)(&pair.adept, &pair.mentor, &pair.organisation)}</li> })
        .collect();
    html! {
        <div class="notice notice--error">
            <Icon name="warning"/>
            <div><p>{text.employers_within}</p><ul>{pairs}</ul></div>
        </div>
    }
}

/// Every change so far.
#[component]
fn EmployerChanges(moves: Vec<Moved>) -> impl IntoView {
    let text = &t().applying;
    let rows: Vec<_> = moves
        .into_iter()
        .map(|moved| html! {
            <tr>
                <th scope="row"><Written text=moved.name/></th>
                <td data-label=text.employer_from><Written text=moved.from/></td>
                <td data-label=text.employer_to><Written text=moved.to/></td>
                <td data-label=text.employer_noted>{(text.employer_noted_by)(&date::moment(lang(), moved.at), &moved.by)}</td>
            </tr>
        })
        .collect();
    let table = if rows.is_empty() {
        html! { <p class="empty">{text.employers_none}</p> }
    } else {
        html! {
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{text.employer_name}</th>
                        <th scope="col">{text.employer_from}</th>
                        <th scope="col">{text.employer_to}</th>
                        <th scope="col">{text.employer_noted}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    html! { <section class="section"><h2>{text.employer_changes}</h2>{table}</section> }
}
