//! Forms with a file in them, as browsers send them.

use app::ui::READER_FIELD;
use axum::http::{Request, header};

use super::support::{Answer, Browser, HOST};

/// What stands between a form's parts.
pub const BOUNDARY: &str = "----47110815";

/// A form's body.
pub fn body(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    if let Some((name, content)) = file {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// Posts one, of a page that was rendered for whoever is signed in.
pub async fn post(browser: &Browser, to: &str, body: Vec<u8>) -> Answer {
    let reader = browser.reader().await;
    post_for(browser, &reader, to, body).await
}

/// Posts one, of a page that was rendered for someone.
pub async fn post_for(browser: &Browser, reader: &str, to: &str, rest: Vec<u8>) -> Answer {
    let reader = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{READER_FIELD}\"\r\n\r\n{reader}\r\n");
    let body = [reader.into_bytes(), rest].concat();
    let request = Request::post(to)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header("sec-fetch-site", "same-origin");
    browser.send(request, body).await
}
