//! Moving everything that is kept, row by row: into a backup, out of one, and
//! from one engine to the other.
//!
//! An [`Archive`] is a database looked at from below the store: two [`Part`]s,
//! each a set of tables with rows. A [`Side`] is one transaction on one part.
//! Rows are lists of [`Value`]s, the same on both engines, in the order of
//! their columns' names; so a table has one [`Digest`], wherever it lies, and
//! [`copy`] can prove that what arrived is what left.
//!
//! **A new table** is one line in [`TABLES`]. A test on each engine fails as
//! long as it is missing.

mod digest;
mod erased;
mod fit;
mod outbox;
mod programme;
mod rewrap;
mod sealed_file;
mod table;

use std::{collections::HashSet, time::Duration};

use async_trait::async_trait;

use self::digest::Summing;
pub use self::{
    digest::Digest,
    erased::{delete_keys, erased_pairs, pairs_with_keys},
    fit::{KeyFit, key_fit, sealed_tables},
    outbox::backlog,
    programme::{Programme, programme},
    rewrap::{is_wrapped_by, rewrap},
    sealed_file::{seal, unseal},
    table::{Column, Kind, Part, Row, TABLES, Table, Value, ordered},
};
use crate::{StartError, error::Source, keyfile::KeyError};

/// How many rows are read and written at a time: at most 30 columns of them
/// fit into one statement of either engine.
const PAGE: u32 = 1000;

/// Why something was not moved. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be opened.
    #[error(transparent)]
    Start(#[from] StartError),
    /// There is no database where there should be one.
    #[error("there is no database at {0}; `ior migrate` makes one")]
    NotThere(String),
    /// There is data, and no keyring beside it.
    #[error(
        "the keyring {0} is missing: put it back from the file that `ior backup-keyring` wrote, with `ior restore --keyring FILE`. Nothing else makes one, since it would open none of the notes"
    )]
    NoKeyring(String),
    /// A server runs on the database, or someone else needs it for themselves.
    #[error("{0} is in use by a running server, or by another command that needs it alone: stop that first")]
    InUse(String),
    /// The source has an older schema than the target.
    #[error("the source is from an older version: run `ior migrate` on it first")]
    Older,
    /// The target holds something already.
    #[error("the {0} of the target is not empty")]
    NotEmpty(&'static str),
    /// A table that [`TABLES`] does not name, or that is not there, or that
    /// looks different on the other side.
    #[error("the table {0} is not as this version of ior expects it")]
    Unexpected(String),
    /// What arrived is not what left.
    #[error("the table {0} did not arrive as it left")]
    Differs(String),
    /// The file is no backup, or not as it was made.
    #[error("{0}")]
    File(String),
    /// What came back needs a key that is not here.
    #[error("it is restored, but the server cannot start with it: see the warning above")]
    Unusable,
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// The installation's key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Something of the keyring does not open.
    #[error("{0} in the keyring does not open with the key that the keyring was used with; nothing was changed")]
    Keyring(String),
    /// The database does not do its part.
    #[error("the database: {0}")]
    Database(#[source] Source),
}

/// The outcome of moving something.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A moment that a database knows of, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// What its own clock says.
    Now(i64),
    /// When its file was last written.
    LastWrite(i64),
}

/// What a database is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// To serve it: nobody may replace it meanwhile. SQLite has one server at a time,
    /// PostgreSQL as many as there are.
    Server,
    /// To replace or move it while nobody serves it, or does the same.
    Alone,
}

/// How long one waits for whoever holds the database: it may be just about to end.
pub const HANDOVER: Duration = Duration::from_secs(3);

/// A database that is held: until this is dropped, or the process is gone.
pub type Held = Box<dyn Send + Sync>;

/// A database to copy from and to, by its address. Opens nothing before it is
/// told to.
#[async_trait]
pub trait Archive: Send + Sync {
    /// Its address, without a password.
    fn address(&self) -> String {
        self.address_of(Part::Data)
    }

