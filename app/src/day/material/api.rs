//! Server functions of files. Adding one is not among them; see
//! [`UPLOAD`](super::UPLOAD).
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::day::material::MaterialId;
use leptos::server;

use crate::{context, error::AppError};

/// Takes a file away.
#[server(endpoint = "material/remove")]
pub async fn remove_material(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.remove_material(&caller, MaterialId(id)).await?;
    context::go_back_with("borta")
}
