//! A whole server over a database of its own, and browsers without a screen.
//!
//! A [`World`] is the demo's round 15 on the morning of 20 February 2026: the
//! pairs are made, the kick-off is two weeks away and has a week left to answer
//! to, `mentor1` has said yes to it, `adept1` has not answered, and no pair has
//! met. A [`Browser`] sends requests and keeps cookies.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use app::{
    context::{AllRounds, AppState, Assets, Bundle, Clock, PathParams, Settings},
    day::api::read_day,
    error::AppError,
    page,
    people::cookies::session_name,
    ui::READER_FIELD,
};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, header, request::Builder},
};
use domain::{
    day::{
        Audience,
        board::{DayFigures, Filter},
        material::{FileKind, NewMaterial},
    },
    people::EmailAddress,
    round::focus::{SignedIn, Topic},
    time::{instant, today},
};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp, civil::date};
use server::{
    Streams, demo,
    mail::render::{Origin, Words, words},
    router,
};
use sqlx::{Connection, SqliteConnection};
use store::{Caller, Rounds, Store, mail::outbox::Parcel, people::NewSession, secret::Secret};
use tokio::sync::watch;
use tower::ServiceExt;

pub use super::answer::Answer;
use super::installation::{Database, Folder, round_15};

/// The address that the browsers have typed.
pub const HOST: &str = "ior.example";
/// The next day, with a part for everyone and a part for mentors only.
pub const KICKOFF: &str = "uppstart-2026";

/// When every world begins.
pub fn start() -> Timestamp {
    instant(date(2026, 2, 20).at(9, 0, 0, 0))
}

// ---- the server ----

/// A server and its database.
pub struct World {
    /// What the server was made of.
    pub state: AppState,
    /// Turns true when the server stops.
    pub stop: watch::Sender<bool>,
    router: Router,
    folder: Arc<Folder>,
}

impl World {
    /// A server as in production, but reached over plain HTTP.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, with other settings.
    pub async fn with(set: impl FnOnce(&mut Settings)) -> Self {
        let folder = Folder::new();
        for (name, bytes) in round_15().await {
            folder.write(name, bytes);
        }
        let store = Arc::new(folder.engine().await);
        Self::serving(store, Arc::new(folder), set)
    }

    /// A server where nothing has been yet.
    pub async fn empty() -> Self {
        let folder = Folder::new();
        let store = Arc::new(folder.engine().await);
        Self::serving(store, Arc::new(folder), |_| {})
    }

    /// Two servers on one PostgreSQL, to be ended at last.
    pub async fn two() -> (Self, Self, Database) {
        let (database, folder) = (Database::new().await, Arc::new(Folder::new()));
        let engine = async || store_postgres::Engine::connect(&database.url, &folder.0.join("ior.key")).await.unwrap();
        let stores = [Arc::new(engine().await), Arc::new(engine().await)];
        assert!(stores[0].load_round(&demo::round(start()), start()).await.unwrap());
        let [one, other] = stores.map(|store| Self::serving(store, Arc::clone(&folder), |_| {}));
        (one, other, database)
    }

    fn serving(store: Arc<dyn Store>, folder: Arc<Folder>, set: impl FnOnce(&mut Settings)) -> Self {
        let bundle = Bundle { js: "/pkg/a.js".into(), wasm: "/pkg/a.wasm".into() };
        let assets = Assets {
            build: "b1".into(),
            css: "/pkg/a.css".into(),
            script: "/pkg/a.js".into(),
            extras: "/pkg/a.js".into(),
            islands: bundle.clone(),
            tools: bundle,
        };
        let mut settings = Settings {
            demo: false,
            mailbox: None,
            public_url: format!("http://{HOST}"),
            https: false,
            trusted_proxies: Vec::new(),
            site_root: folder.0.join("site"),
            assets,
        };
        set(&mut settings);
        let state = AppState { store, clock: Clock::starting_at(start()), settings: Arc::new(settings) };
        Self::of(state, folder)
    }

