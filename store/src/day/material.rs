//! Files of days.

use async_trait::async_trait;
use domain::{
    day::material::{DayMaterials, Material, MaterialId, NewMaterial},
    people::Caller,
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Files of days.
#[async_trait]
pub trait Materials: Send + Sync {
    /// The page of a day's files, for an organiser.
    async fn day_materials(&self, caller: &Caller, slug: &str) -> Result<Option<DayMaterials>>;

    /// A file of a day, with its content; `None` for whoever may not have it.
    async fn material(
        &self,
        caller: &Caller,
        slug: &str,
        id: MaterialId,
        now: Timestamp,
    ) -> Result<Option<(Material, Vec<u8>)>>;

    /// Adds a file to a day. A form that arrives twice adds one.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn add_material(
        &self,
        caller: &Caller,
        slug: &str,
        form: Option<&IdempotencyKey>,
        file: &NewMaterial,
        now: Timestamp,
    ) -> Result<MaterialId>;

    /// Takes a file away for good. If there is none, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers.
    async fn remove_material(&self, caller: &Caller, id: MaterialId) -> Result<()>;
}