    /// Where one of its parts is, without a password.
    fn address_of(&self, part: Part) -> String;

    /// Keeps others from what would not go together with this.
    ///
    /// # Errors
    /// [`Error::InUse`]; the file system's or the database's.
    async fn hold(&self, hold: Hold) -> Result<Held>;

    /// The number of the newest migration that it has had; 0 for none.
    ///
    /// # Errors
    /// [`Error::NotThere`], [`Error::NoKeyring`], and [`StartError::Newer`] for a number
    /// that this version of ior does not know.
    async fn version(&self, part: Part) -> Result<i64>;

    /// Brings a part up to a migration, or to the newest; makes it if it is
    /// not there. The data goes before the keyring.
    ///
    /// # Errors
    /// [`StartError`].
    async fn migrate(&self, part: Part, to: Option<i64>) -> Result<()>;

    /// Opens a part to be read, all of it as it is at this moment.
    ///
    /// # Errors
    /// As [`Archive::version`], and [`Error::Unexpected`].
    async fn read(&self, part: Part) -> Result<Box<dyn Side>>;

    /// Opens a part to be written. Others read on, but do not write.
    ///
    /// # Errors
    /// As [`Archive::read`].
    async fn write(&self, part: Part) -> Result<Box<dyn Side>>;

    /// What is wrong with a part's files and references, in the database's words.
    ///
    /// # Errors
    /// [`Error::NotThere`] and [`Error::Database`].
    async fn faults(&self, part: Part) -> Result<Vec<String>>;

    /// A moment that the database knows of.
    ///
    /// # Errors
    /// [`Error::NotThere`] and [`Error::Database`].
    async fn moment(&self) -> Result<Moment>;
}

/// One transaction on one part. What it wrote is undone if it is dropped.
#[async_trait]
pub trait Side: Send {
    /// Its tables, in the order of [`TABLES`].
    fn tables(&self) -> &[Table];

    /// The next rows after a key, at most `limit`, in the order of their keys.
    async fn rows(&mut self, table: &Table, after: Option<Row>, limit: u32) -> Result<Vec<Row>>;

    /// Adds rows.
    async fn add(&mut self, table: &Table, rows: Vec<Row>) -> Result<()>;

    /// The last number given to a row of a numbered table; 0 for none.
    async fn last_number(&mut self, table: &Table) -> Result<i64>;

    /// Makes the next row's number come after this one.
    async fn set_last_number(&mut self, table: &Table, number: i64) -> Result<()>;

    /// Removes all rows.
    async fn clear(&mut self) -> Result<()>;

    /// Commits, and closes the connection.
    async fn finish(self: Box<Self>) -> Result<()>;
}

/// Is told what is going on: the table, and how many of its rows are done.
pub type Progress<'a> = &'a (dyn Fn(&str, u64) + Send + Sync);

/// Copies all rows of one side to the other, which must be empty; then reads
/// them again there. Commits nothing.
///
/// # Errors
/// [`Error::Differs`], if the database changed what it was given;
/// [`Error::Unexpected`], if the two sides have different tables.
pub async fn copy(from: &mut dyn Side, to: &mut dyn Side, progress: Progress<'_>) -> Result<Vec<Digest>> {
    let (sources, targets) = (from.tables().to_vec(), to.tables().to_vec());
    if sources.len() != targets.len() {
        return Err(Error::Unexpected("list".to_owned()));
    }
    let mut digests = Vec::new();
    for (source, target) in sources.iter().zip(&targets) {
        if source.name != target.name || !source.column_names().eq(target.column_names()) {
            return Err(Error::Unexpected(source.name.clone()));
        }
        let left = copy_table(from, to, (source, target), progress).await?;
        if read_through(to, target, None, &|_, _| ()).await? != left {
            return Err(Error::Differs(source.name.clone()));
        }
        digests.push(left);
    }
    Ok(digests)
}