    fn of(state: AppState, folder: Arc<Folder>) -> Self {
        let (stop, stopping) = watch::channel(false);
        let router = router(state.clone(), Streams::new(stopping));
        Self { state, stop, router, folder }
    }

    /// The same installation after some time.
    pub fn after(&self, time: SignedDuration) -> Self {
        let state = AppState { clock: Clock::starting_at(self.state.clock.now() + time), ..self.state.clone() };
        Self::of(state, Arc::clone(&self.folder))
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser {
            state: self.state.clone(),
            router: self.router.clone(),
            cookies: Mutex::default(),
            _folder: Arc::clone(&self.folder),
        }
    }

    /// The same browser at another server.
    pub fn moved(&self, browser: &Browser) -> Browser {
        let cookies = Mutex::new(browser.cookies.lock().unwrap().clone());
        Browser { state: self.state.clone(), router: self.router.clone(), cookies, _folder: Arc::clone(&self.folder) }
    }

    /// A browser with which one of the demo's people is signed in.
    pub async fn browser(&self, who: &str) -> Browser {
        let browser = self.stranger();
        let session = self.sign_in(who).await;
        browser.set_cookie(session_name(self.state.settings.https), session.reveal());
        browser
    }

    async fn sign_in(&self, who: &str) -> Secret {
        let email = email(who);
        let session = NewSession { secret: Secret::generate(), client: "Testwebbläsare".into(), device: None };
        self.state.store.sign_in_as(&email, &session, self.state.clock.now()).await.unwrap();
        session.secret
    }

    /// The segments of the kick-off: for everyone, and for mentors only.
    pub async fn segments(&self) -> [i64; 2] {
        let day = self.browser("mentor1").await.read(read_day(KICKOFF.to_owned())).await.unwrap();
        [0, 1].map(|n| day.view.answers[n].segment.id.0)
    }

    /// The kick-off's number.
    pub async fn kickoff(&self) -> i64 {
        let day = self.browser("mentor1").await.read(read_day(KICKOFF.to_owned())).await.unwrap();
        day.view.day.id.0
    }

    /// A meeting that `who` has logged with [`log`], and so the number of it.
    pub async fn meeting_of(&self, who: &str) -> String {
        let answer = self.browser(who).await.call("pair/log-meeting", &form(&log())).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let number = answer.location().strip_prefix("/par/traffar/").and_then(|rest| rest.split_once('?'));
        number.expect("the meeting's page").0.to_owned()
    }

    /// Times that `who` has proposed with [`proposal`], and so the number of it.
    pub async fn proposal_of(&self, who: &str) -> i64 {
        let answer = self.browser(who).await.call("proposal/propose", &form(&proposal())).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.state.store.meetings(&self.caller(who).await).await.unwrap().open.unwrap().id.0
    }

    /// A file of the kick-off, added by an organiser, and so its number.
    pub async fn file(&self, audience: Audience) -> i64 {
        let organiser = self.caller("organisator1").await;
        let file = NewMaterial {
            audience,
            name: format!("Råd för {}.pdf", audience.name()),
            kind: FileKind::Pdf,
            content: b"%PDF-1.4 kanariefil".to_vec(),
        };
        self.state.store.add_material(&organiser, KICKOFF, None, &file, self.state.clock.now()).await.unwrap().0
    }

    /// The emails that wait in the outbox, oldest first.
    pub async fn messages(&self) -> Vec<Parcel> {
        self.state.store.due_emails(1000, self.state.clock.now()).await.unwrap()
    }

