//! The other servers on the same database. What one commits the others hear of
//! by NOTIFY, in the same transaction, and pass on to their own browsers.
//!
//! A connection that listens may be lost, and with it what was said meanwhile.
//! Then everyone is told to read everything anew ([`Change::Resync`]).

use std::{sync::Arc, time::Duration};

use domain::live::Change;
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, postgres::PgListener};
use store::{Error, Result, feed::Feed};
use tokio::task::AbortHandle;

use crate::Tx;

/// The channel's name within the database.
const CHANNEL: &str = "ior_changes";
/// How long to wait before listening again when the database is gone.
const PAUSE: Duration = Duration::from_millis(500);

/// This server's place among the others.
#[derive(Clone)]
pub(crate) struct Peers {
    /// Tells this server's own notices from the others'.
    me: String,
    listening: Arc<Listening>,
}

/// The task that listens; it ends with the engine.
struct Listening(AbortHandle);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What is said between servers; content-free, like every [`Change`].
#[derive(Serialize, Deserialize)]
struct Notice {
    from: String,
    change: Change,
}

impl Peers {
    /// Begins to listen, and passes on what the others commit from now on.
    pub(crate) async fn join(pool: &PgPool, feed: Feed) -> Result<Self, sqlx::Error> {
        let me = sqlx::query_scalar!(r#"SELECT gen_random_uuid()::text AS "id!""#).fetch_one(pool).await?;
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        let listening = tokio::spawn(listen(listener, me.clone(), feed)).abort_handle();
        Ok(Self { me, listening: Arc::new(Listening(listening)) })
    }

    /// Stops listening.
    pub(crate) fn leave(&self) {
        self.listening.0.abort();
    }
}

async fn listen(mut listener: PgListener, me: String, feed: Feed) {
    loop {
        let change = match listener.try_recv().await {
            Ok(Some(notification)) => match serde_json::from_str::<Notice>(notification.payload()) {
                Ok(notice) if notice.from == me => continue,
                Ok(notice) => notice.change,
                // From a newer server, perhaps: something has changed.
                Err(_) => Change::Resync,
            },
            // The connection was lost. The next call listens again first.
            Ok(None) => Change::Resync,
            // This server closes.
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => {
                tracing::warn!(%error, "changes of other servers are not heard for the moment");
                tokio::time::sleep(PAUSE).await;
                Change::Resync
            }
        };
        feed.announce(change);
    }
}

/// Tells the other servers of a change, if and when the transaction commits.
pub(crate) async fn notify_peers(tx: &mut Tx, peers: &Peers, change: &Change) -> Result<()> {
    let notice = Notice { from: peers.me.clone(), change: change.clone() };
    let notice = serde_json::to_string(&notice).map_err(|error| Error::bad_row("notice", error))?;
    sqlx::query!("SELECT pg_notify($1, $2)", CHANNEL, notice).execute(&mut **tx).await?;
    Ok(())
}
