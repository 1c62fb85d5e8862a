//! What islands do in the browser; on the server nothing calls it.

use leptos::{prelude::*, serde_json};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, Element, Headers, RequestInit, Response, js_sys};

/// Said on an island's element, with its new props as JSON, when the page has
/// been rendered again: the page script leaves what is inside to the island.
const PROPS: &str = "ior:props";

/// Said on the window by the page script, when the server has answered.
#[cfg(feature = "participants")]
const CONTACT: &str = "ior:contact";

/// In failed answers: what went wrong, in the reader's language, percent-encoded.
const WORDS: &str = "x-error-words";

/// Listens for the new props of the island that an element is in.
pub(crate) fn told<P: DeserializeOwned>(within: &Element, take: impl Fn(P) + 'static) {
    listen(
        within,
        Box::new(move |json| {
            if let Ok(props) = serde_json::from_str(json) {
                take(props);
            }
        }),
    );
}

fn listen(within: &Element, take: Box<dyn Fn(&str)>) {
    let Ok(Some(island)) = within.closest("leptos-island") else { return };
    let told = Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| {
        if let Some(json) = event.detail().as_string() {
            take(&json);
        }
    });
    // It lives as long as the page: nobody says when an island goes.
    let _ = island.add_event_listener_with_callback(PROPS, told.into_js_value().unchecked_ref());
}

/// Calls whenever the server has answered the page script.
#[cfg(feature = "participants")]
pub(crate) fn on_contact(reached: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(reached);
    // It lives as long as the page: nobody says when an island goes.
    let _ = window().add_event_listener_with_callback(CONTACT, heard.into_js_value().unchecked_ref());
}

/// Why something was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The answer's status; 0, if there was no answer.
    pub status: u16,
    /// What the server says of it.
    pub words: Option<String>,
}

impl Failure {
    const UNREACHED: Self = Self { status: 0, words: None };
}

/// Posts URL-encoded fields to a server function.
///
/// # Errors
/// [`Failure`], if it was not taken or there was no answer.
pub(crate) async fn post(path: &str, fields: String) -> Result<(), Failure> {
    let answer = send(path, &fields).await.map_err(|_| Failure::UNREACHED)?;
    if answer.ok() { Ok(()) } else { Err(Failure { status: answer.status(), words: words_of(&answer) }) }
}

async fn send(path: &str, fields: &str) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(fields));
    JsFuture::from(window().fetch_with_str_and_init(path, &request)).await?.dyn_into()
}

fn words_of(answer: &Response) -> Option<String> {
    let words = answer.headers().get(WORDS).ok()??;
    js_sys::decode_uri_component(&words).ok()?.as_string()
}