    /// All that a form could change: everyone's answers, the first pair's
    /// meetings with every word of them, the post, and the first pair's sessions.
    pub async fn everything(&self) -> String {
        let (store, now) = (&self.state.store, self.state.clock.now());
        let organiser = self.caller("organisator1").await;
        let mut everything = Vec::new();
        for DayFigures { day, .. } in store.overview_page(&organiser, now).await.unwrap().unwrap().days {
            everything
                .push(format!("{:#?}", store.board(&organiser, &day.slug, &Filter::default(), now).await.unwrap()));
        }
        store.end_session(&organiser, organiser.session).await.unwrap();
        for who in ["adept1", "mentor1"] {
            let caller = self.caller(who).await;
            let meetings = store.meetings(&caller).await.unwrap();
            everything.push(format!("{meetings:#?}"));
            for held in meetings.held {
                everything.push(format!("{:#?}", store.meeting(&caller, held.id).await.unwrap()));
            }
            store.end_session(&caller, caller.session).await.unwrap();
            everything.push(format!("{:#?}", store.settings(&caller, now).await.unwrap().sessions));
        }
        everything.push(format!("{} letters", self.messages().await.len()));
        everything.join("\n")
    }

    /// Signs browsers out, so that [`World::everything`] is as before they came.
    pub async fn signed_out(&self, browsers: &[&Browser]) {
        for browser in browsers {
            assert_eq!(browser.call("people/sign-out", "").await.status, 200);
        }
    }

    /// Runs a statement on a file of the installation, past the server.
    pub async fn write(&self, file: &str, statement: &'static str) {
        let url = format!("sqlite:{}", self.folder.0.join(file).display());
        let mut raw = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
    }

    /// Someone, as the store knows who asks.
    pub async fn caller(&self, who: &str) -> Caller {
        let session = self.sign_in(who).await;
        self.state.store.caller(&session, self.state.clock.now()).await.unwrap().unwrap()
    }
}

// ---- browsers ----

/// A browser: it keeps cookies, and has no JavaScript unless a test plays it.
pub struct Browser {
    state: AppState,
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    _folder: Arc<Folder>,
}

