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

/// What a server function answered.
pub(super) struct Reply {
    /// Its output, as JSON.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server reads no replies"))]
    pub body: String,
    /// Where to go on to, if it says so.
    pub location: Option<String>,
}

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
        match post(path, fields).await {
            Ok(Reply { body, .. }) => format!("{{\"Ok\":{body}}}"),
            Err(error) => serde_json::to_string(&Err::<(), _>(error)).unwrap_or_default(),
        }
    }))
}

/// Posts to a server function from the browser.
///
/// # Errors
/// What the server function answered, or [`AppError::Offline`].
#[cfg(not(feature = "ssr"))]
pub(super) async fn post(path: &str, fields: String) -> Result<Reply, AppError> {
    use gloo_net::http::Request;

    let request = Request::post(path)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(fields);
    let Ok(request) = request else { return Err(AppError::Internal) };
    let Ok(response) = request.send().await else { return Err(AppError::Offline) };
    let Ok(body) = response.text().await else { return Err(AppError::Offline) };
    if response.ok() {
        Ok(Reply { body, location: response.headers().get("location") })
    } else {
        Err(json::parse(&body).unwrap_or(AppError::Internal))
    }
}

/// Parses the JSON of a `Result`.
pub(super) fn answer<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    let Ok(serde_json::Value::Object(mut answer)) = serde_json::from_str(text) else { return Err(AppError::Internal) };
    match (answer.remove("Ok"), answer.remove("Err")) {
        (Some(value), _) => json::read(value).ok_or(AppError::Internal),
        (None, Some(error)) => Err(json::read(error).unwrap_or(AppError::Internal)),
        (None, None) => Err(AppError::Internal),
    }
}

/// The server posts to no one.
#[cfg(feature = "ssr")]
#[expect(clippy::unused_async, reason = "the browser's twin has something to wait for")]
pub(super) async fn post(_path: &str, _fields: String) -> Result<Reply, AppError> {
    Err(AppError::Offline)
}
