//! Whoever leaves while a page is being made makes no panic.

use std::{
    panic,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, header},
};
use tokio::time::timeout;

use super::support::{World, form, log, post};

/// How many panics there have been in what pages ask for.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn count_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if panic.location().is_some_and(|place| place.file().contains("app/src/")) {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(panic);
    }));
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_while_a_page_is_made_makes_no_panic() {
    count_panics();
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut left = 0;
    for n in 0..400 {
        let path = ["/min-sida", "/dagar/uppstart-2026", "/par", "/dagar"][n % 4];
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        let patience = Duration::from_micros(50 * (n as u64 % 100));
        left += usize::from(timeout(patience, adept.open(request, Body::empty())).await.is_err());
    }
    // A form that is sent is carried out, though nobody waits for what comes of it.
    let fields = adept.as_rendered(&form(&log())).await;
    let request = post("pair/log-meeting").header(header::ACCEPT, "application/json");
    left += usize::from(timeout(Duration::from_micros(500), adept.open(request, fields)).await.is_err());
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(left > 50, "only {left} left in time");
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
}
