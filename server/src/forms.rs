//! What comes back from server functions.
//!
//! Leptos answers every error with 500, and a form that was posted without
//! JavaScript with a redirect that loses what was typed. Here every error gets
//! its own status; and such a form gets, if it was right, a redirect to where
//! the action leads, and if not, its page again with an [`RejectedForm`] of what was
//! typed and what is wrong with it. When that page cannot be rendered, or is none
//! any more, [`crate::try_again`] keeps what was typed.

use std::{sync::Arc, time::Duration};

use app::{
    context::{AppState, FormFocus, Kept, Rendered, SentFields, lang_in},
    error::AppError,
    pair::api::TakeTheirs,
    people::{
        api::{RequestAgain, RequestSignIn, SignInByCode, SignInByLink},
        draft::{DRAFT_FIELD, api::SaveDraft},
    },
    round::focus::{Named, unnamed},
    text::{errors, speaking},
    ui::{KEY_FIELD, PAGE_FIELD, RejectedForm},
};
use axum::{
    Extension,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{
        Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, REFERER, SET_COOKIE},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    input::local_path,
    people::{Caller, Lang, draft::DraftId},
};
use leptos::server_fn::{
    ServerFn,
    error::{FromServerFnError, SERVER_FN_ERROR_HEADER},
};
use store::idempotency::IdempotencyKey;
use tracing::Instrument;
use url::form_urlencoded::{self, byte_serialize};

use crate::{bare_page::status_of, focus, try_again};

/// The most that a form may send, in bytes: more than any field takes, so that
/// a text that is too long is explained at its field and given back.
pub const MAX_FORM: usize = 2 * 1024 * 1024;

/// The page script's mark on a form that it sends.
pub(crate) const IN_PLACE: HeaderName = HeaderName::from_static("x-in-place");
/// Where to go on to, told to the page script.
const NEXT: HeaderName = HeaderName::from_static("x-location");
/// What went wrong, told to an island: UTF-8, percent-encoded.
const ERROR_WORDS: HeaderName = HeaderName::from_static("x-error-words");

/// What does the same for whoever asks.
const FOR_ANYONE: [&str; 4] = [RequestSignIn::PATH, RequestAgain::PATH, SignInByCode::PATH, SignInByLink::PATH];

/// How often a call is tried whose transaction the database rolls back so that
/// another can commit, and how much longer than before it waits each time.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(20);

/// Watches over server functions.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") || request.method() != Method::POST {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let mut again = Request::from_parts(parts.clone(), Body::empty());
    let (outcome, sent) = match to_bytes(body, MAX_FORM).await {
        Ok(body) => {
            let sent = SentFields(Arc::new(fields(&body)));
            note(&mut parts, &sent, &body);
            let outcome = match for_reader(&mut parts.extensions, parts.uri.path(), &sent.0) {
                Ok(()) => {
                    as_asked(&mut again, &parts.extensions);
                    call(parts, body, next.clone()).await
                }
                Err(error) => Outcome::failed(error),
            };
            (outcome, sent)
        }
        Err(_) => (Outcome::failed(AppError::TooLarge), SentFields(Arc::default())),
    };
    if matches!(outcome, Outcome::Fine(_)) {
        forget_draft(&state, again.extensions().get().cloned(), again.uri().path(), &sent).await;
    }
    if !accepts_html(again.headers()) {
        return match outcome {
            Outcome::Fine(response) => response,
            Outcome::Failed(response, error) => with_words(response, &error, lang_in(again.headers())),
        };
    }
    let page = named_page(&sent).unwrap_or_else(|| page_of(again.headers()));
    let Kept(named) = again.extensions().get().copied().unwrap_or_default();
    match outcome {
        Outcome::Fine(response) if is_in_place(again.headers()) => go_on(&response, &page.to_string(), named, true),
        Outcome::Fine(response) => go_on(&response, &at_its_place(&page, &sent), named, false),
        Outcome::Failed(response, error) => {
            let action = again.uri().path().to_owned();
            let rejected = RejectedForm { action, page: page.to_string(), fields: sent.0.to_vec(), error };
            send_back(&state, again, rejected, response.status(), next).await
        }
    }
}

fn is_in_place(headers: &HeaderMap) -> bool {
    headers.contains_key(IN_PLACE)
}

