//! What pages cost: how many queries each makes, in a round of 50 and in one of
//! 5,000, and how fast the dashboard and the board are beside their floor, which
//! is a handler behind the same layers that does the same reads and answers with
//! as much text from one string. Prints `name: value` lines; `make bench` runs it
//! on one core. Ratios are medians of pairs taken in turns, with the spread of
//! the middle half.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a bench ends it")]

mod place;

use std::{
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use app::context::AppState;
use axum::{Extension, Router, extract::State, middleware::from_fn_with_state, response::Html, routing::get};
use domain::{day::board::Filter, people::Caller};
use http_body_util::BodyExt;
use place::{Place, now};
use server::{security, session};
use tracing::{Event, Level, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    layer::{Context, Layer, SubscriberExt},
    registry,
};

/// How many participants and days the two rounds have.
const SMALL: (usize, usize) = (50, 4);
const LARGE: (usize, usize) = (5_000, 200);
/// A day that everyone has been asked about.
const DAY: &str = "dag-0";
/// How many pairs of measurements a ratio is taken of, and how long each is.
const TURNS: usize = 21;
const TURN: Duration = Duration::from_millis(250);

/// The pages whose queries are counted, by the name of their figure, who reads
/// them and the most that they may take.
const PAGES: [(&str, &str, &str, usize); 7] = [
    ("dashboard", "/min-sida", "deltagare1", 8),
    ("day", "/dagar/dag-0", "deltagare1", 6),
    ("pair", "/par", "deltagare1", 8),
    ("log_form", "/par/traffar/ny", "deltagare1", 5),
    ("board", "/organisera/dagar/dag-0", "organisator1", 6),
    ("overview", "/organisera", "organisator1", 8),
    ("settings", "/installningar", "deltagare1", 3),
];

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    if runtime.block_on(measure()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures all; whether everything is within its limits.
async fn measure() -> bool {
    let place = Place::new(SMALL.0, SMALL.1).await;
    let ssr = vs_floor(&place, "/min-sida", "deltagare1").await;
    let board = vs_floor(&place, "/organisera/dagar/dag-0", "organisator1").await;
    // From here on every statement is told of, which takes time.
    let counted = registry().with(LevelFilter::DEBUG).with(Statements);
    tracing::subscriber::set_global_default(counted).unwrap();
    let small = queries(&place).await;
    place.end().await;
    let place = Place::new(LARGE.0, LARGE.1).await;
    let large = queries(&place).await;
    place.end().await;

    let mut fine = true;
    for (n, (name, _, _, most)) in PAGES.into_iter().enumerate() {
        println!("queries_{name}: {}", small[n]);
        if large[n] != small[n] || small[n] > most {
            println!("# {name} takes {} queries with 5,000 people, and may take {most}", large[n]);
            fine = false;
        }
    }
    println!("ssr_vs_floor: {ssr}");
    println!("board_vs_floor: {board}");
    fine
}

// ---- queries ----

static SENT: AtomicUsize = AtomicUsize::new(0);

/// Counts the statements that sqlx tells of.
struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" && *event.metadata().level() == Level::DEBUG {
            SENT.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// How many queries each page makes, the caller's own included.
async fn queries(place: &Place) -> Vec<usize> {
    let mut taken = Vec::new();
    for (_, path, who, _) in PAGES {
        let cookie = place.cookie(who).await;
        let before = SENT.load(Ordering::SeqCst);
        let _ = place.get(path, &cookie).await.into_body().collect().await.unwrap();
        taken.push(SENT.load(Ordering::SeqCst) - before);
    }
    taken
}

// ---- the floor ----

/// What the floor of a page answers with.
#[derive(Clone)]
struct Page {
    path: &'static str,
    text: String,
}

/// A page's speed beside its floor's: 1 is as fast.
async fn vs_floor(place: &Place, path: &'static str, who: &str) -> Ratio {
    let cookie = place.cookie(who).await;
    let page = place.get(path, &cookie).await.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(page.to_vec()).expect("text in UTF-8");
    let floor = Place {
        state: place.state.clone(),
        router: floor(&place.state, Page { path, text }),
        folder: place.folder.clone(),
    };
    let mut ratios = Vec::new();
    for _ in 0..TURNS {
        let own = rate(place, path, &cookie).await;
        ratios.push(own / rate(&floor, path, &cookie).await);
    }
    Ratio::of(ratios)
}

fn floor(state: &AppState, page: Page) -> Router {
    let router = Router::new()
        .route(page.path, get(answer))
        .layer(Extension(page))
        .layer(from_fn_with_state(state.clone(), session::layer))
        .with_state(state.clone());
    security::protect(router, &state.settings)
}

/// Reads what the page reads, and shows something else.
async fn answer(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(page): Extension<Page>,
) -> Html<String> {
    if page.path.starts_with("/organisera/") {
        state.store.day_board(&caller, DAY, &Filter::default(), now()).await.unwrap();
    } else {
        state.store.dashboard(&caller, now()).await.unwrap();
    }
    Html(page.text)
}

/// Answers a second, one request after the other.
async fn rate(place: &Place, path: &str, cookie: &str) -> f64 {
    let (began, mut answers) = (Instant::now(), 0_u32);
    while began.elapsed() < TURN {
        let _ = place.get(path, cookie).await.into_body().collect().await.unwrap();
        answers += 1;
    }
    f64::from(answers) / began.elapsed().as_secs_f64()
}

/// A median, and where the middle half lies.
struct Ratio {
    low: f64,
    median: f64,
    high: f64,
}

impl Ratio {
    fn of(mut ratios: Vec<f64>) -> Self {
        ratios.sort_unstable_by(f64::total_cmp);
        let at = |share: usize| ratios[(ratios.len() - 1) * share / 4];
        Self { low: at(1), median: at(2), high: at(3) }
    }
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2} ({:.2}–{:.2})", self.median, self.low, self.high)
    }
}
