//! Whatever is refused, by whichever layer: a page with words and a way on, in
//! the reader's language; for scripts a sentence.

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header, request::Builder},
    routing::get,
};
use http_body_util::BodyExt;
use server::security::protect;
use tower::ServiceExt;

use super::support::{Answer, Browser, HOST, World, post};

/// A form that is posted to an address.
fn form_to(path: &str) -> Builder {
    Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Requests that are refused before or beside any page or server function: the
/// status and how it is said, in Swedish and in English.
fn refused() -> Vec<(u16, Builder, String, [&'static str; 2])> {
    let other_site = ["Formuläret kom från en annan adress", "The form came from another address"];
    let malformed = ["Något i formuläret kom inte fram", "Something in the form did not arrive"];
    let no_page = ["Sidan finns inte", "There is no such page"];
    let too_large = ["Det du skickade är för stort", "What you sent is too large"];
    vec![
        (403, post("pair/log-meeting").header("sec-fetch-site", "cross-site"), String::new(), other_site),
        (403, form_to("/sprak").header("origin", "https://evil.example"), "lang=en".into(), other_site),
        (400, form_to("/sprak"), "lang=xx".into(), malformed),
        (422, form_to("/sprak"), "x=y".into(), malformed),
        (415, Request::post("/sprak").header(header::CONTENT_TYPE, "text/plain"), "lang=en".into(), malformed),
        (413, form_to("/sprak"), format!("lang={}", "x".repeat(3_000_000)), too_large),
        (405, Request::post("/"), String::new(), no_page),
        (405, Request::delete("/min-sida"), String::new(), no_page),
        (405, Request::get("/sprak"), String::new(), no_page),
        (404, Request::get("/pkg/finns-inte.js"), String::new(), no_page),
        (404, Request::get("/finns-inte"), String::new(), no_page),
    ]
}

fn is_a_page(answer: &Answer) -> bool {
    answer.header("content-type").starts_with("text/html") && answer.says("<a href=") && answer.says("<h1")
}

async fn send(browser: &Browser, request: Builder, accept: &str, body: String) -> Answer {
    browser.send(request.header(header::ACCEPT, accept), body).await
}

#[tokio::test]
async fn whoever_looks_at_a_page_gets_one() {
    let world = World::new().await;
    for (n, (status, request, body, [sv, en])) in refused().into_iter().enumerate() {
        let answer = send(&world.stranger(), request, "text/html", body.clone()).await;
        assert_eq!(answer.status, status, "{n}: {}", answer.body);
        assert!(is_a_page(&answer) && answer.says(sv), "{n}: {status} {}", answer.body);
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{n}");
        let (_, request, ..) = refused().remove(n);
        let answer = send(&world.stranger().in_english(), request, "text/html", body).await;
        assert!(answer.says(en) && !answer.says(sv), "{n}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_script_gets_a_sentence() {
    let world = World::new().await;
    for (status, request, body, [sv, _]) in refused() {
        let answer = send(&world.stranger(), request, "*/*", body).await;
        assert_eq!(answer.status, status);
        assert!(answer.says(sv), "{status}: {}", answer.body);
        // An address of no page is a page for everyone.
        assert!(!answer.says("<h1") || status == 404, "{status}: {}", answer.body);
    }
}

/// The page script shows a short text beside the form, and nothing of a page.
#[tokio::test]
async fn in_place_a_refusal_is_a_sentence() {
    let world = World::new().await;
    let request = post("pair/log-meeting").header("x-in-place", "1").header("sec-fetch-site", "cross-site");
    let answer = send(&world.stranger().in_english(), request, "text/html", String::new()).await;
    assert_eq!((answer.status, answer.header("content-type")), (403, "text/plain; charset=utf-8"));
    assert!(answer.says("The form came from another address") && answer.body.len() < 300, "{}", answer.body);
}

/// From a wrong address, the way on leads to the right one.
#[tokio::test]
async fn the_way_on_leads_to_where_things_work() {
    let world = World::new().await;
    let request = form_to("/sprak").header("origin", "http://127.0.0.1:3000");
    let answer = send(&world.stranger(), request, "text/html", "lang=en".into()).await;
    assert!(answer.says(&format!("<a href=\"http://{HOST}\">")), "{}", answer.body);
}

/// A server whose pages do what they should not.
async fn broken(world: &World, path: &str, accept: &str) -> (u16, String) {
    let pages = Router::new()
        .route("/panics", get(async || -> &'static str { panic!("as it should") }))
        .route("/away", get(async || StatusCode::SERVICE_UNAVAILABLE));
    let router = protect(pages, &world.state.settings);
    let request = Request::get(path).header(header::ACCEPT, accept).header(header::COOKIE, "lang=en");
    let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_fault_of_ours_is_a_page_as_well() {
    let world = World::new().await;
    let (status, page) = broken(&world, "/panics", "text/html").await;
    assert_eq!(status, 500);
    assert!(page.contains("Something went wrong on our side") && page.contains("<a href=\"/\">"), "{page}");
    assert!(!page.contains("as it should"));
    let (status, sentence) = broken(&world, "/panics", "*/*").await;
    assert!(status == 500 && sentence.starts_with("Something went wrong on our side"), "{sentence}");
}

#[tokio::test]
async fn an_empty_answer_is_given_words() {
    let world = World::new().await;
    let (status, page) = broken(&world, "/away", "text/html").await;
    assert!(status == 503 && page.contains("The service is busy right now") && page.contains("<a href="), "{page}");
    let (status, sentence) = broken(&world, "/away", "*/*").await;
    assert!(status == 503 && sentence.starts_with("The service is busy right now"), "{sentence}");
}

/// What machines ask keeps its own words.
#[tokio::test]
async fn what_machines_are_told_is_left_alone() {
    let world = World::new().await;
    world.stop.send(true).unwrap();
    let answer = world.stranger().get("/readyz").await;
    assert!(answer.status == 503 && answer.body.starts_with("server: problem, stopping\n"), "{}", answer.body);
}

// ---- names that no disk or database can look up ----

#[tokio::test]
async fn a_name_that_cannot_be_looked_up_is_not_there() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let of = |part: &str, times: usize| part.repeat(times);
    for path in [
        format!("/{}", of("%00", 256)),
        "/favicon.svg%00".to_owned(),
        "/pkg/%00".to_owned(),
        "/dagar/%00".to_owned(),
        "/dagar/uppstart-2026%00/kalender.ics".to_owned(),
        "/dagar?sok=%00".to_owned(),
        format!("/{}", of("a", 256)),
        format!("/{}", of("%C3%A5", 128)),
        format!("/{}", of("a/", 2500)),
        format!("/pkg/{}", of("a", 300)),
        format!("/fonts/{}", of("%C3%A5", 300)),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let request = Request::builder().method(&method).uri(&path).header(header::ACCEPT, "text/html");
            let answer = adept.send(request, "").await;
            assert_eq!(answer.status, 404, "{method} {path}");
            assert!(method == Method::HEAD || answer.says("Här finns ingen sida"), "{path}");
        }
    }
    // As a control: with names that can be looked up, there are pages.
    for path in ["/dagar/uppstart-2026", "/dagar?sok=x"] {
        assert_eq!(adept.get(path).await.status, 200, "{path}");
    }
}

/// Servers are replaced one by one: the next one asked may have the file.
#[tokio::test]
async fn that_a_file_is_missing_is_not_kept() {
    let world = World::new().await;
    let site = &world.state.settings.site_root;
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("pkg/a.js"), "1").unwrap();
    let caching = async |path: &str| world.stranger().get(path).await.header("cache-control").to_owned();
    assert_eq!(caching("/pkg/a.js").await, "public, max-age=31536000, immutable");
    for path in ["/pkg/b.js", "/pkg/", "/fonts/b.woff2"] {
        assert_eq!(caching(path).await, "private, no-store", "{path}");
    }
}
