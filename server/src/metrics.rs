//! Figures for Prometheus: requests, queries, live streams, the outbox. Served
//! on an address of its own, which only the machine that reads them should
//! reach; they hold numbers and names of routes.

use std::{net::SocketAddr, time::Duration};

use app::context::AppState;
use axum::{Router, extract::State, routing::get};
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::layer::{Context, Layer};

/// The upper bounds of what is counted together, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];
/// How often what has been counted is put in order when nobody asks.
const UPKEEP: Duration = Duration::from_secs(10);

/// Begins to count, for the whole process; before that, nothing is.
///
/// # Errors
/// If the process counts already.
pub fn begin() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .install_recorder()?;
    describe_counter!("ior_requests_total", "Requests answered.");
    describe_counter!("ior_browser_faults_total", "Faults of our code that browsers have reported, by kind.");
    describe_histogram!(
        "ior_request_seconds",
        Unit::Seconds,
        "How long answers took; a live stream's, until it began."
    );
    describe_histogram!("ior_query_seconds", Unit::Seconds, "How long the database took for a query.");
    describe_gauge!("ior_live_streams", "Live streams that are open.");
    describe_counter!("ior_live_events_total", "Events sent on live streams.");
    describe_counter!("ior_emails_total", "Tries to hand over an email, by what came of it.");
    describe_gauge!("ior_outbox_waiting", "Emails that are neither sent nor given up.");
    describe_gauge!("ior_outbox_given_up", "Emails that were given up and can be sent again.");
    describe_gauge!("ior_outbox_late_seconds", Unit::Seconds, "Since when the oldest email should have been sent.");
    Ok(handle)
}

/// Answers `GET /metrics` on the address, for as long as the process lives.
///
/// # Errors
/// If the address cannot be listened on.
pub async fn serve(addr: SocketAddr, handle: PrometheusHandle, state: AppState) -> std::io::Result<()> {
    let listener = TcpListener::bind(addr).await?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    tokio::spawn(async move { axum::serve(listener, router(handle, state)).await });
    Ok(())
}

/// The one page of metrics.
pub fn router(handle: PrometheusHandle, state: AppState) -> Router {
    Router::new().route("/metrics", get(page)).with_state((handle, state))
}

async fn page(State((handle, state)): State<(PrometheusHandle, AppState)>) -> String {
    let now = state.clock.now();
    // Without the database, the metrics of the outbox are those of before.
    if let Ok(backlog) = state.store.backlog(now).await {
        gauge!("ior_outbox_waiting").set(backlog.waiting);
        gauge!("ior_outbox_given_up").set(backlog.given_up);
        gauge!("ior_outbox_late_seconds").set(backlog.late(now).as_secs_f64());
    }
    handle.render()
}

/// Counts the queries that sqlx tells the log of.
pub struct Queries;

impl Queries {
    /// Under what name sqlx tells of queries.
    pub const TARGET: &str = "sqlx::query";
}

impl<S: Subscriber> Layer<S> for Queries {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut Elapsed);
    }
}

/// Finds the one field that counts.
struct Elapsed;

impl Visit for Elapsed {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_secs" {
            histogram!("ior_query_seconds").record(value);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
