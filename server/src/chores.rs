//! What is to be done now and then, by whichever server comes to it first.

use std::{sync::Arc, time::Duration};

use app::context::Clock;
use store::{Store, retention::Deleted};
use tokio::sync::{Notify, watch};

use crate::listen::stopped;

/// How often.
const PAUSE: Duration = Duration::from_secs(15);

/// Does the chores until the server stops; rings `bell` for letters that come of them.
pub async fn run(store: Arc<dyn Store>, clock: Clock, bell: Arc<Notify>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            biased;
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        match store.delete_what_is_due(clock.now()).await {
            Ok(deleted @ Deleted { needs, meet_ups, names, pairs }) => {
                if deleted.is_any() {
                    tracing::info!(needs, meet_ups, names, pairs, "deleted what was due");
                }
            }
            Err(error) => tracing::error!(%error, "what is due cannot be deleted"),
        }
        match store.pass_on_seats(clock.now()).await {
            Ok(()) => bell.notify_one(),
            Err(error) => tracing::error!(%error, "offers of seats cannot be passed on"),
        }
        match store.nudge(clock.now()).await {
            Ok(()) => bell.notify_one(),
            Err(error) => tracing::error!(%error, "pairs cannot be reminded"),
        }
        match store.nudge_applications(clock.now()).await {
            Ok(()) => bell.notify_one(),
            Err(error) => tracing::error!(%error, "nobody can be reminded of applications"),
        }
        if let Err(error) = store.erase_deleted(clock.now()).await {
            tracing::error!(%error, "deleted logs cannot be erased");
        }
    }
}
