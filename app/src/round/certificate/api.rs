//! What the pages of certificates read.

use domain::{access::Area, people::PersonId, round::certificate::Certificate};

use crate::{context, error::AppError};

/// The reader's own certificate.
pub async fn read_own() -> Result<Certificate, AppError> {
    read(context::caller()?.person).await
}

/// Someone's, for an organiser.
pub async fn read_of(person: PersonId) -> Result<Certificate, AppError> {
    context::caller_of(Area::Organise)?;
    read(person).await
}

async fn read(person: PersonId) -> Result<Certificate, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.certificate(&caller, person, now).await?.ok_or(AppError::NotFound)
}
