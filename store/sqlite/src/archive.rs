//! SQLite as something to copy from and to: the installation's two files, or
//! the one file of a backup. And how a schema is brought up to date.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    str::FromStr,
    time::{Duration, Instant, UNIX_EPOCH},
};

use async_trait::async_trait;
use sqlx::{
    ConnectOptions, Connection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use store::{
    StartError,
    path::folder_of,
    transfer::{Archive, Error, HANDOVER, Held, Hold, Kind, Moment, Part, Result, Side, Table},
};
use tokio::{task::spawn_blocking, time::sleep};

use crate::{
    Db, Transaction, beside, configured, not_opened, pool,
    queries::transfer::{Copying, Found, database, gathered, not_migrated, version},
};

/// What follows the columns' names in an `INSERT`.
pub(crate) const INSERTING: &str = "VALUES";
/// Text in a key sorts by its bytes anyway.
pub(crate) const KEY_ORDER: &str = "";

/// How long one waits before it tries again to hold the database.
const RETRY: Duration = Duration::from_millis(50);
/// How long one that starts waits for another that brings the schema up to date.
const MIGRATION_PATIENCE: Duration = Duration::from_mins(2);

static DATA: Migrator = sqlx::migrate!("../../migrations/sqlite");
static KEYRING: Migrator = sqlx::migrate!("../../migrations/keyring/sqlite");

pub(crate) fn migrations(part: Part) -> &'static Migrator {
    match part {
        Part::Data => &DATA,
        Part::Keyring => &KEYRING,
    }
}

/// Brings a part's file up to date, or to a migration: see [`run`].
pub(crate) async fn migrate(options: &SqliteConnectOptions, part: Part, to: Option<i64>) -> Result<(), StartError> {
    make_private(options.get_filename()).map_err(|error| StartError::Database(error.into()))?;
    run(options, migrations(part), to).await
}

/// Runs migrations, all or none of them, while nobody else writes.
///
/// Foreign keys are off meanwhile: with them on, `DROP TABLE` deletes what
/// refers to the table, and a migration that rebuilds a table would lose its
/// children. (They cannot be switched inside a transaction, so a migration
/// cannot do it for itself.) That every reference still leads somewhere is
/// checked before the commit.
///
/// # Errors
/// [`StartError::Newer`], [`StartError::Dangling`], [`StartError::Database`].
pub async fn run(options: &SqliteConnectOptions, migrations: &Migrator, to: Option<i64>) -> Result<(), StartError> {
    let options = options.clone().foreign_keys(false).busy_timeout(MIGRATION_PATIENCE);
    let mut connection = options.connect().await.map_err(not_opened)?;
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(not_opened)?;
    migrations.run_direct(to, &mut *tx, false).await.map_err(not_migrated)?;
    let dangling = sqlx::query_scalar("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1");
    if let Some(table) = dangling.fetch_optional(&mut *tx).await.map_err(not_opened)? {
        return Err(StartError::Dangling(table));
    }
    tx.commit().await.map_err(not_opened)?;
    connection.close().await.map_err(not_opened)
}

/// Makes those who open and migrate the files of a folder do it one after the
/// other, for as long as what comes back is kept. SQLite's own locks are not
/// enough: when two make a file at once, the switch to WAL mode waits for no one.
pub(crate) async fn alone(file: &Path) -> io::Result<File> {
    let folder = folder_of(file).to_owned();
    fs::create_dir_all(&folder)?;
    let lock = move || {
        let folder = File::open(folder)?;
        folder.lock()?;
        Ok(folder)
    };
    spawn_blocking(lock).await?
}

/// The file beside a data file by which it is held.
fn lock_file(data: &Path) -> PathBuf {
    let mut name = data.to_owned().into_os_string();
    name.push(".lock");
    name.into()
}

