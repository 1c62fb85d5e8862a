//! Server functions of the public pages.

use domain::{day::Day, people::Organisation, round::Round};
use jiff::Timestamp;
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// All that the front page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// When it was read.
    #[serde(with = "domain::time::wire")]
    pub now: Timestamp,
    /// The current round, if one has been set up.
    pub round: Option<Round>,
    /// Its days.
    pub days: Vec<Day>,
}

/// The front page.
#[server(endpoint = "round/front")]
pub async fn read_front() -> Result<Front, AppError> {
    let (store, now) = crate::context::store_now();
    Ok(Front { now, round: store.current_round().await?, days: store.public_days().await? })
}

/// The current round, if one has been set up.
#[server(endpoint = "round/current")]
pub async fn read_round() -> Result<Option<Round>, AppError> {
    Ok(crate::context::state().store.current_round().await?)
}

/// The network's organisations.
#[server(endpoint = "round/organisations")]
pub async fn read_organisations() -> Result<Vec<Organisation>, AppError> {
    Ok(crate::context::state().store.organisations().await?)
}
