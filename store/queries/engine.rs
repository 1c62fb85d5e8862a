//! What the engines have in common besides the features.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{input::fold, live::Change};
use store::{Error, Result, Store, transfer::Part};
use tokio::sync::{Notify, broadcast};

use crate::{Db, Engine, archive::migrations};

/// One connection to the data, in a transaction or not.
pub(crate) type Connection = <Db as sqlx::Database>::Connection;

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

/// What folded names are compared with by `LIKE`, if some are searched for: the words in
/// their order, as [`domain::input::finds`] looks for them.
pub(crate) fn pattern(search: &str) -> Option<String> {
    let wanted = fold(search);
    (!wanted.is_empty()).then(|| format!("%{}%", literally(&wanted).replace(' ', "%")))
}

/// What addresses are compared with: in them every sign counts.
pub(crate) fn address_pattern(search: &str) -> String {
    format!("%{}%", literally(&search.to_lowercase()))
}

/// Text as `LIKE` takes it for itself.
fn literally(text: &str) -> String {
    let literal = |c| match c {
        '%' | '_' | '\\' => format!("\\{c}"),
        c => String::from(c),
    };
    text.chars().map(literal).collect()
}

/// Works something out on a thread that may take its time.
pub(crate) async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.into()))
}
