//! What the pages of the import read, and the server functions that their forms post
//! to. Reading a file is not here; see [`UPLOAD`](super::UPLOAD).
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    people::import::{ImportId, ImportLine, ImportPage, Order},
};
use leptos::server;

use super::{PAGE, address_of};
use crate::{context, error::AppError};

/// What whoever fills in a spreadsheet has to know, and what has been imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The number of the round that they import in: it and earlier ones are imported.
    pub current: u32,
    /// The network's organisations as it writes them.
    pub organisations: Vec<String>,
    /// The imports that have been made, the latest first.
    pub imports: Vec<ImportLine>,
}

/// What an organiser has to know before an import.
pub async fn read_terms() -> Result<Terms, AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, _) = context::store_now();
    let round = store.round(&caller).await?;
    let organisations = store.organisations().await?.into_iter().map(|organisation| organisation.name);
    let imports = store.imports(&caller).await?.ok_or(AppError::NotFound)?;
    Ok(Terms { current: round.number, organisations: organisations.collect(), imports })
}

/// One import.
pub async fn read_import(import: ImportId) -> Result<ImportPage, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.import_page(&caller, import).await?.ok_or(AppError::NotFound)
}

/// Imports rows that have been shown. They come back as JSON, and are checked again.
#[server(endpoint = "import/run")]
pub async fn run_import(
    #[server(default)] rows: String,
    #[server(default)] file_name: String,
    #[server(default)] accepted: String,
    #[server(default)] invite: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let accepted = if accepted.is_empty() { "[]" } else { accepted.as_str() };
    let order = Order {
        file: file_name,
        rows: serde_json::from_str(&rows).map_err(|_| AppError::Malformed)?,
        accepted: serde_json::from_str(accepted).map_err(|_| AppError::Malformed)?,
        invite: !invite.is_empty(),
    };
    let form = context::form_key();
    let parts = store.import(&caller, form.as_ref(), &order, now).await.map_err(AppError::overtaken)?;
    context::go_on_to(&format!("{PAGE}?importerade={parts}"))
}

/// Takes away all that an import has brought.
#[server(endpoint = "import/undo")]
pub async fn undo_import(import: i64) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (store, now) = context::store_now();
    let import = ImportId(import);
    store.undo_import(&caller, import, now).await?;
    context::go_on_to(&format!("{}?angrad=1", address_of(import)))
}
