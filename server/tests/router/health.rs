//! What machines are told of a server's health, and what tells requests apart.

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use store::{
    people::SignInRequest,
    secret::{Code, Secret},
};
use tower::ServiceExt;

use super::support::{World, email, start};

#[tokio::test]
async fn a_server_is_ready_until_it_stops() {
    let world = World::new().await;
    let stranger = world.stranger();
    let ready = stranger.get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(
        ready.body,
        "server: ok, serving\ndatabase: ok, answers\nmigrations: ok, up to date\nmail: ok, nothing given up\n"
    );
    world.stop.send(true).unwrap();
    let stopping = stranger.get("/readyz").await;
    assert_eq!(stopping.status, 503);
    assert!(stopping.says("server: problem, stopping\n") && stopping.says("database: ok"));
    assert_eq!(stranger.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn without_its_database_a_server_is_alive_and_not_ready() {
    let world = World::new().await;
    world.state.store.close().await;
    let answer = world.stranger().get("/readyz").await;
    assert_eq!(answer.status, 503);
    assert!(answer.says("database: problem, does not answer\n"), "{}", answer.body);
    assert_eq!(world.stranger().get("/healthz").await.status, 200);
}

/// Anyone may ask, so an email that waits, and with it whether an address is
/// known here, is told in the metrics only.
#[tokio::test]
async fn what_waits_is_not_told_to_anyone() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let _recording = metrics::set_default_local_recorder(&recorder);
    let world = World::new().await;
    let before = world.stranger().get("/readyz").await.body;
    for who in ["adept1", "okand"] {
        let request = SignInRequest {
            email: email(who),
            client: String::new(),
            kept: Vec::new(),
            ticket: Secret::generate(),
            link: Secret::generate(),
            code: Code::generate(),
            till: String::new(),
            lang: None,
        };
        world.state.store.request_sign_in(&request, start()).await.unwrap();
        for world in [&world, &world.after(SignedDuration::from_mins(20))] {
            let answer = world.stranger().get("/readyz").await;
            assert_eq!((answer.status, &answer.body), (200, &before), "{who}");
        }
    }
    let world = world.after(SignedDuration::from_mins(20));
    let metrics = metrics(handle, &world).await;
    assert!(!metrics.contains("ior_outbox_waiting 0") && metrics.contains("ior_outbox_late_seconds 120"), "{metrics}");
}

/// What Prometheus reads.
async fn metrics(handle: PrometheusHandle, world: &World) -> String {
    let metrics = server::metrics::router(handle, world.state.clone());
    let page = metrics.oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
    String::from_utf8(page.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn every_answer_bears_an_id_of_its_own() {
    let world = World::new().await;
    let stranger = world.stranger();
    let ids = [stranger.get("/").await, stranger.get("/").await, stranger.get("/finns-inte").await];
    let ids = ids.map(|answer| answer.header("x-request-id").to_owned());
    assert!(ids.iter().all(|id| id.len() == 12));
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
}

/// The metrics are on an address of their own, and name routes, not addresses.
#[tokio::test]
async fn metrics_are_kept_apart() {
    let world = World::new().await;
    assert_eq!(world.stranger().get("/metrics").await.status, 404);

    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let _recording = metrics::set_default_local_recorder(&recorder);
    let adept = world.browser("adept1").await;
    adept.get("/dagar/uppstart-2026").await;
    adept.get("/logga-in/lank/hemligt").await;
    let text = metrics(handle, &world).await;
    assert!(text.contains(r#"ior_requests_total{method="GET",route="/dagar/{slug}",status="200"} 1"#), "{text}");
    assert!(text.contains("ior_outbox_waiting 0"), "{text}");
    assert!(!text.contains("uppstart-2026") && !text.contains("hemligt"), "{text}");
}
