//! Two questions of machines: does the process live, and should it get work?

use std::time::Duration;

use app::context::AppState;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use crate::Streams;

/// How long the database may take. Whoever asks does not wait longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a path is that of one of the two.
pub fn is_asked_at(path: &str) -> bool {
    ["/healthz", "/readyz"].contains(&path)
}

/// `GET /healthz`: the process lives. Whether it can serve is another question.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: whether to send people here, and a line on each thing that
/// it depends on. Anyone may ask, so it says nothing that depends on who signs in:
/// an email that waits would tell who is known here. That belongs to
/// [`crate::metrics`]. Emails that let someone sign in are never given up.
pub async fn readyz(State((state, streams)): State<(AppState, Streams)>) -> Response {
    let serving = if *streams.stop.borrow() { Err("stopping") } else { Ok("serving") };
    let (schema, backlog) =
        tokio::join!(in_time(state.store.up_to_date()), in_time(state.store.backlog(state.clock.now())));
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
    let mail = match backlog.map(|backlog| backlog.given_up) {
        Some(0) => "mail: ok, nothing given up\n",
        Some(_) => "mail: warning, emails were given up\n",
        None => "mail: problem, unknown\n",
    };
    let body = findings.into_iter().map(line).collect::<String>() + mail;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, body).into_response()
}

/// What the database says, if it says it in time.
async fn in_time<T>(asked: impl Future<Output = store::Result<T>>) -> Option<T> {
    timeout(PATIENCE, asked).await.ok()?.ok()
}
