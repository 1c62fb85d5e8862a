//! What stands around every answer: where requests may come from, and what
//! browsers are told to refuse.

use app::people::api::read_demo_people;
use axum::http::{Method, Request, header};

use super::{
    access::{pages, writes},
    support::{HOST, World, form, log, post},
};

/// A draft, to be put away.
const DISCARD: &str = "draft=0000000000000001&sida=/par/traffar/ny";

/// What a request from someone else's page carries.
const FOREIGN: [&[(&str, &str)]; 7] = [
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://ior.example.evil.example")],
    &[("origin", "http://ior.example:8080")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://ior.example")],
];

/// Every server function with fields that would do something.
async fn calls(world: &World) -> Vec<(&'static str, String)> {
    let meeting = world.meeting_of("adept1").await;
    let [everyone, _] = world.segments().await;
    let fill = |fields: &str| fields.replace("{meeting}", &meeting).replace("{everyone}", &everyone.to_string());
    writes().map(|(function, fields, _)| (function, fill(fields))).collect()
}

#[tokio::test]
async fn no_server_function_takes_another_sites_request() {
    let world = World::new().await;
    let calls = calls(&world).await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    for (function, fields) in &calls {
        for headers in FOREIGN {
            let request = headers.iter().fold(post(function), |request, (name, value)| request.header(*name, *value));
            let answer = adept.send(request, adept.as_rendered(fields).await).await;
            assert_eq!(answer.status, 403, "{function} with {headers:?}");
            assert!(answer.cookies().is_empty());
        }
    }
    assert_eq!(world.everything().await, before);
    // As a control, the same requests from our own pages change it.
    for (function, fields) in &calls {
        let request = post(function).header("origin", format!("http://{HOST}")).header("sec-fetch-site", "same-origin");
        assert_ne!(adept.send(request, adept.as_rendered(fields).await).await.status, 403, "{function}");
    }
    assert_ne!(world.everything().await, before);
}

/// The few handlers that are no server function are protected as well.
#[tokio::test]
async fn no_other_post_takes_another_sites_request() {
    let world = World::with(|settings| settings.demo = true).await;
    for (path, fields) in
        [("/sprak", "lang=en"), ("/utseende", "theme=dark"), ("/demo/logga-in", "email=adept1@example.org")]
    {
        let request = || Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for headers in FOREIGN {
            let foreign = headers.iter().fold(request(), |request, (name, value)| request.header(*name, *value));
            let answer = world.stranger().send(foreign, fields).await;
            assert_eq!((answer.status, answer.cookies().len()), (403, 0), "{path} with {headers:?}");
        }
        let own = request().header("origin", format!("http://{HOST}"));
        assert_eq!(world.stranger().send(own, fields).await.status, 303, "{path}, as a control");
    }
}

/// Scripts send no `Origin`, and no browser's cookies either.
#[tokio::test]
async fn a_script_may_call() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let fields = adept.as_rendered(&form(&log())).await;
    assert_eq!(adept.send(post("pair/log-meeting"), fields).await.status, 200);
}

/// What an `<img>` or a link can make a browser do changes nothing.
#[tokio::test]
async fn no_server_function_answers_a_get() {
    let world = World::new().await;
    let calls = calls(&world).await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    for (function, fields) in calls {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
            let request = Request::builder().method(&method).uri(format!("/api/{function}?{fields}"));
            let status = adept.send(request, "").await.status;
            assert!([404, 405].contains(&status), "{method} {function}: {status}");
        }
    }
    assert_eq!(world.everything().await, before);
}

