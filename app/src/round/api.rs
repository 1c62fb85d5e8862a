//! What the public pages read.

use domain::{day::Day, people::Organisation, round::Round};
use jiff::Timestamp;

use crate::{context, error::AppError};

/// All that the front page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// When it was read.
    pub now: Timestamp,
    /// The current round, if one has been set up.
    pub round: Option<Round>,
    /// Its days.
    pub days: Vec<Day>,
}

/// The front page.
pub async fn read_front() -> Result<Front, AppError> {
    let (store, now) = context::store_now();
    Ok(Front { now, round: store.current_round().await?, days: store.public_days().await? })
}

/// The current round, if one has been set up.
pub async fn read_round() -> Result<Option<Round>, AppError> {
    Ok(context::state().store.current_round().await?)
}

/// The network's organisations.
pub async fn read_organisations() -> Result<Vec<Organisation>, AppError> {
    Ok(context::state().store.organisations().await?)
}
