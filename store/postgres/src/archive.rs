//! PostgreSQL as something to copy from and to. And how a schema is brought up
//! to date.

use std::{
    str::FromStr,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool, migrate::Migrator, postgres::PgConnectOptions,
};
use store::{
    StartError,
    transfer::{Archive, Error, HANDOVER, Held, Hold, Kind, Moment, Part, Result, Side, Table},
};
use tokio::{task::JoinHandle, time::sleep};

use crate::{
    PATIENCE, Transaction, not_opened, pool,
    queries::transfer::{Copying, Found, database, gathered, not_migrated, version},
};

/// What follows the columns' names in an `INSERT`: rows keep their numbers.
pub(crate) const INSERTING: &str = "OVERRIDING SYSTEM VALUE VALUES";
/// Text in a key sorts by its bytes, whatever the database's language.
pub(crate) const KEY_ORDER: &str = " COLLATE \"C\"";

/// The advisory lock by which a database is held: any number that nothing else takes.
const HELD: i64 = 15_000_001;
/// How long one waits before it tries again to hold the database.
const RETRY: Duration = Duration::from_millis(50);
/// How often the connection that holds it is looked after.
const PING: Duration = Duration::from_secs(5);

static DATA: Migrator = sqlx::migrate!("../../migrations/postgres");
static KEYRING: Migrator = sqlx::migrate!("../../migrations/keyring/postgres");

pub(crate) fn migrations(part: Part) -> &'static Migrator {
    match part {
        Part::Data => &DATA,
        Part::Keyring => &KEYRING,
    }
}

/// The schema that a part lives in.
fn schema(part: Part) -> &'static str {
    match part {
        Part::Data => "public",
        Part::Keyring => "keyring",
    }
}

/// Brings a part up to date, or to a migration. sqlx takes an advisory lock,
/// so that one process does it at a time; the others wait for as long as it
/// takes, which is why this connection has no lock timeout.
pub(crate) async fn migrate(options: &PgConnectOptions, part: Part, to: Option<i64>) -> Result<(), StartError> {
    let mut connection = options.clone().options([("lock_timeout", "0")]).connect().await.map_err(not_opened)?;
    migrations(part).run_direct(to, &mut connection, false).await.map_err(not_migrated)?;
    connection.close().await.map_err(not_opened)
}

/// How every connection is set up. The address may hold a password: it is not
/// repeated in an error.
pub(crate) fn options(url: &str) -> Result<PgConnectOptions, StartError> {
    let options = PgConnectOptions::from_str(url).map_err(|error| StartError::Address(error.to_string()))?;
    Ok(options.application_name("ior").options([("lock_timeout", format!("{}s", PATIENCE.as_secs()))]))
}

/// A database to copy from and to.
pub struct Server(PgConnectOptions);

impl Server {
    /// By its address.
    ///
    /// # Errors
    /// [`StartError::Address`].
    pub fn of(url: &str) -> Result<Self, StartError> {
        options(url).map(Self)
    }

    fn options(&self, part: Part) -> PgConnectOptions {
        self.0.clone().options([("search_path", schema(part))])
    }

    async fn connect(&self, part: Part) -> Result<PgPool> {
        Ok(pool(1, self.options(part)).await?)
    }

    async fn begin(&self, part: Part, statement: &'static str) -> Result<(PgPool, Transaction)> {
        self.version(part).await?;
        let pool = self.connect(part).await?;
        let tx = pool.begin_with(statement).await.map_err(database)?;
        Ok((pool, tx))
    }
}

#[async_trait]
impl Archive for Server {
    fn address_of(&self, _: Part) -> String {
        let database = self.0.get_database().unwrap_or(self.0.get_username());
        format!("postgres://{}:{}/{database}", self.0.get_host(), self.0.get_port())
    }

    /// By an advisory lock on a connection of its own, which is made anew if it is
    /// lost. Servers share it.
    async fn hold(&self, hold: Hold) -> Result<Held> {
        let options = self.options(Part::Data);
        let begun = Instant::now();
        loop {
            if let Some(connection) = lock(&options, hold).await.map_err(not_opened)? {
                return Ok(Box::new(Kept(tokio::spawn(keep(options, hold, connection)))));
            }
            if begun.elapsed() >= HANDOVER {
                return Err(Error::InUse(self.address()));
            }
            sleep(RETRY).await;
        }
    }

    async fn version(&self, part: Part) -> Result<i64> {
        let pool = self.connect(part).await?;
        let table = format!("{}._sqlx_migrations", schema(part));
        let migrated = sqlx::query_scalar("SELECT to_regclass($1) IS NOT NULL").bind(&table);
        let migrated = migrated.fetch_one(&pool).await.map_err(database)?;
        version(pool, migrations(part), migrated).await
    }