/// What whoever sent a form gets that was not carried out: its page, with what was
/// typed and what is wrong with it. Where that page is not theirs to see, or no longer
/// has the form, what was typed is not lost either: the page script leaves it where it
/// stands, and without scripts it comes on a page of its own.
async fn send_back(
    state: &AppState,
    again: Request,
    mut rejected: RejectedForm,
    status: StatusCode,
    next: Next,
) -> Response {
    let (lang, in_place) = (lang_in(again.headers()), is_in_place(again.headers()));
    let page = match rejected.error {
        // Their words must not come up in somebody else's page, nor go with a session.
        AppError::OtherReader => None,
        AppError::SignIn if !in_place => None,
        _ => rejected_page(again, &rejected, |request| next.run(request)).await,
    };
    let told =
        |response: Response, error: &AppError| if in_place { with_words(response, error, lang) } else { response };
    if let Some(page) = page {
        return told((status, page).into_response(), &rejected.error);
    }
    if rejected.error == AppError::NotFound {
        rejected.error = AppError::FormGone;
    }
    if in_place {
        return told(speaking(lang, || error_response(&rejected.error)), &rejected.error);
    }
    try_again::page(&rejected, lang, &state.settings.assets.css)
}

/// What was kept of a form while it was typed is not offered once it has been sent.
async fn forget_draft(state: &AppState, caller: Option<Caller>, path: &str, sent: &SentFields) {
    let keeps = [SaveDraft::PATH, TakeTheirs::PATH].contains(&path);
    let draft = sent.value(DRAFT_FIELD).and(sent.value(KEY_FIELD)).and_then(DraftId::from_key);
    let (Some(caller), Some(draft), false) = (caller, draft, keeps) else { return };
    if let Err(error) = state.store.forget_draft(&caller, draft).await {
        // The form was carried out. At worst it is offered once more.
        tracing::warn!(%error, "the draft of a form that was sent is still kept");
    }
}

/// Whether whoever sends a form is who it was rendered for; they ask in the round and the
/// pair that it was rendered in. Who is not signed in is told so by the server function; signing
/// in is for anyone.
///
/// # Errors
/// [`AppError::OtherReader`], if it was someone else; [`AppError::NotFound`], if the
/// round or the pair is none of theirs; [`AppError::Malformed`], if the form does not say for whom.
pub(crate) fn for_reader(extensions: &mut Extensions, path: &str, fields: &[(String, String)]) -> Result<(), AppError> {
    if FOR_ANYONE.contains(&path) {
        return Ok(());
    }
    let rendered = Rendered::of(fields)?.ok_or(AppError::Malformed)?;
    match extensions.get::<Caller>() {
        Some(caller) if rendered.person != caller.person.to_string() => Err(AppError::OtherReader),
        _ => focus::enter_form(extensions, path, rendered.named),
    }
}

/// Has the form's page, should it come back, be read in the round of the form.
fn as_asked(again: &mut Request, extensions: &Extensions) {
    if let Some(caller) = extensions.get::<Caller>() {
        again.extensions_mut().insert(caller.clone());
    }
    if let Some(kept) = extensions.get::<Kept>() {
        again.extensions_mut().insert(*kept);
    }
    if let Some(said) = extensions.get::<FormFocus>() {
        again.extensions_mut().insert(*said);
    }
}

/// The page of a form that was not right, with what was typed and what is wrong
/// with it; `None` if it cannot be rendered either, or is none any more.
pub(crate) async fn rejected_page<F>(
    mut request: Request,
    rejected: &RejectedForm,
    render: impl FnOnce(Request) -> F,
) -> Option<Response>
where
    F: Future<Output = Response>,
{
    let page = unnamed(&rejected.page);
    become_get(&mut request, page.parse().unwrap_or(Uri::from_static("/")));
    request.extensions_mut().insert(rejected.clone());
    let page = render(request).await;
    // Whoever is signed out by now gets the way to sign in.
    let fits = page.status().is_success() || page.status() == StatusCode::UNAUTHORIZED;
    fits.then_some(page)
}

/// Calls the server function. On a task of its own: when the client goes away,
/// what has begun is finished.
async fn call(mut parts: Parts, body: Bytes, next: Next) -> Outcome {
    parts.headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let outcome = tokio::spawn(persistently(parts, body, next).in_current_span()).await;
    outcome.unwrap_or_else(|_| Outcome::failed(AppError::Internal))
}

/// Calls it again if it was rolled back so that another could commit, a few times.
async fn persistently(parts: Parts, body: Bytes, next: Next) -> Outcome {
    let mut tries = 0;
    loop {
        let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        let outcome = with_status(next.clone().run(request).await).await;
        tries += 1;
        match outcome {
            Outcome::Failed(_, AppError::Busy) if tries < TRIES => tokio::time::sleep(PAUSE * tries).await,
            outcome => return outcome,
        }
    }
}

