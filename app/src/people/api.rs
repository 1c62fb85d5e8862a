//! Who reads, signing in and out, settings: what pages read, and the server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    input::{Checks, FieldError, Problem, clean_line},
    people::{DemoPerson, Duty, EmailAddress, PersonId, SessionId, Settings},
};
use leptos::server;
use store::{
    people::{CodeOutcome, SignInRequest},
    secret::{Code, Secret},
};

use crate::{context, error::AppError, people::cookies};

/// What the frame of every page needs to know of its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// Their number, if they are signed in.
    pub id: Option<PersonId>,
    /// Their name, if they are signed in.
    pub name: Option<String>,
    /// What they do in the round.
    pub duties: Vec<Duty>,
    /// Whether they are in a pair.
    pub in_pair: bool,
    /// Whether this is the demo.
    pub demo: bool,
}

impl Viewer {
    /// Whether they are signed in.
    pub const fn signed_in(&self) -> bool {
        self.name.is_some()
    }

    /// Whether they have this duty.
    pub fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }
}

/// Who reads. The frame stands even when that cannot be told.
pub fn viewer() -> Viewer {
    let demo = context::state().settings.demo;
    match context::caller() {
        Ok(caller) => Viewer {
            id: Some(caller.person),
            name: Some(caller.name),
            in_pair: caller.pair.is_some(),
            duties: caller.duties,
            demo,
        },
        Err(_) => Viewer { demo, ..Viewer::default() },
    }
}

/// Sends a mail with a link and a code, if the address is someone's. Goes on
/// to the page that takes the code, whatever the address.
#[server(endpoint = "people/request-sign-in")]
pub async fn request_sign_in(
    #[server(default)] email: String,
    /// Where to go afterwards.
    #[server(default)]
    till: String,
) -> Result<(), AppError> {
    let mut checks = Checks::default();
    let email = checks.field("email", EmailAddress::parse(&email));
    let email = checks.finish(email)?;
    let (store, now) = context::store_now();
    let request = SignInRequest {
        email,
        client: context::client_address(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
    };
    store.request_sign_in(&request, now).await?;
    cookies::set_ticket(&request.ticket);
    leptos_axum::redirect(&cookies::code_page(&till));
    Ok(())
}

/// Signs in with the mail's six digits, in the browser that asked for them.
#[server(endpoint = "people/sign-in-by-code")]
pub async fn sign_in_by_code(#[server(default)] code: String, #[server(default)] till: String) -> Result<(), AppError> {
    if clean_line(&code).is_empty() {
        return Err(AppError::Invalid(vec![FieldError { field: "code".into(), problem: Problem::Missing }]));
    }
    let code = Code::parse(&code).ok_or(AppError::WrongCode)?;
    let ticket = cookies::ticket().ok_or(AppError::Expired)?;
    let (store, now) = context::store_now();
    let session = cookies::new_session();
    match store.redeem_code(&ticket, &code, &session, now).await? {
        CodeOutcome::SignedIn => cookies::begin(&session, &till),
        CodeOutcome::Wrong => return Err(AppError::WrongCode),
        CodeOutcome::Over => return Err(AppError::Expired),
    }
    Ok(())
}

/// What a mail's link would do; spends nothing.
pub async fn check_link(token: String) -> Result<(), AppError> {
    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    cookies::usable(store.link_state(&link, now).await?)
}

/// Signs in with a mail's link.
#[server(endpoint = "people/sign-in-by-link")]
pub async fn sign_in_by_link(token: String, #[server(default)] till: String) -> Result<(), AppError> {
    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let session = cookies::new_session();
    cookies::usable(store.redeem_link(&link, &session, now).await?)?;
    cookies::begin(&session, &till);
    Ok(())
}

/// Signs out of this browser.
#[server(endpoint = "people/sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    match context::caller() {
        Ok(caller) => context::state().store.end_session(&caller, caller.session).await?,
        Err(AppError::SignIn) => {}
        Err(error) => return Err(error),
    }
    cookies::clear_session();
    leptos_axum::redirect("/");
    Ok(())
}

/// Signs out of every browser.
#[server(endpoint = "people/sign-out-everywhere")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.end_all_sessions(&caller).await?;
    cookies::clear_session();
    leptos_axum::redirect("/");
    Ok(())
}

/// What the settings tell the reader of themselves.
pub async fn read_settings() -> Result<Settings, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.settings(&caller, now).await?)
}

/// Ends one of the reader's other sessions.
#[server(endpoint = "people/end-session")]
pub async fn end_session(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.end_session(&caller, SessionId(id)).await?;
    Ok(())
}

/// The demo's people; nobody in an installation that is none.
pub async fn read_demo_people() -> Result<Vec<DemoPerson>, AppError> {
    let state = context::state();
    if !state.settings.demo {
        return Ok(Vec::new());
    }
    Ok(state.store.demo_people().await?)
}
