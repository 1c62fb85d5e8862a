//! What size does to the pages that organisers and participants look at most: a
//! round of 50 with 4 days beside one of 5,000 with 200 days, in one run. Prints
//! the time to a page's first byte and the ratio of the two; the organiser's
//! board must stay below three times. `make bench-board` runs it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a bench ends it")]

mod place;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use http_body_util::BodyExt;
use place::Place;

/// How many participants and days a round has.
const SIZES: [(usize, usize); 2] = [(50, 4), (5_000, 200)];
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
            row.push(first_byte(&place, path, who).await);
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

/// The middle one of many times from the request to the first of the page.
async fn first_byte(place: &Place, path: &str, who: &str) -> Duration {
    let cookie = place.cookie(who).await;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let began = Instant::now();
        let mut body = place.get(path, &cookie).await.into_body();
        body.frame().await.unwrap().unwrap();
        times.push(began.elapsed());
        body.collect().await.unwrap();
    }
    times.sort_unstable();
    times[TIMES / 2]
}