enum Outcome {
    Fine(Response),
    Failed(Response, AppError),
}

impl Outcome {
    /// An error that no server function answered with.
    fn failed(error: AppError) -> Self {
        let json = [(CONTENT_TYPE, "application/json")];
        Self::Failed((status_of(&error), json, error.ser()).into_response(), error)
    }
}

/// Gives a failed server function's answer the status of its error.
async fn with_status(response: Response) -> Outcome {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return match response.status() {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Outcome::failed(AppError::NotFound),
            status if status.is_client_error() => Outcome::failed(AppError::Malformed),
            status if status.is_server_error() => Outcome::failed(AppError::Internal),
            _ => Outcome::Fine(response),
        };
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, MAX_FORM).await.unwrap_or_default();
    let error = AppError::de(body.clone());
    parts.status = status_of(&error);
    Outcome::Failed(Response::from_parts(parts, Body::from(body)), error)
}

pub(crate) fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The path of the page that a form was on. The origin check has seen to it
/// that it is one of ours; only its path is used.
fn page_of(headers: &HeaderMap) -> Uri {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
    let path = referer.as_ref().and_then(Uri::path_and_query).map(axum::http::uri::PathAndQuery::as_str);
    path.filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'))
        .and_then(|path| path.parse().ok())
        .unwrap_or(Uri::from_static("/"))
}

/// The page that a form says it is on: after a first try the address bar, and
/// with it the Referer, names the action instead.
fn named_page(sent: &SentFields) -> Option<Uri> {
    let (page, _) = named_place(sent)?;
    local_path(page)?.parse().ok()
}

/// The page that a form says it is on, and behind a `#` where on it one sees what came
/// of the form.
fn named_place(sent: &SentFields) -> Option<(&str, &str)> {
    let page = sent.value(PAGE_FIELD)?;
    Some(page.split_once('#').unwrap_or((page, "")))
}

/// A form's page, for a browser without scripts: it opens at the place that the form names.
fn at_its_place(page: &Uri, sent: &SentFields) -> String {
    let place = named_place(sent).map_or("", |(_, place)| place);
    let is_id = !place.is_empty() && place.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_id { format!("{page}#{place}") } else { page.to_string() }
}

/// Takes the browser to where the action leads, or back to the form's page. The
/// page script is told where that is: it goes there, or renews the page. That is in the
/// round and the pair of the form, as far as links name them.
fn go_on(response: &Response, page: &str, named: Named, in_place: bool) -> Response {
    let back = HeaderValue::from_str(page).unwrap_or(HeaderValue::from_static("/"));
    let to = response.headers().get(LOCATION).cloned().unwrap_or(back);
    let to = focus::by_name(&to, named).unwrap_or(to);
    let mut answer = if in_place {
        (StatusCode::NO_CONTENT, [(NEXT, to)]).into_response()
    } else {
        (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
    };
    for cookie in response.headers().get_all(SET_COOKIE) {
        answer.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    answer
}

/// Tells an island, or the page script, in the reader's words what went wrong.
fn with_words(mut response: Response, error: &AppError, lang: Lang) -> Response {
    let words: String = speaking(lang, || byte_serialize(errors::of_action(error).as_bytes()).collect());
    if let Ok(words) = HeaderValue::from_str(&words.replace('+', "%20")) {
        response.headers_mut().insert(ERROR_WORDS, words);
    }
    response
}

/// Turns the form's request into one for its page, by the same caller.
pub(crate) fn become_get(request: &mut Request, page: Uri) {
    *request.method_mut() = Method::GET;
    *request.uri_mut() = page;
    for header in [CONTENT_TYPE, CONTENT_LENGTH] {
        request.headers_mut().remove(header);
    }
}

/// Hands on the fields, and what tells this form from every other, if it says so.
fn note(parts: &mut Parts, sent: &SentFields, body: &Bytes) {
    if let Some(key) = sent.value(KEY_FIELD).filter(|key| !key.is_empty()) {
        parts.extensions.insert(IdempotencyKey::of_form(parts.uri.path(), key, body));
    }
    parts.extensions.insert(sent.clone());
}

fn fields(body: &Bytes) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// An error outside of any page: a plain sentence in Swedish, which
/// [`crate::refusal`] puts into the reader's words.
pub fn error_response(error: &AppError) -> Response {
    (status_of(error), Extension(error.clone()), errors::of_action(error)).into_response()
}
