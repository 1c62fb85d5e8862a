//! What the pages of the lineage read.

use domain::round::lineage::{Lineage, OwnLine};

use crate::{context, error::AppError};

/// All of it, for organisers.
pub async fn read_lineage() -> Result<Lineage, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    store.lineage(&caller).await?.ok_or(AppError::NotFound)
}

/// The reader's own line.
pub async fn read_own_line() -> Result<OwnLine, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.own_line(&caller, now).await?)
}
