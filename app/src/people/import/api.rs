//! What the page of the import reads, and the server function that its form posts
//! to. Reading a file is not here; see [`UPLOAD`](super::UPLOAD).
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::access::Area;
use leptos::server;

use super::PAGE;
use crate::{context, error::AppError};

/// What whoever fills in a spreadsheet has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The number of the round that they import in: only earlier ones are imported.
    pub current: u32,
    /// The network's organisations as it writes them.
    pub organisations: Vec<String>,
}

/// What an organiser has to know before an import.
pub async fn read_terms() -> Result<Terms, AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, _) = context::store_now();
    let round = store.round(&caller).await?;
    let organisations = store.organisations().await?.into_iter().map(|organisation| organisation.name);
    Ok(Terms { current: round.number, organisations: organisations.collect() })
}

/// Imports rows that have been shown. They come back as JSON, and are checked again.
#[server(endpoint = "import/run")]
pub async fn run_import(#[server(default)] rows: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let rows: Vec<_> = serde_json::from_str(&rows).map_err(|_| AppError::Malformed)?;
    let form = context::form_key();
    let parts = store.import(&caller, form.as_ref(), &rows, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{PAGE}?importerade={parts}"))
}
