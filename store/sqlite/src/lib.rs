//! The store on SQLite: one file, and its keyring in a second file beside it.
//!
//! The queries are in `store/queries`, shared with `store-postgres`. Here is
//! what only SQLite needs: how to open it, how to begin a write, and what its
//! errors mean.
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

#[cfg(not(feature = "unlocked"))]
use domain::day::SegmentId;
use domain::live::Change;
use engine::Tx;
use keyring::Installation;
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use store::{Error, Result, StartError, feed::Feed, transfer::Part, vault::Vault};
use tokio::sync::Notify;

#[path = "../../queries/after.rs"]
mod after;
#[path = "../../queries/agreement.rs"]
mod agreement;
#[path = "../../queries/application.rs"]
mod application;
#[path = "../../queries/application_nudge.rs"]
mod application_nudge;
#[path = "../../queries/applying.rs"]
mod applying;
mod archive;
#[path = "../../queries/attendance.rs"]
mod attendance;
#[path = "../../queries/board.rs"]
mod board;
#[path = "../../queries/call.rs"]
mod call;
#[path = "../../queries/candidates.rs"]
mod candidates;
#[path = "../../queries/dashboard.rs"]
mod dashboard;
#[path = "../../queries/day.rs"]
mod day;
#[path = "../../queries/decision.rs"]
mod decision;
#[path = "../../queries/dossier.rs"]
mod dossier;
#[path = "../../queries/endorsement.rs"]
mod endorsement;
#[path = "../../queries/engine.rs"]
mod engine;
#[path = "../../queries/evaluation.rs"]
mod evaluation;
#[path = "../../queries/figures.rs"]
mod figures;
#[path = "../../queries/guests.rs"]
mod guests;
#[path = "../../queries/held.rs"]
mod held;
#[path = "../../queries/import.rs"]
mod import;
#[path = "../../queries/keyring.rs"]
mod keyring;
#[path = "../../queries/letters.rs"]
mod letters;
mod lists;
#[path = "../../queries/log.rs"]
mod log;
#[path = "../../queries/log_pages.rs"]
mod log_pages;
#[path = "../../queries/manager.rs"]
mod manager;
#[path = "../../queries/match_drafts.rs"]
mod match_drafts;
#[path = "../../queries/matching.rs"]
mod matching;
#[path = "../../queries/material.rs"]
mod material;
#[path = "../../queries/meet_up.rs"]
mod meet_up;
#[path = "../../queries/meeting.rs"]
mod meeting;
#[path = "../../queries/message.rs"]
mod message;
#[path = "../../queries/moves.rs"]
mod moves;
#[path = "../../queries/names.rs"]
mod names;
#[path = "../../queries/needs.rs"]
mod needs;
#[path = "../../queries/nudge.rs"]
mod nudge;
#[path = "../../queries/once.rs"]
mod once;
#[path = "../../queries/own_days.rs"]
mod own_days;
#[path = "../../queries/pair.rs"]
mod pair;
#[path = "../../queries/people.rs"]
mod people;
#[path = "../../queries/planning.rs"]
mod planning;
#[path = "../../queries/plans.rs"]
mod plans;
#[path = "../../queries/proposal.rs"]
mod proposal;
#[path = "../../queries/pulse.rs"]
mod pulse;
#[path = "../../queries/reply.rs"]
mod reply;
#[path = "../../queries/retention.rs"]
mod retention;
#[path = "../../queries/round.rs"]
mod round;
#[path = "../../queries/seats.rs"]
mod seats;
#[path = "../../queries/selection.rs"]
mod selection;
#[path = "../../queries/sign_in.rs"]
mod sign_in;
#[path = "../../queries/signal.rs"]
mod signal;
#[path = "../../queries/tables.rs"]
mod tables;
#[path = "../../queries/tally.rs"]
mod tally;
#[path = "../../queries/texts.rs"]
mod texts;
#[path = "../../queries/totals.rs"]
mod totals;
#[path = "../../queries/transfer.rs"]
mod transfer;
#[path = "../../queries/trend.rs"]
mod trend;
#[path = "../../queries/visitor.rs"]
mod visitor;

pub use archive::{Files, run as run_migrations};

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
        archive::migrate(&data, Part::Data, None).await?;
        let keyring = archive::keyring(data.get_filename());
        archive::migrate(&keyring, Part::Keyring, None).await?;

        let writer = pool(1, data.clone()).await?;
        let reading = data.pragma("query_only", "ON").optimize_on_close(false, None);
        let readers = pool(READERS, reading).await?;
        let keyring = pool(1, keyring).await?;

        let (vault, installation) = keyring::open_vault(&readers, &keyring, key_file).await?;
        let (feed, outbox) = (Feed::new(), Arc::default());
        let engine = Self { readers, writer, keyring, vault, installation, feed, outbox, peers: Peers };
        engine.fill_in_sort_names().await.map_err(|error| StartError::Database(error.into()))?;
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
        let tx = self.readers.begin_with("BEGIN").await.map_err(fault)?;
        Ok(Tx::new(tx, &self.outbox))
    }

    /// Begins a write. No other writer is at work until it ends.
    async fn begin_write(&self) -> Result<Tx> {
        let tx = self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
        Ok(Tx::new(tx, &self.outbox))
    }
}

/// Makes those who count and then write wait for each other. On SQLite every
/// writer does already.
async fn one_at_a_time(_: &mut Tx) -> Result<()> {
    Ok(())
}

/// Keeps others from a segment's seats. On SQLite every other writer waits already.
#[cfg(not(feature = "unlocked"))]
async fn lock_segment(_: &mut Tx, _: SegmentId) -> Result<()> {
    Ok(())
}

/// The letter that has been due the longest. Nobody else can take one meanwhile.
async fn next_due(tx: &mut Tx, now: i64) -> Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM outbox WHERE sealed IS NOT NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 1"#,
        now
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)
}

/// Changes cross no machine's border: the file has one server.
async fn tell_the_others(_: &mut Tx, _: &Peers, _: &Change) -> Result<()> {
    Ok(())
}

/// The other servers on this database: none.
#[derive(Clone)]
struct Peers;

/// What an error of SQLite's means (<https://sqlite.org/rescode.html>).
fn fault(error: sqlx::Error) -> Error {
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const READONLY: i32 = 8;
    const IOERR: i32 = 10;
    const FULL: i32 = 13;
    const CANTOPEN: i32 = 14;
    let Some(database) = error.as_database_error() else { return engine::fault(error) };
    if database.is_unique_violation() {
        return Error::Conflict;
    }
    // The lowest eight bits say what, the others in which way.
    match database.code().and_then(|code| code.parse::<i32>().ok()).map(|code| code & 0xff) {
        Some(BUSY | LOCKED | READONLY | IOERR | FULL | CANTOPEN) => Error::Unavailable(error.into()),
        _ => engine::fault(error),
    }
}

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
