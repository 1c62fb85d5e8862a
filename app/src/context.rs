//! What pages, server functions and the server share: the one [`AppState`], the
//! request's [`Caller`] and address, time.

use std::{path::PathBuf, str::FromStr, sync::Arc};

use axum::http::request::Parts;
use domain::{
    access::Area,
    input::local_path,
    pair::PairId,
    people::{Caller, Lang},
    round::focus::SignedIn,
};
use ipnet::IpNet;
use islands::{PAGE_FIELD, READER_FIELD};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::{Store, idempotency::IdempotencyKey};

use crate::{
    error::AppError,
    round::focus::{self, Named},
};

/// Everything that a request may need, made once at start.
#[derive(Clone)]
pub struct AppState {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// What time it is.
    pub clock: Clock,
    /// How this installation runs.
    pub settings: Arc<Settings>,
}

/// How this installation runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether anyone may sign in as one of the demo's people.
    pub demo: bool,
    /// The folder that the demo's mails are laid in.
    pub mailbox: Option<PathBuf>,
    /// What people type to reach it: scheme, host and, unless it is the scheme's
    /// own, port. So browsers name it in `Origin`, too.
    pub public_url: String,
    /// Whether people reach it over HTTPS: then cookies are `Secure` and `__Host-`.
    pub https: bool,
    /// The networks of our own proxies, which are believed about whom a request
    /// comes from.
    pub trusted_proxies: Vec<IpNet>,
    /// The folder of the browser's files.
    pub site_root: PathBuf,
    /// Their names, with their content hashes.
    pub assets: Assets,
}

/// The browser's files, by their addresses.
#[derive(Clone, Debug)]
pub struct Assets {
    /// What tells this build of them from every other.
    pub build: String,
    /// The style sheet.
    pub css: String,
    /// The script of every page.
    pub script: String,
    /// What that script loads where a page needs more of it.
    pub extras: String,
    /// The code of the islands that participants meet.
    pub islands: Bundle,
    /// The code of the door.
    pub tools: Bundle,
}

/// The code that hydrates islands.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The address of the JavaScript that loads the WebAssembly.
    pub js: String,
    /// The address of the WebAssembly.
    pub wasm: String,
}

/// The one clock: the system's, or in the demo one that runs from a pretended day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock(SignedDuration);

impl Clock {
    /// The system's clock, moved so that now is `now`.
    pub fn starting_at(now: Timestamp) -> Self {
        Self(now.duration_since(Self::default().now()))
    }

    /// What time it is.
    #[expect(clippy::disallowed_methods, reason = "the one place where time is read")]
    pub fn now(self) -> Timestamp {
        Timestamp::now() + self.0
    }
}

/// The state, in a server function.
pub fn state() -> AppState {
    expect_context()
}

/// The store and the present moment, which most server functions need.
pub fn store_now() -> (Arc<dyn Store>, Timestamp) {
    let state = state();
    (state.store, state.clock.now())
}

/// Who asks.
///
/// # Errors
/// [`AppError::SignIn`], if nobody is signed in; [`AppError::Unavailable`], if
/// that cannot be told.
pub fn caller() -> Result<Caller, AppError> {
    with_parts(|parts| caller_in(&parts.extensions)).unwrap_or(Err(AppError::SignIn))
}

/// For whom the page is, by their number, and in which round and pair where that is not
/// plain: `17`, `17.15`, `17.15.7` or `17..7`. Empty if nobody is signed in. [`Rendered`]
/// reads it.
pub fn reader() -> String {
    reader_in(None)
}

/// The same for a form that acts in another round than its page's, if it does.
pub fn reader_in(round: Option<u32>) -> String {
    let Ok(caller) = caller() else { return String::new() };
    let FormFocus(named) = from_request().unwrap_or_default();
    let round = round.or(named.round).map(|round| round.to_string());
    match (round, named.pair) {
        (None, None) => caller.person.to_string(),
        (Some(round), None) => format!("{}.{round}", caller.person),
        (round, Some(pair)) => format!("{}.{}.{pair}", caller.person, round.unwrap_or_default()),
    }
}

/// For whom a form was rendered, as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendered<'a> {
    /// The number of whoever read the page; empty if nobody was signed in.
    pub person: &'a str,
    /// The round and the pair that it was about, where that was not plain.
    pub named: Named,
}

