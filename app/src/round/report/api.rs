//! What the report reads.

use domain::round::report::{Report, asked_for};

use crate::{
    context::{self, AllRounds},
    error::AppError,
};

/// The report, of the round that is asked for or of all, and the numbers of all its rounds.
pub async fn read_report() -> Result<(Report, Vec<u32>), AppError> {
    context::caller()?;
    let AllRounds(reader) = context::from_request().ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let report = store.report(&reader, now).await?.ok_or(AppError::NotFound)?;
    let rounds = report.rounds.iter().map(|round| round.number).collect();
    Ok((report.only(asked_for(&context::raw_query())), rounds))
}
