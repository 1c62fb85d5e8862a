//! The store on SQLite: one file, and its keyring in a second file beside it.
//!
//! The queries are in `store/queries`, shared with `store-postgres`. Here is
//! what only SQLite needs: how to open it, how to begin a write, how to lock.
//! What a new query needs of both engines is a function of the same name here and
//! in `store-postgres`.
//!
//! SQLite takes one writer at a time. So there is one connection that writes,
//! which begins with `BEGIN IMMEDIATE`: a transaction that reads first and
//! writes later would fail at once, whatever the busy timeout, if another
//! writer came between. Readers have connections of their own, and in WAL mode
//! wait for no one.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use domain::live::Change;
#[cfg(not(feature = "unlocked"))]
use domain::{day::SegmentId, people::PersonId};
use queries::{
    keyring::{self, Installation},
    unit_of_work::Tx,
};
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use store::{Error, Result, StartError, feed::Feed, transfer::Part, vault::Vault};
use tokio::sync::Notify;

mod archive;
mod lists;

pub use archive::{Files, run as run_migrations};

#[path = "../../queries/mod.rs"]
mod queries;

type Db = sqlx::Sqlite;
type Transaction = sqlx::Transaction<'static, Db>;

/// How long a connection waits for another's lock, and a caller for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many connections read side by side.
const READERS: u32 = 4;

/// The store on SQLite.
pub struct Engine {
    readers: SqlitePool,
    writer: SqlitePool,
    keyring: SqlitePool,
    vault: Vault,
    installation: Installation,
    feed: Feed,
    outbox: Arc<Notify>,
    peers: Peers,
}

impl Engine {
    /// Opens the database, makes it if it is not there, and brings it up to
    /// date. `url` is `sqlite:` and a file's path; the keyring `x.keyring.sqlite`
    /// lies beside `x.sqlite`.
    ///
    /// # Errors
    /// [`StartError`], with what to do about it.
    pub async fn connect(url: &str, key_file: &Path) -> Result<Self, StartError> {
        let data = SqliteConnectOptions::from_str(url).map_err(|_| StartError::Address(url.to_owned()))?;
        let data = configured(data);
        let alone = archive::alone(data.get_filename()).await;
        let _alone = alone.map_err(|error| StartError::Database(error.into()))?;
        let keyring = archive::keyring(data.get_filename());
        check_key(&data, &keyring, key_file).await?;
        archive::migrate(&data, Part::Data, None).await?;
        archive::migrate(&keyring, Part::Keyring, None).await?;

        let writer = pool(1, data.clone()).await?;
        let reading = data.pragma("query_only", "ON").optimize_on_close(false, None);
        let readers = pool(READERS, reading).await?;
        let keyring = pool(1, keyring).await?;

        let (vault, installation) = keyring::open_vault(&readers, &keyring, key_file).await?;
        let (feed, outbox) = (Feed::new(), Arc::default());
        let engine = Self { readers, writer, keyring, vault, installation, feed, outbox, peers: Peers };
        engine.renew_derived().await.map_err(|error| StartError::Database(error.into()))?;
        Ok(engine)
    }

    async fn close_pools(&self) {
        self.readers.close().await;
        self.writer.close().await;
        self.keyring.close().await;
    }

    /// Where to read.
    fn reader(&self) -> &SqlitePool {
        &self.readers
    }

    /// Begins a read: one snapshot for all of its queries.
    async fn begin_read(&self) -> Result<Tx> {
        let tx = self.readers.begin_with("BEGIN").await?;
        Ok(Tx::new(tx, self))
    }

    /// Begins a write. No other writer is at work until it ends.
    async fn begin_write(&self) -> Result<Tx> {
        let tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Tx::new(tx, self))
    }
}

/// Makes those who count and then write wait for each other. On SQLite every
/// writer does already.
async fn take_advisory_lock(_: &mut Tx) -> Result<()> {
    Ok(())
}

/// Keeps others from a segment's seats. On SQLite every other writer waits already.
#[cfg(not(feature = "unlocked"))]
async fn lock_segment(_: &mut Tx, _: SegmentId) -> Result<()> {
    Ok(())
}

/// Keeps others from naming someone. On SQLite every other writer waits already.
#[expect(clippy::unused_async, reason = "on PostgreSQL it waits")]
async fn lock_person(_: &mut Tx, _: PersonId) -> Result<()> {
    Ok(())
}

/// The email that has been due the longest, those that let someone sign in before
/// others. Nobody else can take one meanwhile.
async fn next_due(tx: &mut Tx, now: i64) -> Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"
        SELECT id AS "id!" FROM outbox WHERE sealed IS NOT NULL AND given_up_at IS NULL AND due_at <= $1
        ORDER BY CASE WHEN cause IN ('sign_in', 'apply') THEN 0 ELSE 1 END, due_at, id LIMIT 1
        "#,
        now
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(Error::from)
}

/// Changes cross no machine's border: the file has one server.
async fn notify_peers(_: &mut Tx, _: &Peers, _: &Change) -> Result<()> {
    Ok(())
}

/// The other servers on this database: none.
#[derive(Clone)]
struct Peers;

/// What every connection is set to: an acknowledged write survives a power cut.
fn configured(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .optimize_on_close(true, None)
}

/// Refuses a key that does not belong to the files, as long as they are what they were.
async fn check_key(
    data: &SqliteConnectOptions,
    keyring: &SqliteConnectOptions,
    key_file: &Path,
) -> Result<(), StartError> {
    let mut opened = Vec::new();
    for options in [data, keyring] {
        let is_there = options.get_filename().exists();
        opened.push(if is_there { Some(pool(1, options.clone().create_if_missing(false)).await?) } else { None });
    }
    let [data, keyring] = [0, 1].map(|part| opened[part].as_ref());
    keyring::check_key(data, keyring, key_file).await?;
    for pool in opened.iter().flatten() {
        pool.close().await;
    }
    Ok(())
}

async fn pool(connections: u32, options: SqliteConnectOptions) -> Result<SqlitePool, StartError> {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_release(|connection, _| Box::pin(is_sound(connection)))
        .connect_with(options)
        .await
        .map_err(not_opened)
}

/// Whether a connection that is given back can serve the next one. After some
/// errors, such as a full disk, SQLite rolls back by itself
/// (<https://sqlite.org/lang_transaction.html>, section 3); sqlx does not notice,
/// and would refuse to begin the next transaction, and every other after it.
async fn is_sound(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // What was left to do on this connection, a rollback, is done when it answers.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn not_opened(error: impl Into<sqlx::Error>) -> StartError {
    StartError::Database(error.into().into())
}

/// The keyring's file for a data file.
fn beside(data: &Path) -> PathBuf {
    data.with_extension("keyring.sqlite")
}

#[cfg(test)]
mod tests;