impl<'a> Rendered<'a> {
    /// What the fields of a form say; `None` if they do not.
    ///
    /// # Errors
    /// [`AppError::Malformed`] for what is no round or no pair.
    pub fn of(fields: &'a [(String, String)]) -> Result<Option<Self>, AppError> {
        let Some((_, reader)) = fields.iter().find(|(name, _)| name == READER_FIELD) else { return Ok(None) };
        let mut parts = reader.splitn(3, '.');
        let person = parts.next().unwrap_or_default();
        let (round, pair) = (parts.next(), parts.next());
        let round = round.filter(|round| !round.is_empty() || pair.is_none());
        let named = Named {
            round: round.map(str::parse).transpose().map_err(|_| AppError::Malformed)?,
            pair: pair.map(str::parse).transpose().map_err(|_| AppError::Malformed)?.map(PairId),
        };
        Ok(Some(Self { person, named }))
    }
}

/// Who asks, if an area is theirs. To others, a form that is wrong is the same as
/// one that is not there. What is done and shown there the store decides.
///
/// # Errors
/// Those of [`caller`]; [`AppError::NotFound`] for anyone else.
pub fn caller_of(area: Area) -> Result<Caller, AppError> {
    let caller = caller()?;
    if caller.may_use(area) { Ok(caller) } else { Err(AppError::NotFound) }
}

/// Whether an area is the reader's, for what is offered to them on a page of others.
pub fn reader_may_use(area: Area) -> bool {
    caller_of(area).is_ok()
}

/// Who asks, by what the server's layer has put into a request's extensions.
///
/// # Errors
/// The same as [`caller`].
pub fn caller_in(extensions: &axum::http::Extensions) -> Result<Caller, AppError> {
    match extensions.get::<CallerUnknown>() {
        Some(CallerUnknown) => Err(AppError::Unavailable),
        None => extensions.get().cloned().ok_or(AppError::SignIn),
    }
}

/// The round and the pair that the caller of a request asks in, as far as its links are to
/// name them: its path does, or they have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept(pub Named);

/// The same, as far as its forms are to say it: its links do, or the page is about another
/// round than the one that is meant elsewhere, such as the one that can be applied for, or
/// about one of several pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormFocus(pub Named);

/// Whoever is signed in, with all their rounds.
#[derive(Clone, Debug)]
pub struct AllRounds(pub Arc<SignedIn>);

/// The round and the pair that links of this request name.
pub fn kept() -> Named {
    let Kept(named) = from_request().unwrap_or_default();
    named
}

/// The number of the round that links of this request name.
pub fn kept_round() -> Option<u32> {
    kept().round
}

/// The address of a page in the round and the pair whose pages the reader is on.
pub fn in_its_round(address: &str) -> String {
    kept().address(address)
}

/// The address of a page in another round than the request's, for readers who have
/// several; to others it is the page that they have.
pub fn in_other_round(number: u32, address: &str) -> String {
    if kept_round().is_some() { focus::in_round(number, address) } else { address.to_owned() }
}

/// The request has a session, and the database could not be asked whose. Not
/// the same as nobody: they are not sent to sign in.
#[derive(Clone, Copy, Debug)]
pub struct CallerUnknown;

/// What tells this submission of a form from another one, if the form says so:
/// for what makes a row, so that a form that arrives twice makes one.
pub fn form_key() -> Option<IdempotencyKey> {
    from_request()
}

/// The fields of the form that was sent, as typed.
#[derive(Clone, Debug)]
pub struct SentFields(pub Arc<Vec<(String, String)>>);

