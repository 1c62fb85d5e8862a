//! When the database is away or others are faster: nobody is signed out,
//! nothing typed is lost, and what arrives twice is done once.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use app::{error::AppError, ui::READER_FIELD};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    middleware::from_fn_with_state,
    response::IntoResponse,
    routing::post,
};
use leptos::server_fn::error::{FromServerFnError, SERVER_FN_ERROR_HEADER};
use tower::ServiceExt;

use super::support::{World, form, log, log_with};

const NEW: &str = "/par/traffar/ny";

#[tokio::test]
async fn without_the_database_what_was_typed_is_sent_back() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    world.state.store.close().await;

    let fields = log_with("log[notes]", "Två rader & <märken>");
    let answer = adept.submit(NEW, "pair/log-meeting", &fields).await;
    assert_eq!(answer.status, 503);
    assert!(answer.says("Tjänsten är upptagen just nu."), "{}", answer.body);
    assert!(answer.says("action=\"/api/pair/log-meeting\""));
    for (name, value) in [("log[minutes]", "75"), ("log[reflection]", "kanariereflektion")] {
        assert!(answer.says(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {}", answer.body);
    }
    assert!(answer.says("Två rader &amp; &lt;märken&gt;</blockquote>"), "{}", answer.body);
    assert!(answer.cookies().is_empty(), "nobody is signed out");
    let english = world.stranger().in_english();
    let answer = english.submit("/logga-in", "people/request-sign-in", "email=a@example.org").await;
    assert!(answer.status == 503 && answer.says("The service is busy right now."));
}

#[tokio::test]
async fn without_the_database_nobody_is_sent_to_sign_in() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    world.state.store.close().await;
    for path in ["/min-sida", "/dagar", "/par", "/installningar"] {
        let answer = adept.get(path).await;
        assert_eq!((answer.status, answer.location()), (503, ""), "{path}");
    }
    for function in ["pair/log-meeting", "people/sign-out"] {
        let answer = adept.call(function, &form(&log())).await;
        assert_eq!(answer.status, 503, "{function}");
        assert!(answer.cookies().is_empty());
    }
    assert_eq!(adept.get("/live").await.status, 503);
    // As a control: who has no session at all is.
    assert_eq!(world.stranger().get("/min-sida").await.status, 303);
}

#[tokio::test]
async fn a_form_that_arrives_twice_is_carried_out_once() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let fields = format!("{}&nyckel=1", form(&log()));
    let first = adept.submit(NEW, "pair/log-meeting", &fields).await;
    let second = adept.submit(NEW, "pair/log-meeting", &fields).await;
    let third = adept.call("pair/log-meeting", &fields).await;
    assert_eq!((first.status, third.status), (303, 200));
    assert_eq!([second.location(), third.location()], [first.location(); 2]);

    // Other words in the same form are not taken for done.
    let changed = format!("{}&nyckel=1", log_with("log[notes]", "ändrat"));
    let changed = adept.submit(NEW, "pair/log-meeting", &changed).await;
    assert_ne!(changed.location(), first.location());
    // As a control, forms without a key are two.
    let plain =
        [adept.call("pair/log-meeting", &form(&log())).await, adept.call("pair/log-meeting", &form(&log())).await];
    assert_ne!(plain[0].location(), plain[1].location());
}

#[tokio::test]
async fn every_form_of_a_page_has_a_key_of_its_own() {
    let adept = World::new().await.browser("adept1").await;
    let key = async || {
        let page = adept.get(NEW).await.body;
        let (_, rest) = page.split_once("name=\"nyckel\" value=\"").expect("a key");
        rest.split_once('"').unwrap().0.to_owned()
    };
    let (first, second) = (key().await, key().await);
    assert!(first.len() > 8 && first != second);
}

/// A server function whose transaction is rolled back so many times before it works.
async fn status_after(world: &World, rollbacks: u32) -> (StatusCode, u32) {
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let function = move || async move {
        if counted.fetch_add(1, Ordering::SeqCst) < rollbacks {
            let error = (StatusCode::INTERNAL_SERVER_ERROR, [(SERVER_FN_ERROR_HEADER, "/")], AppError::Busy.ser());
            return error.into_response();
        }
        "null".into_response()
    };
    let router = Router::new().route("/api/test", post(function));
    let router = router.layer(from_fn_with_state(world.state.clone(), server::forms::layer));
    let request = Request::post("/api/test").header(header::ACCEPT, "application/json");
    let request = request.body(Body::from(format!("{READER_FIELD}="))).unwrap();
    let status = router.oneshot(request).await.unwrap().status();
    (status, calls.load(Ordering::SeqCst))
}

#[tokio::test]
async fn what_was_rolled_back_for_anothers_sake_is_done_again() {
    let world = World::new().await;
    assert_eq!(status_after(&world, 0).await, (StatusCode::OK, 1));
    assert_eq!(status_after(&world, 3).await, (StatusCode::OK, 4));
    assert_eq!(status_after(&world, 9).await, (StatusCode::SERVICE_UNAVAILABLE, 4));
}
