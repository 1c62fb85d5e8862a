//! What size does to the pages that organisers and participants look at most: a
//! round of 50 with 4 days beside one of 5,000 with 200 days, in one run. Prints
//! the time to a page's first byte and the ratio of the two; the organiser's
//! board must stay below three times. `make bench-board` runs it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a bench ends it")]

use std::{
    fs,
    path::PathBuf,
    process::{self, ExitCode},
    sync::Arc,
    time::{Duration, Instant},
};

use app::{
    context::{AppState, Assets, Bundle, Clock, Settings},
    people::cookies::session_name,
};
use axum::{Router, body::Body, http::Request};
use domain::{
    day::Answer,
    people::{Duty, EmailAddress},
    time::instant,
};
use http_body_util::BodyExt;
use jiff::{Timestamp, ToSpan, civil::date, tz::TimeZone};
use server::{Streams, demo, router};
use store::{
    people::NewSession,
    round::{NewAround, NewDay, NewReply, NewRound},
    secret::Secret,
};
use store_sqlite::Engine;
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

/// How many participants and days a round has.
const SIZES: [(usize, usize); 2] = [(50, 4), (5_000, 200)];
/// How many days around the present everyone has been asked about and four of
/// five have answered.
const ANSWERED: usize = 20;
/// How often a page is asked for; the middle one counts.
const TIMES: usize = 41;
/// How much longer than a small round's a large one's board may take.
const LIMIT: f64 = 3.0;

/// The pages, and who reads them.
const PAGES: [(&str, &str); 5] = [
    ("/organisera/dagar/dag-0", "organisator1"),
    ("/organisera/dagar/dag-0?svar=none&sok=provsson", "organisator1"),
    ("/organisera", "organisator1"),
    ("/dagar/dag-0", "deltagare1"),
    ("/min-sida", "deltagare1"),
];

#[tokio::main]
async fn main() -> ExitCode {
    let mut medians = Vec::new();
    for (people, days) in SIZES {
        let place = Place::new(people, days).await;
        let mut row = Vec::new();
        for (path, who) in PAGES {
            row.push(place.first_byte(path, who).await);
        }
        medians.push(row);
        place.end().await;
    }
    let [small, large] = SIZES;
    println!("Time to the first byte, median of {TIMES}: {small:?} and {large:?} participants and days");
    for (n, (path, _)) in PAGES.into_iter().enumerate() {
        let (small, large) = (medians[0][n], medians[1][n]);
        println!("{path:48} {small:9.2?} {large:9.2?}  {:.2} times", ratio(small, large));
    }
    let board = ratio(medians[0][0], medians[1][0]);
    println!("The board: {board:.2} times, at most {LIMIT}");
    if board < LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn ratio(small: Duration, large: Duration) -> f64 {
    large.as_secs_f64() / small.as_secs_f64()
}

/// An installation with a round of some size.
struct Place {
    state: AppState,
    router: Router,
    folder: PathBuf,
}

impl Place {
    async fn new(people: usize, days: usize) -> Self {
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
            islands: bundle.clone(),
            tools: bundle,
        };
        let settings = Settings {
            demo: false,
            post: None,
            public_url: "http://ior.example".to_owned(),
            https: false,
            site_root: PathBuf::new(),
            assets,
        };
        let state = AppState {
            store,
            clock: Clock::starting_at(now()),
            settings: Arc::new(settings),
            outbox_bell: Arc::new(Notify::new()),
        };
        let router = router(state.clone(), Streams { stop: watch::channel(false).1 });
        Self { state, router, folder }
    }

    /// The middle one of many times from the request to the first of the page.
    async fn first_byte(&self, path: &str, who: &str) -> Duration {
        let session = NewSession { secret: Secret::generate(), client: String::new() };
        self.state.store.sign_in_as(&address(who), &session, now()).await.unwrap();
        let cookie = format!("{}={}", session_name(false), session.secret.reveal());
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let request = Request::get(path).header("host", "ior.example").header("cookie", &cookie);
            let began = start();
            let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(response.status(), 200, "{path}");
            let mut body = response.into_body();
            body.frame().await.unwrap().unwrap();
            times.push(began.elapsed());
            body.collect().await.unwrap();
        }
        times.sort_unstable();
        times[TIMES / 2]
    }

    async fn end(self) {
        self.state.store.close().await;
        fs::remove_dir_all(self.folder).unwrap();
    }
}

fn start() -> Instant {
    Instant::now()
}

/// In the middle of the round.
fn now() -> Timestamp {
    instant(date(2026, 11, 20).at(9, 0, 0, 0))
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).expect("an address")
}

/// A round like the demo's, with so many participants and days.
fn round(people: usize, days: usize) -> NewRound {
    let mut round = demo::round(now());
    round.around = NewAround::default();
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
    round.pairs.clear();
    round.replies = (0..days.min(ANSWERED)).flat_map(|day| (1..=people).filter_map(move |n| reply(day, n))).collect();
    round
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
