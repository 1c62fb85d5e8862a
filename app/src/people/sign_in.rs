//! The three pages of signing in: the address, the code, the mail's link.

use domain::people::{DemoPerson, Duty};
use leptos::prelude::*;

use super::api::{RequestSignIn, SignInByCode, SignInByLink, check_link, read_demo_people};
use crate::{
    context,
    page::PageResult,
    text::t,
    ui::{Action, Field, Form, Kind, Page, Submit, html},
};

/// Where to go after signing in, as the address says.
fn till() -> String {
    context::query("till").unwrap_or_default()
}

/// Asks for the address. In the demo, offers its people.
pub async fn sign_in_page() -> PageResult {
    // Even if nobody can be offered, the form stands.
    let people = read_demo_people().await?;
    let (text, action) = (&t().sign_in, Action::new::<RequestSignIn>());
    let labels = vec![("email".into(), text.email.into())];
    Ok(html! {
        <div class="signin">
            <Page title=text.sign_in_title lede=text.sign_in_lede>
                <Form action native=true labels>
                    <input type="hidden" name="till" value=till()/>
                    <Field name="email" label=text.email hint=text.email_hint kind=Kind::Email autocomplete="email"/>
                    <Submit label=text.send/>
                </Form>
                <p class="muted">{text.invite_only}</p>
            </Page>
        </div>
        <DemoPeople people/>
    })
}

/// The demo's people by what they do, one press each.
#[component]
fn DemoPeople(people: Vec<DemoPerson>) -> impl IntoView {
    let text = &t().sign_in;
    if people.is_empty() {
        return ().into_any();
    }
    let groups: Vec<_> = [
        (Duty::Adept, text.duty_adept),
        (Duty::Mentor, text.duty_mentor),
        (Duty::Organiser, text.duty_organiser),
        (Duty::ContactPerson, text.duty_contact_person),
        (Duty::WorkingGroup, text.duty_working_group),
        (Duty::Reserve, text.duty_reserve),
        (Duty::Applicant, text.duty_applicant),
    ]
    .into_iter()
    .map(|(duty, title)| {
        let buttons: Vec<_> =
            people.iter().filter(|person| person.duty == duty).map(|item| demo_button(item).into_any()).collect();
        (!buttons.is_empty()).then(|| {
            html! {
                <section class="demo-people__group">
                    <h3>{title}</h3>
                    <ul>{buttons}</ul>
                </section>
            }
        })
    })
    .collect();
    html! {
        <section class="section demo-people">
            <h2>{text.demo_title}</h2>
            <p>{text.demo_lede}</p>
            <div class="demo-people__groups">{groups}</div>
        </section>
    }
}

fn demo_button(person: &DemoPerson) -> impl IntoView + use<> {
    let person = person.clone();
    html! {
        <li>
            <form method="post" action="/demo/logga-in" data-native>
                <input type="hidden" name="till" value=till()/>
                <button type="submit" name="email" value=person.email>
                    <span class="demo-people__name">{person.name}</span>
                    <span class="demo-people__org">{person.organisation}</span>
                </button>
            </form>
        </li>
    }
}

/// Takes the code, in the browser that asked for it.
pub async fn code_page() -> PageResult {
    let (text, action) = (&t().sign_in, Action::new::<SignInByCode>());
    let labels = vec![("code".into(), text.code.into())];
    // Whoever begins an application has been invited by nobody, and asks for a new mail there.
    let applies = till().starts_with("/ansok");
    let (lede, again) = if applies { (text.code_lede_applying, "/ansok") } else { (text.code_lede, "/logga-in") };
    Ok(html! {
        <div class="signin">
            <Page title=text.code_title lede>
                <Form action native=true labels>
                    <input type="hidden" name="till" value=till()/>
                    <Field name="code" label=text.code autocomplete="one-time-code" inputmode="numeric" class="code-input"/>
                    <Submit label=t().common.sign_in/>
                </Form>
                <p class="muted">{text.code_again}</p>
                <p><a href=again>{text.ask_again}</a></p>
            </Page>
        </div>
    })
}

/// Where a mail's link leads: a button, because mail scanners follow links.
pub async fn link_page() -> PageResult {
    let token = context::param("token");
    check_link(token.clone()).await?;
    let (text, action) = (&t().sign_in, Action::new::<SignInByLink>());
    Ok(html! {
        <div class="signin">
            <Page title=text.link_title lede=text.link_lede>
                <Form action native=true>
                    <input type="hidden" name="token" value=token/>
                    <input type="hidden" name="till" value=till()/>
                    <Submit label=t().common.sign_in/>
                </Form>
            </Page>
        </div>
    })
}
