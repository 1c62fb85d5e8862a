//! The three pages of signing in: the address, the code, the mail's link.

use domain::people::{DemoPerson, Duty};
use leptos::prelude::*;

use super::{
    api::{RequestAgain, RequestSignIn, SIGNED_IN, SignInByCode, SignInByLink, check_link, read_demo_people},
    cookies,
    draft::is_drafted,
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::{errors, t},
    ui::{Action, Field, Form, Icon, Kind, Page, RejectedForm, Submit, html},
};

/// Where to go after signing in, as the address says.
fn till() -> String {
    context::query("till").unwrap_or_default()
}

/// Asks for the address. In the demo, offers its people.
pub async fn sign_in_page() -> PageResult {
    if context::caller().is_ok() && context::query("till").is_some() {
        return Ok(on_to(&till()));
    }
    let no_session = context::query(SIGNED_IN).is_some();
    // Even if nobody can be offered, the form stands.
    let people = read_demo_people().await?;
    let (text, action) = (&t().sign_in, Action::new::<RequestSignIn>());
    let labels = vec![("email".into(), text.email.into())];
    Ok(html! {
        <div class="signin">
            <Page title=text.sign_in_title lede=text.sign_in_lede>
                {no_session.then(|| html! { <Warning words=text.no_session/> })}
                {is_drafted(&till()).then(|| html! { <p class="notice notice--info"><Icon name="info"/><span>{t().drafts.sign_in_first}</span></p> })}
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

/// Whoever is signed in has no more to do here.
fn on_to(till: &str) -> AnyView {
    context::send_on(cookies::onward(till));
    ().into_any()
}

#[component]
fn Warning(words: &'static str) -> impl IntoView {
    html! { <p class="notice notice--warn" role="alert"><Icon name="warning"/><span>{words}</span></p> }
}

/// Takes the code, in the browser that asked for it.
pub async fn code_page() -> PageResult {
    let has_asked = !cookies::tickets().is_empty();
    if context::caller().is_ok() && context::query("till").is_some() && !has_asked {
        return Ok(on_to(&till()));
    }
    let (text, action) = (&t().sign_in, Action::new::<SignInByCode>());
    let labels = vec![("code".into(), text.code.into())];
    // Whoever begins an application has been invited by nobody, and asks for a new mail there.
    let applies = till().starts_with("/ansok");
    let lede = if applies { text.code_lede_applying } else { text.code_lede };
    let elsewhere = if applies { "/ansok".to_owned() } else { cookies::leading_to("/logga-in", &till()) };
    let other = if has_asked { text.other_address } else { text.ask_again };
    let no_cookie = !has_asked && context::from_request::<RejectedForm>().is_none();
    Ok(html! {
        <div class="signin">
            <Page title=text.code_title lede>
                {no_cookie.then(|| html! { <Warning words=errors::of_action(&AppError::NoCookie)/> })}
                <Form action native=true labels>
                    <input type="hidden" name="till" value=till()/>
                    <Field name="code" label=text.code autocomplete="one-time-code" inputmode="numeric" class="code-input"/>
                    <Submit label=t().common.sign_in/>
                </Form>
                <p class="muted">{text.code_again}</p>
                {has_asked.then(|| html! { <Again/> })}
                <p><a href=elsewhere>{other}</a></p>
            </Page>
        </div>
    })
}

/// Asks for another mail to an address that is shown to nobody.
#[component]
fn Again(
    /// The token of the link that is no longer good, if one led here.
    #[prop(optional)]
    token: String,
) -> impl IntoView {
    let action = Action::new::<RequestAgain>();
    html! {
        <Form action native=true>
            <input type="hidden" name="token" value=token/>
            <input type="hidden" name="till" value=till()/>
            <button type="submit" class="button">{t().sign_in.send_again}</button>
        </Form>
    }
}

/// Where a mail's link leads: a button, because mail scanners follow links.
pub async fn link_page() -> PageResult {
    let token = context::param("token");
    match check_link(&token).await {
        Ok(()) => Ok(html! { <Enter token/> }),
        Err(AppError::Used | AppError::Expired | AppError::LinkUnknown) if context::caller().is_ok() => {
            Ok(on_to(&till()))
        }
        Err(error @ (AppError::Used | AppError::Expired)) => Ok(html! { <Old error token/> }),
        Err(AppError::LinkUnknown) => Ok(html! { <Old error=AppError::LinkUnknown token=String::new()/> }),
        Err(error) => Err(error),
    }
}

#[component]
fn Enter(token: String) -> impl IntoView {
    let (text, action) = (&t().sign_in, Action::new::<SignInByLink>());
    html! {
        <div class="signin">
            <Page title=text.link_title lede=text.link_lede>
                <Form action native=true>
                    <input type="hidden" name="token" value=token/>
                    <input type="hidden" name="till" value=till()/>
                    <Submit label=t().common.sign_in/>
                </Form>
            </Page>
        </div>
    }
}

/// A link that no longer lets anyone in, and the way to a new one.
#[component]
fn Old(error: AppError, token: String) -> impl IntoView {
    let text = &t().sign_in;
    // The page of a form that comes back says what is wrong by itself.
    if context::from_request::<RejectedForm>().is_none() {
        context::set_status(error.status());
    }
    let known = !token.is_empty();
    let other = if known { text.other_address } else { text.ask_again };
    html! {
        <div class="signin">
            <Page title=text.link_old lede=errors::of_action(&error)>
                {known.then(|| html! { <Again token/> })}
                <p><a href=cookies::leading_to("/logga-in", &till())>{other}</a></p>
            </Page>
        </div>
    }
}
