//! Server functions of days that are over.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use leptos::server;

use crate::{context, error::AppError};

/// Sends thank-you emails, once.
#[server(endpoint = "after/thank")]
pub async fn send_thanks(slug: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.send_thanks(&caller, &slug, now).await?;
    context::go_on_to(&format!("/organisera/dagar/{slug}/efter?skickat=1"))
}
