//! Two questions of machines: does the process live, and should it get work?

use std::time::Duration;

use app::context::AppState;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use tokio::time::timeout;

use crate::Streams;

/// A letter that waits longer than this tells that mail does not leave.
const LATE: SignedDuration = SignedDuration::from_mins(15);

/// How long the database may take. Whoever asks does not wait longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process lives. Whether it can serve is another question.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: whether to send people here, and a line on each thing that
/// it depends on. Late mail is told, but turns nobody away: every server on the
/// same database would say the same, and reading and answering go on.
pub async fn readyz(State((state, streams)): State<(AppState, Streams)>) -> Response {
    let serving = if *streams.stop.borrow() { Err("stopping") } else { Ok("serving") };
    let (schema, outbox) = tokio::join!(in_time(state.store.up_to_date()), outbox(&state));
    let (database, schema) = match schema {
        Some(true) => (Ok("answers"), Ok("up to date")),
        Some(false) => (Ok("answers"), Err("older than this program")),
        None => (Err("does not answer"), Err("unknown")),
    };
    let findings = [("server", serving), ("database", database), ("migrations", schema)];
    let ready = findings.iter().all(|(_, finding)| finding.is_ok());
    let line = |(what, finding): (&str, Result<&str, &str>)| match finding {
        Ok(text) => format!("{what}: ok, {text}\n"),
        Err(text) => format!("{what}: problem, {text}\n"),
    };
    let body: String = findings.into_iter().map(line).chain([outbox]).collect();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, body).into_response()
}

/// What the database says, if it says it in time.
async fn in_time<T>(asked: impl Future<Output = store::Result<T>>) -> Option<T> {
    timeout(PATIENCE, asked).await.ok()?.ok()
}

async fn outbox(state: &AppState) -> String {
    let now = state.clock.now();
    let Some(backlog) = in_time(state.store.backlog(now)).await else { return "outbox: problem, unknown\n".to_owned() };
    let late = backlog.late(now);
    let word = if late > LATE { "warning" } else { "ok" };
    format!("outbox: {word}, {} waiting, the oldest {} s late\n", backlog.waiting, late.as_secs())
}
