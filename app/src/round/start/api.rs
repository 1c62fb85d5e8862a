//! What the pages of beginning read, and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{FieldError, within},
    round::start::{FounderFacts, NetworkForm, Refusal, RoundForm, pasted_names, two_years},
    time::today,
};
use leptos::server;
use store::{
    people::{LinkState, SignInRequest},
    round::start::{Founder, StartPage},
    secret::{Code, Secret},
};

use super::{ORGANISATIONS, START};
use crate::{context, error::AppError, people::cookies, ui::settled};

/// The number of a round of which nobody has said it.
const FIRST_NUMBER: u32 = 1;

/// Whether someone runs the programme.
pub async fn has_organiser() -> Result<bool, AppError> {
    Ok(context::state().store.has_organiser().await?)
}

/// What a set-up link would do; spends nothing.
pub async fn check_setup(token: &str) -> Result<(), AppError> {
    let (store, now) = context::store_now();
    let Some(link) = Secret::parse(token) else {
        let is_run = store.has_organiser().await?;
        return Err(if is_run { AppError::Refused(Refusal::HasOrganiser.into()) } else { AppError::LinkUnknown });
    };
    usable(store.setup_state(&link, now).await?)
}

fn usable(state: LinkState) -> Result<(), AppError> {
    match state {
        LinkState::Good => Ok(()),
        LinkState::Expired => Err(AppError::Expired),
        LinkState::Used | LinkState::Unknown => Err(AppError::LinkUnknown),
    }
}

/// Makes the first organiser by a set-up link, and sends them an email to sign in with.
#[server(endpoint = "start/claim")]
pub async fn claim(
    token: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] organisation: String,
    #[server(default)] lang: String,
) -> Result<(), AppError> {
    check_setup(&token).await?;
    let FounderFacts { name, email, organisation, lang } = FounderFacts::parse(&name, &email, &organisation, &lang)?;
    let link = Secret::parse(&token).ok_or(AppError::LinkUnknown)?;
    let (store, now) = context::store_now();
    let (starts_on, ends_on) = two_years(today(now).year());
    let founder = Founder {
        name,
        organisation,
        lang,
        round: (FIRST_NUMBER, starts_on, ends_on),
        sign_in: SignInRequest {
            email,
            client: context::client_address(),
            kept: cookies::kept(),
            ticket: Secret::generate(),
            link: Secret::generate(),
            code: Code::generate(),
            till: START.to_owned(),
            lang: Some(lang),
        },
    };
    usable(store.found_by_link(&link, &founder, now).await?)?;
    cookies::set_ticket(&founder.sign_in.ticket);
    leptos_axum::redirect(&cookies::code_page(START));
    Ok(())
}

/// What there is to do, for an organiser.
pub async fn read_start() -> Result<StartPage, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.start_page(&caller).await?.ok_or(AppError::NotFound)
}

/// Saves the network's settings. If someone else saved meanwhile, both changes are put
/// together; if that does not go, the form comes back.
#[server(endpoint = "start/save-network")]
pub async fn save_network(#[server(default)] network: NetworkForm) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let read = read_start().await?;
    let (known, questions) = (read.network.as_ref(), read.contact.as_ref());
    let settled = settled("network", &network, &NetworkForm::of(known, questions), NetworkForm::parse)?;
    let (network, contact) = &settled.form;
    context::state().store.save_network(&caller, (known, questions), (network, contact)).await?;
    context::go_on_to(&format!("{START}?natverk={}", settled.how()))
}

/// Adds organisations from a list.
#[server(endpoint = "start/add-organisations")]
pub async fn add_organisations(#[server(default)] names: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let pasted = pasted_names(&names)
        .map_err(|problem| AppError::Invalid(vec![FieldError { field: "names".to_owned(), problem }]))?;
    let (store, now) = context::store_now();
    let known = store.add_organisations(&caller, context::form_key().as_ref(), &pasted.names, now).await?;
    let added = pasted.names.len() - known.len();
    let lines = |name: &str, lines: Vec<u32>| {
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
        (!lines.is_empty()).then(|| format!("&{name}={}", lines.join(".")))
    };
    let (known, repeated) = (lines("fanns", known), lines("dubbla", pasted.repeated));
    let empty = (pasted.empty > 0).then(|| format!("&tomma={}", pasted.empty));
    let skipped: String = [known, repeated, empty].into_iter().flatten().collect();
    context::go_on_to(&format!("{ORGANISATIONS}?nya={added}{skipped}"))
}

/// Settles the round, and makes its days as drafts.
#[server(endpoint = "start/plan-round")]
pub async fn plan_round(#[server(default)] round: RoundForm) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let plan = round.parse(today(now)).map_err(|fields| within("round", fields))?;
    let planned = store.plan_round(&caller, context::form_key().as_ref(), &plan, now).await;
    planned.map_err(|error| match error {
        store::Error::Invalid(fields) => AppError::Invalid(within("round", fields)),
        error => error.into(),
    })?;
    context::go_on_to(&format!("{START}?omgang=1"))
}
