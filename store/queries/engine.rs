//! What the engines have in common besides the features.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use async_trait::async_trait;
use domain::{live::Change, round::RoundId};
use store::{Error, Result, Store, transfer::Part};
use tokio::sync::{Notify, broadcast};

use crate::{Db, Engine, archive::migrations, notify_peers};

/// One connection to the data, in a transaction or not.
pub(crate) type Connection = <Db as sqlx::Database>::Connection;

/// A transaction on the data. One in which an email was put into the outbox
/// rings the outbox's bell when it commits, and no other does.
pub(crate) struct Tx {
    inner: sqlx::Transaction<'static, Db>,
    outbox: Arc<Notify>,
    has_emails: bool,
}

impl Tx {
    pub(crate) fn new(inner: sqlx::Transaction<'static, Db>, outbox: &Arc<Notify>) -> Self {
        Self { inner, outbox: Arc::clone(outbox), has_emails: false }
    }

    /// An email was put into the outbox.
    pub(crate) const fn note_email(&mut self) {
        self.has_emails = true;
    }

    pub(crate) async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        if self.has_emails {
            self.outbox.notify_one();
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.inner
    }
}

#[async_trait]
impl Store for Engine {
    fn changes(&self) -> broadcast::Receiver<Change> {
        self.feed.subscribe()
    }

    fn sequence(&self) -> String {
        self.feed.sequence()
    }

    fn outbox(&self) -> Arc<Notify> {
        Arc::clone(&self.outbox)
    }

    async fn up_to_date(&self) -> Result<bool> {
        let newest = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations");
        let newest: i64 = newest.fetch_one(self.reader()).await.map_err(|error| Error::Unavailable(error.into()))?;
        Ok(migrations(Part::Data).iter().all(|migration| migration.version <= newest))
    }

    async fn close(&self) {
        self.close_pools().await;
    }
}

impl Engine {
    /// Commits, then announces: here, and to other servers on the same database.
    /// In a task of its own: a browser that hangs up must not leave a commit
    /// without its announcement.
    pub(crate) async fn commit(&self, tx: Tx, change: Change) -> Result<()> {
        self.commit_all(tx, vec![change]).await
    }

    /// The same with what changed for several people.
    pub(crate) async fn commit_all(&self, mut tx: Tx, all: Vec<Change>) -> Result<()> {
        let (feed, peers) = (self.feed.clone(), self.peers.clone());
        let both = tokio::spawn(async move {
            for change in &all {
                notify_peers(&mut tx, &peers, change).await?;
            }
            tx.commit().await?;
            for change in all {
                feed.announce(change);
            }
            Ok(())
        });
        both.await.map_err(|error| Error::Unavailable(error.into()))?
    }
}

/// The round with the greatest number.
pub(crate) async fn current_round<'e>(db: impl sqlx::Executor<'e, Database = Db>) -> Result<Option<RoundId>> {
    let id = sqlx::query_scalar!("SELECT id FROM rounds ORDER BY number DESC LIMIT 1").fetch_optional(db).await;
    Ok(id?.map(RoundId))
}
