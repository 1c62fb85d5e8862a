//! The store on PostgreSQL, for installations with several machines. The
//! keyring is a schema of its own in the same database, `keyring`, so that a
//! backup of the data leaves it out with `pg_dump --exclude-schema=keyring`.
//!
//! The queries are in `store/queries`, shared with `store-sqlite`. Here is what
//! only PostgreSQL needs: how to open it, how to begin a write, and what its
//! errors mean.
//!
//! PostgreSQL lets many write at once. The queries are written so that a row's
//! own lock decides: one `UPDATE … WHERE` that says what it expects to find,
//! and `ON CONFLICT` where two might insert the same.

use std::{path::Path, sync::Arc, time::Duration};

#[cfg(not(feature = "unlocked"))]
use domain::day::SegmentId;
use engine::Tx;
use keyring::Installation;
use peers::{Peers, tell_the_others};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use store::{Error, Result, StartError, feed::Feed, transfer::Part, vault::Vault};
use tokio::sync::Notify;

mod archive;
mod peers;

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

pub use archive::Server;

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
        archive::migrate(&options, Part::Data, None).await?;
        let keyring = options.clone().options([("search_path", "keyring")]);
        archive::migrate(&keyring, Part::Keyring, None).await?;

        let data = pool(CONNECTIONS, bounded(options)).await?;
        let keyring = pool(2, bounded(keyring)).await?;
        let (vault, installation) = keyring::open_vault(&data, &keyring, key_file).await?;
        let (feed, outbox) = (Feed::new(), Arc::default());
        let peers = Peers::join(&data, feed.clone()).await.map_err(not_opened)?;
        let engine = Self { data, keyring, vault, installation, feed, outbox, peers };
        engine.fill_in_sort_names().await.map_err(|error| StartError::Database(error.into()))?;
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
        let tx = self.data.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map_err(fault)?;
        Ok(Tx::new(tx, &self.outbox))
    }

    /// Begins a write.
    async fn begin_write(&self) -> Result<Tx> {
        let tx = self.data.begin().await.map_err(|error| match error {
            // The connection died unnoticed. Nothing has begun.
            sqlx::Error::Io(_) => Error::Again(error.into()),
            error => fault(error),
        })?;
        Ok(Tx::new(tx, &self.outbox))
    }
}

/// Makes those who count and then write wait for each other until their
/// transactions end.
async fn one_at_a_time(tx: &mut Tx) -> Result<()> {
    const ANY_NUMBER: i64 = 15;
    sqlx::query!("SELECT pg_advisory_xact_lock($1)", ANY_NUMBER).execute(&mut **tx).await.map_err(fault)?;
    Ok(())
}

/// Keeps others from a segment's seats until the transaction ends.
#[cfg(not(feature = "unlocked"))]
async fn lock_segment(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    let locked = sqlx::query_scalar!("SELECT id FROM segments WHERE id = $1 FOR UPDATE", segment.0);
    locked.fetch_optional(&mut **tx).await.map_err(fault)?;
    Ok(())
}

/// The letter that has been due the longest and that no other worker is taking.
async fn next_due(tx: &mut Tx, now: i64) -> Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"
        SELECT id FROM outbox WHERE sealed IS NOT NULL AND due_at <= $1
        ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
        "#,
        now
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)
}

/// What an error of PostgreSQL's means
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
fn fault(error: sqlx::Error) -> Error {
    let Some(database) = error.as_database_error() else { return engine::fault(error) };
    if database.is_unique_violation() {
        return Error::Conflict;
    }
    let code = database.code().unwrap_or_default();
    match code.get(..2) {
        // Deadlock, or not serialisable.
        Some("40") => Error::Again(error.into()),
        // Connection lost; read-only; out of resources; lock not available;
        // shut down; disk trouble.
        Some("08" | "25" | "53" | "55" | "57" | "58") => Error::Unavailable(error.into()),
        _ => engine::fault(error),
    }
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

fn not_opened(error: impl Into<sqlx::Error>) -> StartError {
    StartError::Database(error.into().into())
}
