//! All public pages, for organisers, and whom to ask and to tell.

use domain::{
    round::public_page::{Contacts, ContactsForm, Edition, PageName, PagesOverview},
    time::{local, today},
};
use leptos::prelude::*;

use super::{
    api::{self, PAGES, SaveContacts},
    text::name,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, ReadAs, Receipt, Submit, Written, base, html, saved_receipt},
};

/// Every public page with its latest version, and the contacts.
pub async fn public_pages_page() -> PageResult {
    let PagesOverview { pages, contacts } = api::read_overview().await?;
    let text = &t().public_page;
    let rows: Vec<_> = pages.into_iter().map(|(page, edition)| row(page, edition)).collect();
    Ok(html! {
        <Page title=text.pages_title eyebrow=t().organise.title lede=text.pages_lede>
            {done()}
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.pages_title>
                <table class="table table--stack">
                    <thead>
                        <tr>
                            <th scope="col">{text.page}</th>
                            <th scope="col">{text.latest}</th>
                            <th scope="col">{text.more}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <section class="section">
                <h2>{text.contacts_title}</h2>
                <p>{text.contacts_lede}</p>
                {security_state(&contacts)}
                <ContactFields contacts/>
            </section>
        </Page>
    })
}

/// What was just done.
fn done() -> Option<AnyView> {
    let text = &t().public_page;
    if let Some(saved) = saved_receipt("sparad", text.contacts_saved) {
        return Some(saved);
    }
    let page = PageName::from_name(&context::query("publicerad")?)?;
    let words = if context::query("ihop").is_some() { text.published_together } else { text.published };
    Some(html! { <Receipt>{words(name(page))}" "<a href=page.path()>{text.to_page}</a></Receipt> })
}

fn row(page: PageName, edition: Option<Edition>) -> AnyView {
    let text = &t().public_page;
    let href = format!("{PAGES}/{}", page.name());
    let versions = format!("{href}/historik");
    html! {
        <tr>
            <th scope="row"><a href=href>{name(page)}</a></th>
            <td data-label=text.latest>{stands_at(edition)}</td>
            <td data-label=text.more>
                <a href=page.path()>{text.show}<span class="visually-hidden">{format!(": {}", name(page))}</span></a>" · "
                <a href=versions>{text.versions}<span class="visually-hidden">{format!(": {}", name(page))}</span></a>
            </td>
        </tr>
    }
}

/// Which version a page is at, since when, and who wrote it.
fn stands_at(edition: Option<Edition>) -> AnyView {
    let text = &t().public_page;
    let Some(Edition { version, at, by }) = edition else {
        return html! { <span class="tag">{text.delivered}</span> };
    };
    let on = date::without_weekday(lang(), local(at).date());
    match by {
        Some(by) => html! { {(text.version_on)(version, &on)}", "<Written text=by/> },
        None => html! { {(text.version_on)(version, &on)}" "<span class="tag">{text.delivered}</span> },
    }
}

/// Whether there is somebody to tell of weaknesses.
fn security_state(contacts: &Contacts) -> AnyView {
    let text = &t().public_page;
    let today = today(context::store_now().1);
    match &contacts.security {
        None => html! { <p class="notice notice--info"><Icon name="info"/><span>{text.no_security}</span></p> },
        Some(contact) if contact.until < today => {
            html! { <p class="notice notice--warn"><Icon name="warning"/><span>{text.security_expired}</span></p> }
        }
        Some(_) => html! { <p><a href="/.well-known/security.txt">{text.to_security}</a></p> },
    }
}

#[component]
fn ContactFields(contacts: Contacts) -> impl IntoView {
    let text = &t().public_page;
    let saved = ContactsForm::from(&contacts);
    let labels = [("questions", text.questions), ("security", text.security), ("until", text.until)]
        .map(|(name, label)| (format!("contacts[{name}]"), label.to_owned()))
        .to_vec();
    html! {
        <Form action={Action::new::<SaveContacts>()} labels=labels.clone()>
            <ReadAs read=base(&saved) labels/>
            <Field name="contacts[questions]" label=text.questions hint=text.questions_hint kind=Kind::Email value=saved.questions/>
            <Field name="contacts[security]" label=text.security hint=text.security_hint kind=Kind::Email value=saved.security/>
            <Field name="contacts[until]" label=text.until hint=text.until_hint kind=Kind::Date value=saved.until/>
            <div class="button-row"><Submit label=text.save_contacts/></div>
        </Form>
    }
}