    async fn migrate(&self, part: Part, to: Option<i64>) -> Result<()> {
        Ok(migrate(&self.options(part), part, to).await?)
    }

    async fn read(&self, part: Part) -> Result<Box<dyn Side>> {
        let (pool, tx) = self.begin(part, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Box::new(Copying::new(pool, tx, part).await?))
    }

    async fn write(&self, part: Part) -> Result<Box<dyn Side>> {
        let (pool, mut tx) = self.begin(part, "BEGIN").await?;
        for table in tables(&mut tx, part).await? {
            let lock = format!("LOCK TABLE {} IN EXCLUSIVE MODE", table.name);
            sqlx::query(AssertSqlSafe(lock)).execute(&mut *tx).await.map_err(database)?;
        }
        Ok(Box::new(Copying::new(pool, tx, part).await?))
    }

    /// PostgreSQL looks after its files and references by itself; that a query
    /// is answered is all that can be asked of it from here.
    async fn faults(&self, part: Part) -> Result<Vec<String>> {
        self.version(part).await?;
        Ok(Vec::new())
    }

    async fn moment(&self) -> Result<Moment> {
        let pool = self.connect(Part::Data).await?;
        let now = sqlx::query_scalar("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
        let now = now.fetch_one(&pool).await.map_err(database)?;
        pool.close().await;
        Ok(Moment::Now(now))
    }
}

/// A connection that keeps the lock.
struct Kept(JoinHandle<()>);

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Takes the lock; nothing, if someone has it whom it does not go together with.
async fn lock(options: &PgConnectOptions, hold: Hold) -> Result<Option<PgConnection>, sqlx::Error> {
    let mut connection = options.connect().await?;
    let lock = match hold {
        Hold::Server => "SELECT pg_try_advisory_lock_shared($1)",
        Hold::Alone => "SELECT pg_try_advisory_lock($1)",
    };
    let locked = sqlx::query_scalar(lock).bind(HELD).fetch_one(&mut connection).await?;
    Ok(Some(connection).filter(|_| locked))
}

/// Keeps the lock for as long as it is waited for.
async fn keep(options: PgConnectOptions, hold: Hold, mut connection: PgConnection) {
    loop {
        while connection.ping().await.is_ok() {
            sleep(PING).await;
        }
        connection = loop {
            match lock(&options, hold).await {
                Ok(Some(connection)) => break connection,
                Ok(None) => tracing::error!("someone else holds the database, which this process still uses"),
                Err(error) => tracing::warn!(%error, "the database is not held: no connection"),
            }
            sleep(PING).await;
        };
    }
}

/// What the catalogue says of the tables.
pub(crate) async fn tables(tx: &mut Transaction, part: Part) -> Result<Vec<Table>> {
    let found: Vec<Found> = sqlx::query_as(
        r#"
        SELECT t.relname::text, c.attname::text, format_type(c.atttypid, NULL),
            COALESCE(array_position(k.indkey::int2[], c.attnum) + 1, 0)::bigint,
            c.attidentity <> ''
        FROM pg_class AS t
        JOIN pg_namespace AS s ON s.oid = t.relnamespace
        JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        LEFT JOIN pg_index AS k ON k.indrelid = t.oid AND k.indisprimary
        WHERE s.nspname = $1 AND t.relkind IN ('r', 'p') AND t.relname <> '_sqlx_migrations'
        ORDER BY t.relname COLLATE "C", c.attname COLLATE "C"
        "#,
    )
    .bind(schema(part))
    .fetch_all(&mut **tx)
    .await
    .map_err(database)?;
    gathered(found, |type_name| match type_name {
        "bigint" => Some(Kind::Integer),
        "boolean" => Some(Kind::Boolean),
        "text" => Some(Kind::Text),
        "bytea" => Some(Kind::Bytes),
        _ => None,
    })
}

pub(crate) async fn last_number(tx: &mut Transaction, part: Part, table: &Table) -> Result<i64> {
    let sequence = sequence(tx, part, table).await?;
    let sql = format!("SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {sequence}");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut **tx).await.map_err(database)
}

/// By `ALTER`, not by `setval`, which would stay if the transaction is undone.
pub(crate) async fn set_last_number(tx: &mut Transaction, _: Part, table: &Table, number: i64) -> Result<()> {
    let sql = format!("ALTER TABLE {} ALTER COLUMN id RESTART WITH {}", table.name, number + 1);
    sqlx::query(AssertSqlSafe(sql)).execute(&mut **tx).await.map_err(database)?;
    Ok(())
}

/// What numbers a table's rows, by its quoted name.
async fn sequence(tx: &mut Transaction, part: Part, table: &Table) -> Result<String> {
    let name = sqlx::query_scalar("SELECT pg_get_serial_sequence($1, 'id')");
    name.bind(format!("{}.{}", schema(part), table.name)).fetch_one(&mut **tx).await.map_err(database)
}
