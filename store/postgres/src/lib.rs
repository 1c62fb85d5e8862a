//! The store on PostgreSQL, for installations with several machines. The
//! keyring is a schema of its own in the same database, `keyring`, so that a
//! backup of the data leaves it out with `pg_dump --exclude-schema=keyring`.
//!
//! The queries are in `store/queries`, shared with `store-sqlite`. Here is what
//! only PostgreSQL needs: how to open it, how to begin a write, how to lock, how
//! servers hear of each other. What a new query needs of both engines is a function
//! of the same name here and in `store-sqlite`.
//!
//! PostgreSQL lets many write at once. The queries are written so that a row's
//! own lock decides: one `UPDATE … WHERE` that says what it expects to find,
//! and `ON CONFLICT` where two might insert the same.

use std::{path::Path, sync::Arc, time::Duration};

#[cfg(not(feature = "unlocked"))]
use domain::{day::SegmentId, people::PersonId};
use peers::{Peers, notify_peers};
use queries::{
    keyring::{self, Installation},
    unit_of_work::Tx,
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use store::{Error, Result, StartError, feed::Feed, transfer::Part, vault::Vault};
use tokio::sync::Notify;

mod archive;
mod peers;

mod lists;

pub use archive::Server;

#[path = "../../queries/mod.rs"]
mod queries;

type Db = sqlx::Postgres;
type Transaction = sqlx::Transaction<'static, Db>;

/// How long a statement waits for another's lock, and a caller for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many connections one machine has to the data.
const CONNECTIONS: u32 = 10;

/// The store on PostgreSQL.
pub struct Engine {
    data: PgPool,
    keyring: PgPool,
    vault: Vault,
    installation: Installation,
    feed: Feed,
    outbox: Arc<Notify>,
    peers: Peers,
}

impl Engine {
    /// Opens the database and brings it up to date. `url` is
    /// `postgres://user:password@host/database`; the database must exist.
    ///
    /// # Errors
    /// [`StartError`], with what to do about it.
    pub async fn connect(url: &str, key_file: &Path) -> Result<Self, StartError> {
        let options = archive::options(url)?;
        let keyring = options.clone().options([("search_path", "keyring")]);
        check_key(&options, &keyring, key_file).await?;
        archive::migrate(&options, Part::Data, None).await?;
        archive::migrate(&keyring, Part::Keyring, None).await?;

        let data = pool(CONNECTIONS, bounded(options)).await?;
        let keyring = pool(2, bounded(keyring)).await?;
        let (vault, installation) = keyring::open_vault(&data, &keyring, key_file).await?;
        let (feed, outbox) = (Feed::new(), Arc::default());
        let peers = Peers::join(&data, feed.clone()).await.map_err(not_opened)?;
        let engine = Self { data, keyring, vault, installation, feed, outbox, peers };
        engine.renew_derived().await.map_err(|error| StartError::Database(error.into()))?;
        Ok(engine)
    }

    async fn close_pools(&self) {
        self.peers.leave();
        self.data.close().await;
        self.keyring.close().await;
    }

    /// Where to read.
    fn reader(&self) -> &PgPool {
        &self.data
    }

    /// Begins a read: one snapshot for all of its queries.
    async fn begin_read(&self) -> Result<Tx> {
        let tx = self.data.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Tx::new(tx, self))
    }

    /// Begins a write.
    async fn begin_write(&self) -> Result<Tx> {
        let tx = self.data.begin().await.map_err(|error| match error {
            // The connection died unnoticed. Nothing has begun.
            sqlx::Error::Io(_) => Error::Retryable(error.into()),
            error => error.into(),
        })?;
        Ok(Tx::new(tx, self))
    }
}

/// Makes those who count and then write wait for each other until their
/// transactions end.
async fn take_advisory_lock(tx: &mut Tx) -> Result<()> {
    const ANY_NUMBER: i64 = 15;
    sqlx::query!("SELECT pg_advisory_xact_lock($1)", ANY_NUMBER).execute(&mut **tx).await?;
    Ok(())
}

/// Keeps others from a segment's seats until the transaction ends.
#[cfg(not(feature = "unlocked"))]
async fn lock_segment(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    let locked = sqlx::query_scalar!("SELECT id FROM segments WHERE id = $1 FOR UPDATE", segment.0);
    locked.fetch_optional(&mut **tx).await?;
    Ok(())
}

/// Keeps others from writing a row that names someone, until the transaction ends.
async fn lock_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    let locked = sqlx::query_scalar!("SELECT id FROM persons WHERE id = $1 FOR UPDATE", person.0);
    locked.fetch_optional(&mut **tx).await?;
    Ok(())
}

/// The email that has been due the longest and that no other worker is taking, those
/// that let someone sign in before others.
async fn next_due(tx: &mut Tx, now: i64) -> Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"
        SELECT id FROM outbox WHERE sealed IS NOT NULL AND given_up_at IS NULL AND due_at <= $1
        ORDER BY CASE WHEN cause IN ('sign_in', 'apply') THEN 0 ELSE 1 END, due_at, id
        LIMIT 1 FOR UPDATE SKIP LOCKED
        "#,
        now
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(Error::from)
}

/// What serves people waits for nothing without end. (A migration may take its time.)
fn bounded(options: PgConnectOptions) -> PgConnectOptions {
    let seconds = |limit: Duration| format!("{}s", limit.as_secs());
    options.options([
        ("statement_timeout", seconds(PATIENCE * 3)),
        ("idle_in_transaction_session_timeout", seconds(PATIENCE * 6)),
    ])
}

async fn pool(connections: u32, options: PgConnectOptions) -> Result<PgPool, StartError> {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await
        .map_err(not_opened)
}

/// Refuses a key that does not belong here, as long as the database is what it was. Waits,
/// as a migration does, for another that is being made.
async fn check_key(data: &PgConnectOptions, keyring: &PgConnectOptions, key_file: &Path) -> Result<(), StartError> {
    let patient = |options: &PgConnectOptions| options.clone().options([("lock_timeout", "0")]);
    let (data, keyring) = (pool(1, patient(data)).await?, pool(1, patient(keyring)).await?);
    keyring::check_key(Some(&data), Some(&keyring), key_file).await?;
    data.close().await;
    keyring.close().await;
    Ok(())
}

fn not_opened(error: impl Into<sqlx::Error>) -> StartError {
    let error = error.into();
    if is_unreachable(&error) { StartError::Unreachable(error.into()) } else { StartError::Database(error.into()) }
}

/// Whether the server does not answer, is only just starting or ending, or has no
/// connection left.
fn is_unreachable(error: &sqlx::Error) -> bool {
    const CODES: [&str; 4] = ["57P01", "57P02", "57P03", "53300"];
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        error => {
            let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
            code.is_some_and(|code| CODES.contains(&&*code))
        }
    }
}
