//! What the dashboard reads.

use domain::{dashboard::Dashboard, people::Caller, time::today};

use crate::{
    context::{self, AllRounds},
    error::AppError,
};

/// The reader's dashboard.
pub async fn read_dashboard() -> Result<Dashboard, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.dashboard(&caller, now).await?)
}

/// The reader's dashboards of all rounds and pairs that concern them: first that of the
/// page's.
pub async fn read_dashboards() -> Result<Vec<Dashboard>, AppError> {
    let (caller, (store, now)) = (context::caller()?, context::store_now());
    let mut callers = vec![caller.clone()];
    if let Some(AllRounds(reader)) = context::from_request::<AllRounds>() {
        let all = reader.concerning(today(now)).flat_map(|standing| reader.callers_in(standing));
        let is_here = |one: &Caller| (one.round, one.pair) == (caller.round, caller.pair);
        callers.extend(all.filter(|one| !is_here(one)));
    }
    Ok(store.dashboards(&callers, now).await?)
}