impl Browser {
    /// The same browser, whose reader has chosen English.
    pub fn in_english(self) -> Self {
        self.set_cookie("lang", "en");
        self
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::ACCEPT, "text/html"), "").await
    }

    /// Calls a server function as the page's own code does.
    pub async fn call(&self, function: &str, fields: &str) -> Answer {
        let fields = self.as_rendered(fields).await;
        self.send(post(function).header(header::ACCEPT, "application/json"), fields).await
    }

    /// Reads what a page of this browser's reader would read.
    ///
    /// # Errors
    /// Those of what is read.
    pub async fn read<T: Send>(&self, read: impl Future<Output = Result<T, AppError>> + Send) -> Result<T, AppError> {
        self.read_on("/", &[], read).await
    }

    /// The same on the page at an address, whose path has these parameters.
    ///
    /// # Errors
    /// Those of what is read.
    pub async fn read_on<T: Send>(
        &self,
        address: &str,
        params: &[(&str, &str)],
        read: impl Future<Output = Result<T, AppError>> + Send,
    ) -> Result<T, AppError> {
        let mut request = Request::get(address).header(header::HOST, HOST).header(header::COOKIE, self.cookie_header());
        let day = today(self.state.clock.now());
        if let Some(reader) = self.signed_in().await?.map(Arc::new) {
            let meant = reader.meant(Topic::Anything, day).map(|standing| reader.caller(standing));
            request = request.extension(AllRounds(reader));
            if let Some(caller) = meant {
                request = request.extension(caller);
            }
        }
        let request = request.body(Body::empty()).unwrap();
        let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        page::read(self.state.clone(), PathParams(params), request, read).await
    }

    /// Posts a form of `page` to a server function, as without JavaScript.
    pub async fn submit(&self, page: &str, function: &str, fields: &str) -> Answer {
        let request = post(function)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(header::REFERER, format!("http://{HOST}{page}"))
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin");
        self.send(request, self.as_rendered(fields).await).await
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: Builder, body: impl Into<Body>) -> Answer {
        let (parts, bytes) = self.whole(request, body).await.into_parts();
        let body = String::from_utf8(bytes).expect("text in UTF-8");
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Downloads a file, which may be no text.
    pub async fn download(&self, path: &str) -> Response<Vec<u8>> {
        self.whole(Request::get(path).header(header::ACCEPT, "text/html"), "").await
    }

    async fn whole(&self, request: Builder, body: impl Into<Body>) -> Response<Vec<u8>> {
        let (parts, body) = self.open(request, body).await.into_parts();
        let bytes = soon(body.collect()).await.unwrap().to_bytes();
        Response::from_parts(parts, bytes.to_vec())
    }

    /// Sends a request, and hands over an answer that may not end.
    pub async fn open(&self, request: Builder, body: impl Into<Body>) -> Response<Body> {
        let request = request.header(header::HOST, HOST).header(header::COOKIE, self.cookie_header());
        let response = self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.lock().unwrap().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
        response
    }

    /// Who is signed in with it.
    async fn signed_in(&self) -> store::Result<Option<SignedIn>> {
        let secret = self.cookie(session_name(self.state.settings.https)).and_then(|secret| Secret::parse(&secret));
        match secret {
            Some(secret) => self.state.store.signed_in(&secret, self.state.clock.now()).await,
            None => Ok(None),
        }
    }

    /// A form's fields with what every form says: for whom it was rendered.
    pub async fn as_rendered(&self, fields: &str) -> String {
        if fields.contains(READER_FIELD) {
            return fields.to_owned();
        }
        format!("{READER_FIELD}={}&{fields}", self.reader().await)
    }

    /// The number of whoever is signed in; empty if nobody is.
    pub async fn reader(&self) -> String {
        let reader = self.signed_in().await.ok().flatten();
        reader.map(|reader| reader.person.to_string()).unwrap_or_default()
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// A cookie that the browser holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie into the browser.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }
}

/// Someone's address.
pub fn email(who: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{who}@example.org")).unwrap()
}

/// A request to a server function.
pub fn post(function: &str) -> Builder {
    Request::post(format!("/api/{function}")).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Fields as forms send them.
pub fn form(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// What an email says.
pub fn words_of(parcel: &Parcel) -> Words {
    let from = "Mentorprogrammet IOR <ior@example.org>".parse().unwrap();
    let origin = Origin { public_url: "https://ior.example", calendar_domain: "ior.example", from: &from };
    words(parcel, &origin, Some(15))
}

/// The fields of a good log, with a word of its own in each text, on a day
/// when nobody had answered anything yet.
pub fn log() -> Vec<(&'static str, &'static str)> {
    vec![
        ("log[date]", "2026-02-10"),
        ("log[minutes]", "75"),
        ("log[form]", "study_visit"),
        ("log[notes]", "kanarienotis"),
        ("log[actions][0][what]", "kanarieåtgärd"),
        ("log[actions][0][who]", "mentor"),
        ("log[reflection]", "kanariereflektion"),
    ]
}

/// The same with one field changed.
pub fn log_with(field: &'static str, value: &'static str) -> String {
    let mut fields = log();
    fields.retain(|(name, _)| *name != field);
    fields.push((field, value));
    form(&fields)
}

/// The fields of a good proposal of two times, with a word of its own in its place.
pub fn proposal() -> Vec<(&'static str, &'static str)> {
    vec![
        ("proposal[times][0][date]", "2026-04-01"),
        ("proposal[times][0][time]", "09:00"),
        ("proposal[times][1][date]", "2026-03-27"),
        ("proposal[times][1][time]", "13.30"),
        ("proposal[minutes]", "90"),
        ("proposal[form]", "study_visit"),
        ("proposal[host]", "mentor"),
        ("proposal[place]", "kanarieplats"),
        ("proposal[link]", ""),
    ]
}

/// The same with some fields changed.
pub fn proposal_with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> =
        proposal().into_iter().filter(|(name, _)| changes.iter().all(|(of, _)| of != name)).collect();
    fields.extend(changes);
    fields
}

/// Waits for what must come. The time is a guard against waiting for ever.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), what).await.expect("it never came")
}
