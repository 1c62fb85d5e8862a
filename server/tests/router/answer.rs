//! What a request is answered with.

use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's value; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where to go on to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The cookies that it sets, whole.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap()).collect()
    }

    /// The body, read as JSON.
    pub fn parse<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.body))
    }

    /// Whether the body holds this text.
    pub fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// The body without what differs at every rendering.
    pub fn without_nonce(&self) -> String {
        let nonce =
            self.header("content-security-policy").split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
        let body = nonce.map_or(self.body.clone(), |nonce| self.body.replace(nonce, "…"));
        // A form's key is followed by its closing quotation mark.
        let mut parts = body.split("name=\"nyckel\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |page, rest| page + rest.split_once('"').map_or("", |(_, rest)| rest))
    }
}
