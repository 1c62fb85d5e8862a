//! Who reads, signing in and out, settings: what pages read, and the server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    input::{Checks, FieldError, Problem, clean_line, onward_path},
    people::{DemoPerson, EmailAddress, Lang, PersonId, SessionId, Settings},
};
use leptos::server;
use store::{
    people::{AgainRequest, CodeOutcome, NewSession, SignInRequest},
    secret::{Code, Secret},
};

use crate::{
    context,
    error::AppError,
    people::cookies,
    round::{focus::ALL_PAIRS, switch},
};

/// In the address of the sign-in page: that a session has just begun.
pub(crate) const SIGNED_IN: &str = "inloggad";

/// What the frame of every page needs to know of its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// Their number, if they are signed in.
    pub id: Option<PersonId>,
    /// Their name, if they are signed in.
    pub name: Option<String>,
    /// The areas that are theirs, each with the number of its round if that is another
    /// one than the page's.
    pub areas: Vec<(Area, Option<u32>)>,
    /// The doors at which they help now: the address of each, and its day's title.
    pub doors: Vec<(String, String)>,
    /// Whether this is the demo.
    pub demo: bool,
}

impl Viewer {
    /// Whether they are signed in.
    pub const fn signed_in(&self) -> bool {
        self.name.is_some()
    }

    /// Where navigation leads them to a page of an area, if it does.
    pub fn led_to(&self, area: Area, path: &str) -> Option<String> {
        let (_, round) = self.areas.iter().find(|(known, _)| *known == area)?;
        if area == Area::Pair && switch::has_several_pairs() {
            return Some(ALL_PAIRS.to_owned());
        }
        Some(round.map_or_else(|| path.to_owned(), |number| context::in_other_round(number, path)))
    }
}

/// Who reads. The frame stands even when that cannot be told.
pub fn viewer() -> Viewer {
    let demo = context::state().settings.demo;
    match context::caller() {
        Ok(caller) => Viewer {
            areas: switch::areas(),
            doors: switch::doors(),
            id: Some(caller.person),
            name: Some(caller.name),
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
        kept: cookies::kept(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: onward_path(&till).unwrap_or_default().to_owned(),
        lang: context::chosen_lang(),
    };
    store.request_sign_in(&request, now).await?;
    cookies::set_ticket(&request.ticket);
    leptos_axum::redirect(&cookies::code_page(&till));
    Ok(())
}

/// Sends another mail to the address that an earlier one went to: the one whose link
/// this is, or the latest that this browser asked for. Which address it is, is told to
/// nobody.
#[server(endpoint = "people/request-again")]
pub async fn request_again(#[server(default)] token: String, #[server(default)] till: String) -> Result<(), AppError> {
    let earlier = Secret::parse(&token).or_else(|| cookies::tickets().into_iter().next());
    let (store, now) = context::store_now();
    let request = AgainRequest {
        earlier: earlier.ok_or(AppError::NoCookie)?,
        client: context::client_address(),
        kept: cookies::kept(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: onward_path(&till).unwrap_or_default().to_owned(),
        lang: context::chosen_lang(),
    };
    match store.request_again(&request, now).await {
        // It is too long ago.
        Err(store::Error::NotFound) => return Err(AppError::Expired),
        outcome => outcome?,
    }
    cookies::set_ticket(&request.ticket);
    leptos_axum::redirect(&cookies::code_page(&till));
    Ok(())
}

/// Signs in with the mail's six digits, in the browser that asked for them.
#[server(endpoint = "people/sign-in-by-code")]
pub async fn sign_in_by_code(#[server(default)] code: String, #[server(default)] till: String) -> Result<(), AppError> {
    let wrong = |problem| AppError::Invalid(vec![FieldError { field: "code".into(), problem }]);
    if clean_line(&code).is_empty() {
        return Err(wrong(Problem::Missing));
    }
    let code = Code::parse(&code).ok_or_else(|| wrong(Problem::WrongCode))?;
    let tickets = cookies::tickets();
    if tickets.is_empty() {
        // Signing in takes the tickets back: it has been done, and was pressed twice.
        context::caller().map_err(|_| AppError::NoCookie)?;
        leptos_axum::redirect(cookies::onward(&till));
        return Ok(());
    }
    let (store, now) = context::store_now();
    let session = cookies::new_session();
    match store.redeem_code(&tickets, &code, &session, now).await? {
        CodeOutcome::SignedIn => begin(&session).await,
        CodeOutcome::Wrong => return Err(wrong(Problem::WrongCode)),
        CodeOutcome::TooManyWrong => return Err(AppError::TooManyWrong),
        CodeOutcome::OverBudget => return Err(AppError::NoMoreCodes),
        CodeOutcome::Used => return Err(AppError::CodeUsed),
        CodeOutcome::Expired => return Err(AppError::Expired),
    }
    leptos_axum::redirect(cookies::onward(&till));
    Ok(())
}

/// Hands the browser its session. From now on mails come in the language that was
/// chosen in it.
async fn begin(session: &NewSession) {
    cookies::begin(session);
    if let Some(lang) = context::chosen_lang()
        && let Err(error) = keep_language(session, lang).await
    {
        tracing::warn!(%error, "a language was not kept");
    }
}

async fn keep_language(session: &NewSession, lang: Lang) -> store::Result<()> {
    let (store, now) = context::store_now();
    match store.caller(&session.secret, now).await? {
        Some(caller) => store.set_language(&caller, lang).await,
        None => Ok(()),
    }
}

/// What a mail's link would do; spends nothing.
pub async fn check_link(token: &str) -> Result<(), AppError> {
    let link = Secret::parse(token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    cookies::usable(store.link_state(&link, now).await?)
}

/// Signs in with a mail's link. One goes on by the sign-in page, which tells a browser
/// that does not keep the cookie what it lacks.
#[server(endpoint = "people/sign-in-by-link")]
pub async fn sign_in_by_link(token: String, #[server(default)] till: String) -> Result<(), AppError> {
    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let session = cookies::new_session();
    cookies::usable(store.redeem_link(&link, &session, now).await?)?;
    begin(&session).await;
    leptos_axum::redirect(&format!("{}&{SIGNED_IN}=1", cookies::leading_to("/logga-in", cookies::onward(&till))));
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
    context::go_on_to("/installningar?utloggad=1")
}

/// The demo's people; nobody in an installation that is none.
pub async fn read_demo_people() -> Result<Vec<DemoPerson>, AppError> {
    let state = context::state();
    if !state.settings.demo {
        return Ok(Vec::new());
    }
    Ok(state.store.demo_people().await?)
}