impl SentFields {
    /// A field, the first of that name.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// The path of the page that the form which was sent stands on, as it says itself,
/// without the names of its round and pair.
pub fn form_path() -> Option<String> {
    let sent = from_request::<SentFields>()?;
    focus::unnamed(sent.value(PAGE_FIELD)?).split(['?', '#']).next().map(str::to_owned)
}

/// The parameters in the path of a page: `slug` in `/dagar/{slug}`.
#[derive(Clone, Debug, Default)]
pub struct PathParams(pub Vec<(String, String)>);

/// A parameter in the page's path; empty if its path has none of that name.
pub fn param(name: &str) -> String {
    let params = from_request::<PathParams>().unwrap_or_default().0;
    params.into_iter().find_map(|(known, value)| (known == name).then_some(value)).unwrap_or_default()
}

/// The same, as what it stands for.
///
/// # Errors
/// [`AppError::NotFound`], if it does not stand for one.
pub fn parsed_param<T: FromStr>(name: &str) -> Result<T, AppError> {
    param(name).parse().map_err(|_| AppError::NotFound)
}

/// A field of the page's query, the first of that name.
pub fn query(name: &str) -> Option<String> {
    queries(name).into_iter().next()
}

/// The fields of that name in the page's query.
pub fn queries(name: &str) -> Vec<String> {
    let fields = raw_query();
    let fields = form_urlencoded::parse(fields.as_bytes());
    fields.filter(|(known, _)| known == name).map(|(_, value)| value.into_owned()).collect()
}

/// The page's query as it was asked for, without its question mark.
pub fn raw_query() -> String {
    with_parts(|parts| parts.uri.query().map(ToOwned::to_owned)).flatten().unwrap_or_default()
}

/// The same with its question mark; empty if there is none.
pub fn search() -> String {
    let query = raw_query();
    if query.is_empty() { query } else { format!("?{query}") }
}

/// The path that was asked for, without the name of its round.
pub fn path() -> String {
    with_parts(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// The same with the name of its round, where it has one.
pub fn page_path() -> String {
    in_its_round(&path())
}

/// The page's path and query, with the name of its round where it has one.
pub fn address() -> String {
    in_its_round(&format!("{}{}", path(), search()))
}

/// Looks at the request, of which every form and link asks something: it is not
/// copied for that.
fn with_parts<T>(look: impl FnOnce(&Parts) -> T) -> Option<T> {
    with_context::<Parts, T>(look)
}

/// Something that a layer has put into the request's extensions.
pub fn from_request<T: Clone + Send + Sync + 'static>() -> Option<T> {
    with_parts(|parts| parts.extensions.get::<T>().cloned()).flatten()
}

/// A header of the request.
pub fn header(name: &str) -> Option<String> {
    with_parts(|parts| Some(parts.headers.get(name)?.to_str().ok()?.to_owned())).flatten()
}

/// Where the request came from, as the server's layer has established it.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// Where the request came from: to count by, never to be kept.
pub fn client_address() -> String {
    from_request::<ClientAddress>().map(|client| client.0).unwrap_or_default()
}

/// A cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    with_parts(|parts| cookie_in(&parts.headers, name)).flatten()
}

/// A cookie in a request's headers.
pub fn cookie_in(headers: &axum::http::HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all("cookie")
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// The reader's language: their choice, or Swedish.
pub fn lang() -> Lang {
    with_parts(|parts| lang_in(&parts.headers)).unwrap_or(Lang::Sv)
}

/// The language that the reader has chosen in this browser, if they have.
pub fn chosen_lang() -> Option<Lang> {
    cookie("lang").and_then(|name| Lang::from_name(&name))
}

/// The language that a request's headers tell of.
pub fn lang_in(headers: &axum::http::HeaderMap) -> Lang {
    cookie_in(headers, "lang").and_then(|name| Lang::from_name(&name)).unwrap_or(Lang::Sv)
}

/// Takes whoever called a server function on to a page of ours, whose address
/// is made of what they sent.
///
/// # Errors
/// [`AppError::Malformed`], if it is no address of ours.
pub fn go_on_to(path: &str) -> Result<(), AppError> {
    leptos_axum::redirect(local_path(path).ok_or(AppError::Malformed)?);
    Ok(())
}

/// Takes whoever sent a form back to its page, whose address then tells by this name
/// that something was done.
///
/// # Errors
/// [`AppError::Malformed`], if the form names a page that is no address of ours.
pub fn go_back_with(told: &str) -> Result<(), AppError> {
    form_path().map_or(Ok(()), |page| go_on_to(&format!("{page}?{told}=1")))
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), status.try_into()) {
        response.set_status(status);
    }
}

/// Sends the reader on to a page of ours, instead of the one that is being rendered.
pub fn send_on(path: &str) {
    if let (Some(response), Ok(path)) = (use_context::<ResponseOptions>(), path.parse()) {
        response.insert_header(axum::http::header::LOCATION, path);
        set_status(303);
    }
}

/// The reader's choice of light or dark; `None` follows the system.
pub fn theme() -> Option<&'static str> {
    match cookie("theme").as_deref() {
        Some("light") => Some("light"),
        Some("dark") => Some("dark"),
        _ => None,
    }
}

/// Sends the page's content security policy: only our own files, and only the
/// scripts that carry this rendering's nonce.
pub fn set_content_policy() {
    let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = policy.parse() {
        response.insert_header(axum::http::header::CONTENT_SECURITY_POLICY, policy);
    }
}
