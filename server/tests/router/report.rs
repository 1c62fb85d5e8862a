//! What browsers report of our code, and what is left of it.

use axum::http::{Request, header, request::Builder};

use super::support::{HOST, World};

const REPORT: &str = "kind=trap&build=b1&route=%2Fdagar%2F%7Bslug%7D";

fn report() -> Builder {
    Request::post("/rapport").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8")
}

#[tokio::test]
async fn our_pages_report_in_our_words_and_no_one_else_does() {
    let world = World::new().await;
    let stranger = world.stranger();
    let ours = || report().header("origin", format!("http://{HOST}")).header("sec-fetch-site", "same-origin");
    let taken = stranger.send(ours(), REPORT).await;
    assert_eq!((taken.status, taken.body.as_str(), taken.cookies().len()), (204, "", 0));
    assert_eq!(stranger.send(ours(), "kind=Eva+har+slutat").await.status, 400);
    assert_eq!(stranger.send(ours(), "").await.status, 400);
    assert_eq!(stranger.send(ours(), format!("{REPORT}&x={}", "x".repeat(500))).await.status, 413);
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(stranger.send(report().header(name, value), REPORT).await.status, 403, "{name}");
    }
    assert!([404, 405].contains(&stranger.get("/rapport").await.status));
}

#[tokio::test]
async fn whoever_reports_too_much_is_not_heard() {
    let world = World::new().await;
    let stranger = world.stranger();
    for n in 0..10 {
        let status = stranger.send(report(), REPORT).await.status;
        assert_eq!(status, if n < 5 { 204 } else { 429 }, "{n}");
    }
}

/// A page tells its script the route, so that it need not tell the address.
#[tokio::test]
async fn a_page_knows_its_route() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get("/organisera/dagar/uppstart-2026").await;
    assert!(page.says("data-route=\"/organisera/dagar/{slug}\""), "{}", page.body);
    assert!(!organiser.get("/finns-inte").await.says("data-route"));
}
