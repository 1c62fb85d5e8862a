//! Before there is an organiser: what everyone is told, and the page of a set-up link.

use domain::{Refusal, round::start};
use leptos::prelude::*;

use super::api::{self, Claim};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::t,
    ui::{Action, Choice, Field, Form, Kind, Page, RejectedForm, Submit, html},
};

/// What stands at every address while nobody runs the programme. The status says that
/// there is no service yet: nobody is to index or to keep the page.
pub async fn waiting_page() -> PageResult {
    if api::has_organiser().await? {
        return Err(AppError::NotFound);
    }
    context::set_status(503);
    let text = &t().start;
    Ok(html! {
        <Page title=text.waiting_title lede=text.waiting_lede>
            <section class="section">
                <h2>{text.waiting_who}</h2>
                <p>{text.waiting_link}</p>
                <p>{text.waiting_command}</p>
                <pre><code>"ior init --email namn@organisation.se --name \"För Efternamn\" --organisation \"Organisationen\""</code></pre>
            </section>
        </Page>
    })
}

/// Where a set-up link leads: a form, because whoever follows links must change nothing.
pub async fn setup_page() -> PageResult {
    let token = context::param("token");
    let text = &t().start;
    match api::check_setup(&token).await {
        Ok(()) => Ok(html! { <Claiming token/> }),
        Err(error @ AppError::Refused(Refusal::Start(start::Refusal::HasOrganiser))) => {
            Ok(not_good(&error, text.taken, true))
        }
        Err(error @ AppError::Expired) => Ok(not_good(&error, text.expired, false)),
        Err(error @ AppError::LinkUnknown) => Ok(not_good(&error, text.unknown, false)),
        Err(error) => Err(error),
    }
}

/// A link that makes nobody an organiser, and why.
fn not_good(error: &AppError, why: &'static str, taken: bool) -> AnyView {
    // The page of a form that comes back says what is wrong by itself.
    if context::from_request::<RejectedForm>().is_none() {
        context::set_status(if taken { AppError::Used.status() } else { error.status() });
    }
    html! {
        <Page title=t().start.not_good lede=why>
            {taken.then(|| html! { <p><a href="/logga-in">{t().common.sign_in}</a></p> })}
        </Page>
    }
}

#[component]
fn Claiming(token: String) -> impl IntoView {
    let text = &t().start;
    let labels = [
        ("name", text.own_name),
        ("email", text.own_email),
        ("organisation", text.own_organisation),
        ("lang", text.own_lang),
    ]
    .map(|(name, label)| (name.to_owned(), label.to_owned()));
    let langs = vec![("sv", "", "Svenska"), ("en", "", "English")];
    html! {
        <Page title=text.claim_title lede=text.claim_lede>
            <Form action={Action::new::<Claim>()} native=true labels=labels.to_vec()>
                <input type="hidden" name="token" value=token/>
                <Field name="name" label=text.own_name autocomplete="name"/>
                <Field name="email" label=text.own_email hint=text.own_email_hint kind=Kind::Email autocomplete="email"/>
                <Field name="organisation" label=text.own_organisation hint=text.own_organisation_hint autocomplete="organization"/>
                <Choice name="lang" label=text.own_lang options=langs value=context::lang().name()/>
                <p class="field__hint">{text.claim_notice}" "<a href="/integritet">{t().common.nav_privacy}</a></p>
                <div class="button-row"><Submit label=text.claim/></div>
            </Form>
        </Page>
    }
}