/// JSON in a form that needs no permission to be sent is not taken for fields.
#[tokio::test]
async fn other_content_types_change_nothing() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    for (content_type, body) in [
        ("text/plain", format!(r#"{{"segment":{everyone},"answer":"yes"}}"#)),
        ("application/json", format!(r#"{{"segment":{everyone},"answer":"yes"}}"#)),
        (
            "multipart/form-data; boundary=x",
            format!("--x\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\n{everyone}\r\n--x--"),
        ),
        ("multipart/form-data", String::new()),
    ] {
        let request = Request::post("/api/day/answer").header(header::CONTENT_TYPE, content_type);
        let status = adept.send(request, body).await.status;
        assert!((400..500).contains(&status), "{content_type}: {status}");
    }
    assert_eq!(world.everything().await, before);
}

// ---- headers ----

#[tokio::test]
async fn every_page_carries_a_policy_with_a_fresh_nonce() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut nonces = Vec::new();
    for (path, _) in pages() {
        let page = adept.get(&path.replace("{meeting}", "1")).await;
        let policy = page.header("content-security-policy");
        let nonce = policy.split("script-src 'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
        let nonce = nonce.unwrap_or_else(|| panic!("{path}: {policy}")).to_owned();
        assert!(policy.starts_with("default-src 'self'; ") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-eval'"), "{path}: {policy}");
        for directive in [
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(directive), "{path} lacks {directive}");
        }
        // Every script bears it, so every script runs; nothing else does.
        let scripts = page.body.matches("<script").count();
        assert_eq!(page.body.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{path}");
        assert!(scripts > 0 && !page.says(" style=\"") && !page.says(" onclick="), "{path}");
        nonces.push(nonce);
    }
    let all = nonces.len();
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), all, "no nonce comes twice");
}

#[tokio::test]
async fn every_answer_carries_what_protects_it() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut answers = Vec::new();
    for path in ["/", "/min-sida", "/finns-inte", "/logga-in/lank/okand", "/healthz", "/api/x"] {
        answers.push((path, adept.get(path).await));
    }
    answers.push(("a server function", adept.call("people/discard-draft", DISCARD).await));
    answers.push(("a failing one", adept.call("day/answer", "segment=999999&answer=yes").await));
    answers.push(("a form", adept.submit("/par/traffar/ny", "pair/log-meeting", "").await));
    answers.push(("a foreign one", adept.send(post("people/discard-draft").header("origin", "null"), DISCARD).await));
    for (what, answer) in answers {
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("cache-control"), "private, no-store", "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{what}");
        assert!(!answer.header("content-type").is_empty(), "{what}");
        assert_eq!(answer.header("strict-transport-security"), "", "{what}");
    }
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let world = World::with(|settings| settings.https = true).await;
    let answer = world.stranger().get("/").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

// ---- what is there, and what is not ----

#[tokio::test]
async fn outside_the_demo_nobody_signs_in_by_a_click() {
    let world = World::new().await;
    let stranger = world.stranger();
    let request = Request::post("/demo/logga-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stranger.send(request, "email=adept1@example.org").await;
    assert_eq!((answer.status, answer.cookies().len()), (404, 0));
    assert_eq!(stranger.get("/demo/post").await.status, 404);
    assert!(!stranger.get("/logga-in").await.says("example.org\""), "and nobody's address is offered");
    assert!(stranger.read(read_demo_people()).await.unwrap().is_empty());
}

#[tokio::test]
async fn in_the_demo_one_signs_in_by_a_click() {
    let world = World::with(|settings| settings.demo = true).await;
    let browser = world.stranger();
    assert!(browser.get("/logga-in").await.says(r#"value="adept1@example.org""#));
    let request = || Request::post("/demo/logga-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = browser.send(request(), "email=adept1@example.org").await;
    assert_eq!((answer.status, answer.location()), (303, "/hem"));
    assert_eq!(browser.get("/min-sida").await.status, 200);
    for email in ["ingen@example.org", "x", ""] {
        let answer = world.stranger().send(request(), form(&[("email", email)])).await;
        assert_eq!((answer.status, answer.cookies().len()), (404, 0), "{email}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_a_page_that_says_so() {
    let world = World::new().await;
    for path in ["/finns-inte", "/par/x/y/z", "/ior.sqlite", "/../ior.key", "/%2e%2e/ior.key", "/..%2fior.sqlite"] {
        let (sv, en) = (world.stranger().get(path).await, world.stranger().in_english().get(path).await);
        assert_eq!((sv.status, en.status), (404, 404), "{path}");
        assert!(sv.says("Här finns ingen sida") && en.says("No page here"), "{path}");
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    for path in ["/", "/min-sida", "/dagar/finns-inte", "/finns-inte", "/healthz"] {
        let (get, head) = (adept.get(path).await, adept.send(Request::head(path), "").await);
        assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
    }
}

#[tokio::test]
async fn what_the_browser_says_of_itself_is_kept_as_text_only() {
    let world = World::with(|settings| settings.demo = true).await;
    let browser = world.stranger();
    let request = Request::post("/demo/logga-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::USER_AGENT, format!("<script>alert(1)</script>{}", "x".repeat(5000)));
    assert_eq!(browser.send(request, "email=adept1@example.org").await.status, 303);
    let page = browser.get("/installningar").await;
    assert!(page.says("&lt;script&gt;alert(1)") && !page.says("<script>alert"));
    assert!(!page.says(&"x".repeat(200)), "and not much of it");
}
