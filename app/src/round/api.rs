//! Server functions of the public pages.

use domain::{people::Organisation, round::Round};
use leptos::server;

use crate::error::AppError;

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