/// Makes a database's file, if it is not there, for its owner's eyes alone. What
/// SQLite makes beside it is as open as the file itself.
fn make_private(file: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The files to copy from and to.
pub struct Files {
    data: SqliteConnectOptions,
    keyring: SqliteConnectOptions,
}

impl Files {
    /// The files of an installation, by the address of its database.
    ///
    /// # Errors
    /// [`StartError::Address`].
    pub fn of(url: &str) -> Result<Self, StartError> {
        let data = SqliteConnectOptions::from_str(url).map_err(|_| StartError::Address(url.to_owned()))?;
        let keyring = keyring(data.get_filename());
        Ok(Self { data: configured(data), keyring })
    }

    /// A file that holds one part, whichever that is. Nothing is kept beside it.
    pub fn single(file: &Path) -> Self {
        let only = configured(SqliteConnectOptions::new().filename(file)).journal_mode(SqliteJournalMode::Delete);
        Self { data: only.clone(), keyring: only }
    }

    fn options(&self, part: Part) -> &SqliteConnectOptions {
        match part {
            Part::Data => &self.data,
            Part::Keyring => &self.keyring,
        }
    }

    fn file(&self, part: Part) -> PathBuf {
        self.options(part).get_filename().to_owned()
    }

    /// One connection to a file that must be there.
    async fn connect(&self, part: Part) -> Result<SqlitePool> {
        let file = self.file(part);
        if !file.exists() {
            let name = file.display().to_string();
            let data_is_there = part == Part::Keyring && self.file(Part::Data).exists();
            return Err(if data_is_there { Error::NoKeyring(name) } else { Error::NotThere(name) });
        }
        Ok(pool(1, self.options(part).clone().create_if_missing(false)).await?)
    }

    async fn begin(&self, part: Part, statement: &'static str) -> Result<Box<dyn Side>> {
        self.version(part).await?;
        let pool = self.connect(part).await?;
        let tx = pool.begin_with(statement).await.map_err(database)?;
        Ok(Box::new(Copying::new(pool, tx, part).await?))
    }
}

#[async_trait]
impl Archive for Files {
    fn address_of(&self, part: Part) -> String {
        format!("sqlite:{}", self.file(part).display())
    }

    /// By a file that stays beside the data, for one at a time. Its lock goes with
    /// whoever has it open.
    async fn hold(&self, _: Hold) -> Result<Held> {
        let path = lock_file(&self.file(Part::Data));
        let failed = |error| Error::Io(path.display().to_string(), error);
        fs::create_dir_all(folder_of(&path)).map_err(failed)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let file = file.map_err(failed)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Box::new(file)),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if begun.elapsed() < HANDOVER => sleep(RETRY).await,
                Err(TryLockError::WouldBlock) => return Err(Error::InUse(self.address())),
            }
        }
    }

    async fn version(&self, part: Part) -> Result<i64> {
        let pool = self.connect(part).await?;
        let migrated = sqlx::query_scalar("SELECT COUNT(*) > 0 FROM sqlite_schema WHERE name = '_sqlx_migrations'");
        let migrated = migrated.fetch_one(&pool).await.map_err(database)?;
        version(pool, migrations(part), migrated).await
    }

    async fn migrate(&self, part: Part, to: Option<i64>) -> Result<()> {
        let file = self.file(part);
        let _alone = alone(&file).await.map_err(|error| Error::Io(file.display().to_string(), error))?;
        Ok(migrate(self.options(part), part, to).await?)
    }

    /// In WAL mode, or in a file of its own, a reader's first look decides
    /// which moment it sees.
    async fn read(&self, part: Part) -> Result<Box<dyn Side>> {
        self.begin(part, "BEGIN DEFERRED").await
    }

    async fn write(&self, part: Part) -> Result<Box<dyn Side>> {
        self.begin(part, "BEGIN IMMEDIATE").await
    }

    async fn faults(&self, part: Part) -> Result<Vec<String>> {
        let pool = self.connect(part).await?;
        let said = sqlx::query_scalar::<Db, String>("PRAGMA integrity_check").fetch_all(&pool).await;
        let mut faults = said.map_err(database)?;
        faults.retain(|line| line != "ok");
        let dangling = sqlx::query_scalar::<Db, String>("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check");
        for table in dangling.fetch_all(&pool).await.map_err(database)? {
            faults.push(format!("{table}: refers to rows that are not there"));
        }
        pool.close().await;
        Ok(faults)
    }

    async fn moment(&self) -> Result<Moment> {
        let file = self.file(Part::Data);
        let written = fs::metadata(&file).and_then(|data| data.modified());
        let written = written.map_err(|error| Error::Io(file.display().to_string(), error))?;
        let since = written.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Moment::LastWrite(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// How the keyring beside a data file is opened. A key that is deleted must be
/// gone from the file: no log beside it that keeps old pages, and no free page
/// that keeps its bytes.
pub(crate) fn keyring(data: &Path) -> SqliteConnectOptions {
    configured(SqliteConnectOptions::new().filename(beside(data)))
        .journal_mode(SqliteJournalMode::Delete)
        .pragma("secure_delete", "ON")
}

/// What the catalogue says of the tables.
pub(crate) async fn tables(tx: &mut Transaction, _: Part) -> Result<Vec<Table>> {
    let found: Vec<Found> = sqlx::query_as(
        r"
        SELECT t.name, c.name, c.type, c.pk, t.sql LIKE '%AUTOINCREMENT%'
        FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name <> '_sqlx_migrations'
        ORDER BY t.name, c.name
        ",
    )
    .fetch_all(&mut **tx)
    .await
    .map_err(database)?;
    gathered(found, |type_name| match type_name {
        "INTEGER" => Some(Kind::Integer),
        "TEXT" => Some(Kind::Text),
        "BLOB" => Some(Kind::Bytes),
        _ => None,
    })
}

pub(crate) async fn last_number(tx: &mut Transaction, _: Part, table: &Table) -> Result<i64> {
    let number = sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = $1").bind(&table.name);
    Ok(number.fetch_optional(&mut **tx).await.map_err(database)?.unwrap_or(0))
}

pub(crate) async fn set_last_number(tx: &mut Transaction, _: Part, table: &Table, number: i64) -> Result<()> {
    // SQLite's own table, which has no key to be in conflict with.
    sqlx::query("DELETE FROM sqlite_sequence WHERE name = $1")
        .bind(&table.name)
        .execute(&mut **tx)
        .await
        .map_err(database)?;
    sqlx::query("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)")
        .bind(&table.name)
        .bind(number)
        .execute(&mut **tx)
        .await
        .map_err(database)?;
    Ok(())
}
