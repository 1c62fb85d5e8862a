//! Server functions of files. Adding one is not among them; see
//! [`UPLOAD`](super::UPLOAD).
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{day::Day, material::Material};
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A day and its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMaterials {
    /// The day.
    pub day: Day,
    /// Its files, by name.
    pub files: Vec<Material>,
}

/// A day's files, for an organiser.
#[server(endpoint = "material/list")]
pub async fn read_materials(slug: String) -> Result<DayMaterials, AppError> {
    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let view = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    Ok(DayMaterials { day: view.day, files: store.materials(&caller, &slug, now).await? })
}

/// Takes a file away.
#[server(endpoint = "material/remove")]
pub async fn remove_material(id: i64) -> Result<(), AppError> {
    use domain::material::MaterialId;

    use crate::context;

    let caller = context::caller()?;
    Ok(context::state().store.remove_material(&caller, MaterialId(id)).await?)
}
