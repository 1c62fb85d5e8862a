//! Installations of some size, for benches.

use std::{fs, path::PathBuf, process, sync::Arc};

use app::{
    context::{AppState, Assets, Bundle, Clock, Settings},
    people::cookies::session_name,
};
use axum::{
    Router,
    body::Body,
    http::{Request, Response},
};
use domain::{
    day::Answer,
    people::{Duty, EmailAddress},
    time::instant,
};
use jiff::{Timestamp, ToSpan, civil::date, tz::TimeZone};
use server::{Streams, demo, router};
use store::{
    people::NewSession,
    round::{NewArrangements, NewDay, NewPair, NewReply, NewRound},
    secret::Secret,
};
use store_sqlite::Engine;
use tokio::sync::watch;
use tower::ServiceExt;

/// How many days around the present everyone has been asked about and four of
/// five have answered.
const ANSWERED: usize = 20;

/// An installation with a round of some size.
pub struct Place {
    /// What the server was made of.
    pub state: AppState,
    /// The whole product.
    pub router: Router,
    /// Where it keeps its database.
    pub folder: PathBuf,
}

impl Place {
    /// A round of so many participants and days.
    pub async fn new(people: usize, days: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("ior-bench-{}-{people}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
        let store = Arc::new(Engine::connect(&url, &folder.join("ior.key")).await.unwrap());
        assert!(store::Rounds::load_round(&*store, &round(people, days), now()).await.unwrap());
        let bundle = Bundle { js: "/pkg/a.js".into(), wasm: "/pkg/a.wasm".into() };
        let assets = Assets {
            build: "b1".into(),
            css: "/pkg/a.css".into(),
            script: "/pkg/a.js".into(),
            extras: "/pkg/a.js".into(),
            islands: bundle.clone(),
            tools: bundle,
        };
        let settings = Settings {
            demo: false,
            mailbox: None,
            public_url: "http://ior.example".to_owned(),
            https: false,
            trusted_proxies: Vec::new(),
            site_root: PathBuf::new(),
            assets,
        };
        let state = AppState { store, clock: Clock::starting_at(now()), settings: Arc::new(settings) };
        let router = router(state.clone(), Streams::new(watch::channel(false).1));
        Self { state, router, folder }
    }

    /// The cookie of someone who signs in.
    pub async fn cookie(&self, who: &str) -> String {
        let session = NewSession { secret: Secret::generate(), client: String::new(), device: None };
        self.state.store.sign_in_as(&address(who), &session, now()).await.unwrap();
        format!("{}={}", session_name(false), session.secret.reveal())
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path).header("host", "ior.example").header("cookie", cookie);
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response
    }

    /// Removes it.
    pub async fn end(self) {
        self.state.store.close().await;
        fs::remove_dir_all(self.folder).unwrap();
    }
}

/// In the middle of the round.
pub fn now() -> Timestamp {
    instant(date(2026, 11, 20).at(9, 0, 0, 0))
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).expect("an address")
}

/// A round like the demo's, with so many participants and days.
fn round(people: usize, days: usize) -> NewRound {
    let mut round = demo::round(now());
    round.arrangements = NewArrangements::default();
    round.tables = Vec::new();
    round.applications = Vec::new();
    round.pulses = Vec::new();
    let sketches: Vec<_> = round.people.iter().filter(|person| person.duty.role().is_some()).cloned().collect();
    round.people.retain(|person| person.duty == Duty::Organiser);
    round.people.extend((1..=people).map(|n| {
        let mut person = sketches[n % sketches.len()].clone();
        person.email = address(&format!("deltagare{n}"));
        person.duty = if n % 2 == 0 { Duty::Mentor } else { Duty::Adept };
        person
    }));
    // The programme as planned: nobody of the demo has been there.
    let kickoff = NewDay { past: None, ..round.days[0].clone() };
    round.days = (0..days).map(|n| day(&kickoff, n)).collect();
    round.pairs = (1..=people / 2).map(pair).collect();
    round.replies = (0..days.min(ANSWERED)).flat_map(|day| (1..=people).filter_map(move |n| reply(day, n))).collect();
    round
}

/// The `n`th pair, which has not met yet.
fn pair(n: usize) -> NewPair {
    NewPair {
        adept: address(&format!("deltagare{}", 2 * n - 1)),
        mentor: address(&format!("deltagare{}", 2 * n)),
        every_weeks: 4,
        since: date(2026, 3, 6),
        meetings: Vec::new(),
        next: None,
        open: None,
        agreement: None,
        paused: None,
    }
}

/// The `n`th day: every other one lies ahead, the next one first.
fn day(like: &NewDay, n: usize) -> NewDay {
    let days = i64::try_from(n / 2 + 1).unwrap_or_default() * if n.is_multiple_of(2) { 7 } else { -7 };
    let wanted = now().to_zoned(TimeZone::UTC).date() + days.days();
    let first = like.segments[0].1.to_zoned(TimeZone::UTC).date();
    let moved = |at: Timestamp| at.to_zoned(TimeZone::UTC) + (wanted - first);
    NewDay {
        slug: format!("dag-{n}"),
        reply_by: moved(like.reply_by).timestamp(),
        segments: like
            .segments
            .iter()
            .map(|(audience, from, to)| (*audience, moved(*from).timestamp(), moved(*to).timestamp()))
            .collect(),
        ..like.clone()
    }
}

fn reply(day: usize, n: usize) -> Option<NewReply> {
    let answer = [Answer::Yes, Answer::Yes, Answer::No, Answer::Maybe].get((n + day) % 5)?;
    let at = now() - 240.hours();
    Some(NewReply {
        person: address(&format!("deltagare{n}")),
        day: format!("dag-{day}"),
        segment: 0,
        answer: *answer,
        at,
    })
}