async fn copy_table(
    from: &mut dyn Side,
    to: &mut dyn Side,
    (source, target): (&Table, &Table),
    progress: Progress<'_>,
) -> Result<Digest> {
    let left = read_through(from, source, Some((to, target)), progress).await?;
    // Not the greatest number there is: one that was deleted, here or there,
    // must not come again.
    if source.numbered && target.numbered {
        let number = from.last_number(source).await?.max(to.last_number(target).await?);
        to.set_last_number(target, number).await?;
    }
    Ok(left)
}

/// The digests of all tables.
///
/// # Errors
/// The database's.
pub async fn digests(side: &mut dyn Side, progress: Progress<'_>) -> Result<Vec<Digest>> {
    let mut digests = Vec::new();
    for table in side.tables().to_vec() {
        digests.push(read_through(side, &table, None, progress).await?);
    }
    Ok(digests)
}

/// Reads a table from its first row to its last and sums it up; adds the rows
/// to another on the way, if there is one.
async fn read_through(
    from: &mut dyn Side,
    table: &Table,
    mut to: Option<(&mut dyn Side, &Table)>,
    progress: Progress<'_>,
) -> Result<Digest> {
    let mut summing = Summing::new(table);
    loop {
        let rows = from.rows(table, summing.last.clone(), PAGE).await?;
        summing.take(table, &rows);
        progress(&table.name, summing.rows);
        if rows.is_empty() {
            return Ok(summing.done(table));
        }
        if let Some((to, target)) = &mut to {
            to.add(target, rows).await?;
        }
    }
}

/// All rows of a table, for small ones.
///
/// # Errors
/// The database's; [`Error::Unexpected`], if there is no such table.
pub async fn all_rows(side: &mut dyn Side, name: &str) -> Result<(Table, Vec<Row>)> {
    let table = side.tables().iter().find(|table| table.name == name).cloned();
    let table = table.ok_or_else(|| Error::Unexpected(name.to_owned()))?;
    let mut all: Vec<Row> = Vec::new();
    loop {
        let after = all.last().map(|row| table.key_of(row));
        let rows = side.rows(&table, after, PAGE).await?;
        if rows.is_empty() {
            return Ok((table, all));
        }
        all.extend(rows);
    }
}

/// Makes one side hold what the other holds, if it holds nothing else. A copy
/// of the same, finished or not, is taken for one. `replace` removes whatever
/// is there. Commits nothing.
///
/// # Errors
/// [`Error::NotEmpty`], and as [`copy`].
pub async fn fill(
    part: Part,
    from: &mut dyn Side,
    to: &mut dyn Side,
    replace: bool,
    progress: Progress<'_>,
) -> Result<Vec<Digest>> {
    if !replace && !holds_nothing_else(part, from, to, progress).await? {
        return Err(Error::NotEmpty(part.name()));
    }
    to.clear().await?;
    copy(from, to, progress).await
}

async fn holds_nothing_else(
    part: Part,
    from: &mut dyn Side,
    to: &mut dyn Side,
    progress: Progress<'_>,
) -> Result<bool> {
    if is_empty(to).await? {
        return Ok(true);
    }
    match part {
        Part::Data => Ok(digests(from, progress).await? == digests(to, progress).await?),
        // After a first start it holds the value by which the installation's key is
        // recognised, and a common key that has sealed nothing yet.
        Part::Keyring => is_part_of(to, from).await,
    }
}

async fn is_empty(side: &mut dyn Side) -> Result<bool> {
    for table in side.tables().to_vec() {
        if !side.rows(&table, None, 1).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a keyring has no pair's key that is not in another, too.
async fn is_part_of(part: &mut dyn Side, whole: &mut dyn Side) -> Result<bool> {
    for table in part.tables().to_vec().into_iter().filter(|table| table.name != "common_key") {
        let (_, some) = all_rows(part, &table.name).await?;
        let (_, all) = all_rows(whole, &table.name).await?;
        let all: HashSet<Row> = all.into_iter().collect();
        if some.iter().any(|row| !all.contains(row)) {
            return Ok(false);
        }
    }
    Ok(true)
}
