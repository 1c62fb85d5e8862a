//! What the dashboard reads.

use domain::dashboard::Dashboard;

use crate::{context, error::AppError, round::switch};

/// The reader's dashboard.
pub async fn read_dashboard() -> Result<Dashboard, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.dashboard(&caller, now).await?)
}

/// The reader's dashboards of the other rounds that concern them, by the rounds' numbers.
pub async fn read_elsewhere() -> Result<Vec<Dashboard>, AppError> {
    let (store, now) = context::store_now();
    let mut elsewhere = Vec::new();
    for (_, caller) in switch::others() {
        elsewhere.push(store.dashboard(&caller, now).await?);
    }
    Ok(elsewhere)
}
