//! The way to a server function: URL-encoded fields there, JSON back.
//!
//! Pages and forms all go through here with text in their hands, and only the
//! page that shows something parses it. Leptos' own client would be compiled
//! once more for every server function; this one is compiled once.

use std::pin::Pin;

use leptos::server_fn::ServerFn;
use serde::{Serialize, de::DeserializeOwned};

use super::json;
use crate::error::AppError;

/// An answer on its way: JSON of a `Result`.
pub(super) type Answer = Pin<Box<dyn Future<Output = String> + Send>>;

/// Calls a server function to read something: on the server the function
/// itself, in the browser its address.
pub(super) fn read<S>(fields: String) -> Answer
where
    S: ServerFn<Error = AppError> + DeserializeOwned + Send + 'static,
    S::Output: Serialize + Send,
{
    #[cfg(feature = "ssr")]
    return Box::pin(async move {
        let answer = match serde_qs::from_str::<S>(&fields) {
            Ok(request) => request.run_body().await,
            Err(_) => Err(AppError::Malformed),
        };
        serde_json::to_string(&answer).unwrap_or_default()
    });
    #[cfg(not(feature = "ssr"))]
    return browser_read(S::PATH, fields);
}

#[cfg(not(feature = "ssr"))]
fn browser_read(path: &'static str, fields: String) -> Answer {
    Box::pin(send_wrapper::SendWrapper::new(async move {
        match send(path, fields).await {
            Some(Reply { ok: true, body, .. }) => format!("{{\"Ok\":{body}}}"),
            Some(Reply { body, .. }) => format!("{{\"Err\":{body}}}"),
            None => "{\"Err\":\"Offline\"}".to_owned(),
        }
    }))
}

/// Posts a form to a server function from the browser. Returns where to go on
/// to, if the answer says so.
///
/// # Errors
/// What the server function answered, or [`AppError::Offline`].
#[cfg(not(feature = "ssr"))]
pub(crate) async fn post(path: &str, fields: String) -> Result<Option<String>, AppError> {
    match send(path, fields).await {
        Some(reply) if reply.ok => Ok(reply.location),
        Some(reply) => Err(json::parse(&reply.body).unwrap_or(AppError::Internal)),
        None => Err(AppError::Offline),
    }
}

/// What the server answered.
#[cfg(not(feature = "ssr"))]
struct Reply {
    ok: bool,
    /// The output or the error, as JSON.
    body: String,
    location: Option<String>,
}

/// Sends a request; `None` if there was no answer.
#[cfg(not(feature = "ssr"))]
async fn send(path: &str, fields: String) -> Option<Reply> {
    let request = gloo_net::http::Request::post(path)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(fields);
    let response = request.ok()?.send().await.ok()?;
    let body = response.text().await.ok()?;
    Some(Reply { ok: response.ok(), body, location: response.headers().get("location") })
}

/// Parses the JSON of a `Result`.
pub(super) fn answer<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    json::parse_result(text).unwrap_or(Err(AppError::Internal))
}

/// The server posts to no one.
#[cfg(feature = "ssr")]
pub(crate) async fn post(_path: &str, _fields: String) -> Result<Option<String>, AppError> {
    Err(AppError::Offline)
}
