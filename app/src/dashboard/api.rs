//! What the dashboard reads.

use domain::dashboard::Dashboard;

use crate::{context, error::AppError};

/// The reader's dashboard.
pub async fn read_dashboard() -> Result<Dashboard, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.dashboard(&caller, now).await?)
}
