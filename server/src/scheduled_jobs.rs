//! What is to be done now and then, by whichever server comes to it first.

use std::{sync::Arc, time::Duration};

use app::context::Clock;
use store::{Store, round::retention::Deleted};
use tokio::sync::watch;

use crate::listen::stopped;

/// How often.
const PAUSE: Duration = Duration::from_secs(15);

/// Does the jobs until the server stops.
pub async fn run(store: Arc<dyn Store>, clock: Clock, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            biased;
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        match store.delete_what_is_due(clock.now()).await {
            Ok(deleted @ Deleted { needs, meet_ups, names, pairs, drafts }) => {
                if deleted.is_any() {
                    tracing::info!(needs, meet_ups, names, pairs, drafts, "deleted what was due");
                }
            }
            Err(error) => tracing::error!(%error, "what is due cannot be deleted"),
        }
        if let Err(error) = store.open_evaluations(clock.now()).await {
            tracing::error!(%error, "who may evaluate a day cannot be settled");
        }
        if let Err(error) = store.pass_on_seats(clock.now()).await {
            tracing::error!(%error, "offers of seats cannot be passed on");
        }
        if let Err(error) = store.send_reminders(clock.now()).await {
            tracing::error!(%error, "nobody can be reminded of what is due");
        }
        if let Err(error) = store.nudge_applications(clock.now()).await {
            tracing::error!(%error, "nobody can be reminded of applications");
        }
        if let Err(error) = store.thank_rounds(clock.now()).await {
            tracing::error!(%error, "the people of a closed round cannot be thanked");
        }
        match store.send_announcements(clock.now()).await {
            Ok(0) => {}
            Ok(announcements) => tracing::info!(announcements, "sent what was scheduled"),
            Err(error) => tracing::error!(%error, "announcements cannot be sent"),
        }
        if let Err(error) = store.forget_given_up(clock.now()).await {
            tracing::error!(%error, "old emails that were given up cannot be emptied");
        }
        if let Err(error) = store.erase_deleted(clock.now()).await {
            tracing::error!(%error, "deleted logs cannot be erased");
        }
    }
}
