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

mod fit;
mod sealed_file;

use std::collections::HashSet;

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};

pub use self::{
    fit::{KeyFit, key_fit},
    sealed_file::{seal, unseal},
};
use crate::{StartError, error::Source, keyfile::KeyError, secret::hex};

/// All tables, those that others refer to first.
pub const TABLES: &[(Part, &str)] = &[
    (Part::Data, "organisations"),
    (Part::Data, "rounds"),
    (Part::Data, "persons"),
    (Part::Data, "duties"),
    (Part::Data, "days"),
    (Part::Data, "segments"),
    (Part::Data, "replies"),
    (Part::Data, "pairs"),
    (Part::Data, "meetings"),
    (Part::Data, "notes"),
    (Part::Data, "actions"),
    (Part::Data, "reflections"),
    (Part::Data, "sign_ins"),
    (Part::Data, "sessions"),
    (Part::Data, "outbox"),
    (Part::Keyring, "key_check"),
    (Part::Keyring, "pair_keys"),
];

/// How many rows are read and written at a time: at most 30 columns of them
/// fit into one statement of either engine.
const PAGE: u32 = 1000;

/// The two databases of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the product keeps.
    Data,
    /// The keys that open what pairs write.
    Keyring,
}

impl Part {
    /// Its name, for people and in a backup.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Keyring => "keyring",
        }
    }

    /// Its tables, those that others refer to first.
    pub fn tables(self) -> impl DoubleEndedIterator<Item = &'static str> {
        TABLES.iter().filter(move |(part, _)| *part == self).map(|(_, name)| *name)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// Yes or no; travels as the numbers 1 and 0.
    Boolean,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// A value on its way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, or a yes or no.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A row: its values in the order of [`Table::columns`].
pub type Row = Vec<Value>;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table, as its database describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in the order of their names, which is the same everywhere.
    pub columns: Vec<Column>,
    /// The primary key: places in `columns`.
    pub key: Vec<usize>,
    /// Whether the database numbers its rows, and never twice the same.
    pub numbered: bool,
}

impl Table {
    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The primary key of a row.
    pub fn key_of(&self, row: &Row) -> Row {
        self.key.iter().map(|n| row[*n].clone()).collect()
    }

    fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

/// How many rows a table holds, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its name.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over all rows in the order of their keys, in hexadecimal.
    pub sha256: String,
}

/// Why something was not moved. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be opened.
    #[error(transparent)]
    Start(#[from] StartError),
    /// There is no database where there should be one.
    #[error("there is no database at {0}; `ior migrate` makes one")]
    NotThere(String),
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
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// The installation's key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database does not do its part.
    #[error("the database: {0}")]
    Database(#[source] Source),
}

/// The outcome of moving something.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A database to copy from and to, by its address. Opens nothing before it is
/// told to.
#[async_trait]
pub trait Archive: Send + Sync {
    /// Its address, without a password.
    fn address(&self) -> String;

    /// The number of the newest migration that it has had; 0 for none.
    ///
    /// # Errors
    /// [`Error::NotThere`], and [`StartError::Newer`] for a number that this
    /// version of ior does not know.
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

    /// A moment that the database knows of, in milliseconds since 1970: its
    /// own clock's now, or for a file when it was last written.
    ///
    /// # Errors
    /// [`Error::NotThere`] and [`Error::Database`].
    async fn moment(&self) -> Result<i64>;
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
        if digest(to, target, &|_, _| ()).await? != left {
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
    let mut summing = Summing::new(source);
    loop {
        let rows = from.rows(source, summing.last.clone(), PAGE).await?;
        summing.take(source, &rows);
        progress(&source.name, summing.rows);
        if rows.is_empty() {
            break;
        }
        to.add(target, rows).await?;
    }
    // Not the greatest number there is: one that was deleted, here or there,
    // must not come again.
    if source.numbered && target.numbered {
        let number = from.last_number(source).await?.max(to.last_number(target).await?);
        to.set_last_number(target, number).await?;
    }
    Ok(summing.done(source))
}

/// The digests of all tables.
///
/// # Errors
/// The database's.
pub async fn digests(side: &mut dyn Side, progress: Progress<'_>) -> Result<Vec<Digest>> {
    let mut digests = Vec::new();
    for table in side.tables().to_vec() {
        digests.push(digest(side, &table, progress).await?);
    }
    Ok(digests)
}

async fn digest(side: &mut dyn Side, table: &Table, progress: Progress<'_>) -> Result<Digest> {
    let mut summing = Summing::new(table);
    loop {
        let rows = side.rows(table, summing.last.clone(), PAGE).await?;
        summing.take(table, &rows);
        progress(&table.name, summing.rows);
        if rows.is_empty() {
            return Ok(summing.done(table));
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
        // After a first start it holds the value by which the installation's key is recognised.
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

async fn is_part_of(part: &mut dyn Side, whole: &mut dyn Side) -> Result<bool> {
    for table in part.tables().to_vec() {
        let (_, some) = all_rows(part, &table.name).await?;
        let (_, all) = all_rows(whole, &table.name).await?;
        let all: HashSet<Row> = all.into_iter().collect();
        if some.iter().any(|row| !all.contains(row)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts a part's tables into the order of [`TABLES`]: what an engine calls on
/// what it found in its catalogue.
///
/// # Errors
/// [`Error::Unexpected`] for a table that is not in the list. One that is
/// missing comes with a later migration.
pub fn ordered(part: Part, mut found: Vec<Table>) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for name in part.tables() {
        if let Some(n) = found.iter().position(|table| table.name == name) {
            tables.push(found.swap_remove(n));
        }
    }
    match found.pop() {
        Some(unknown) => Err(Error::Unexpected(unknown.name)),
        None => Ok(tables),
    }
}

/// A digest in the making.
struct Summing {
    hash: Sha256,
    rows: u64,
    last: Option<Row>,
}

impl Summing {
    fn new(table: &Table) -> Self {
        let mut hash = Sha256::new();
        for column in &table.columns {
            hash.update(format!("{}:{}", column.name.len(), column.name));
        }
        Self { hash, rows: 0, last: None }
    }

    /// Every value with its length, so that no two rows read the same.
    fn take(&mut self, table: &Table, rows: &[Row]) {
        for value in rows.iter().flatten() {
            match value {
                Value::Null => self.hash.update("n"),
                Value::Integer(number) => self.hash.update(format!("i{number};")),
                Value::Text(text) => self.hash.update(format!("t{}:{text}", text.len())),
                Value::Bytes(bytes) => {
                    self.hash.update(format!("b{}:", bytes.len()));
                    self.hash.update(bytes);
                }
            }
        }
        self.rows += rows.len() as u64;
        if let Some(row) = rows.last() {
            self.last = Some(table.key_of(row));
        }
    }

    fn done(self, table: &Table) -> Digest {
        Digest { table: table.name.clone(), rows: self.rows, sha256: hex(&self.hash.finalize()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Table {
        let columns = vec![Column { name: "id".to_owned(), kind: Kind::Integer }];
        Table { name: name.to_owned(), columns, key: vec![0], numbered: true }
    }

    #[test]
    fn a_table_that_nobody_listed_is_refused() {
        let names = |tables: Vec<Table>| tables.into_iter().map(|table| table.name).collect::<Vec<_>>();
        let known = ordered(Part::Data, vec![table("pairs"), table("rounds")]).unwrap();
        assert_eq!(names(known), ["rounds", "pairs"]);
        let unknown = ordered(Part::Data, vec![table("pairs"), table("forgotten")]);
        assert!(matches!(unknown, Err(Error::Unexpected(name)) if name == "forgotten"));
        assert!(ordered(Part::Data, vec![table("pair_keys")]).is_err(), "a key among the data");
    }

    #[test]
    fn no_two_rows_read_the_same() {
        let rows: [Row; 8] = [
            vec![Value::Null],
            vec![Value::Integer(1)],
            vec![Value::Text("1".into())],
            vec![Value::Bytes(b"1".to_vec())],
            vec![Value::Text(String::new())],
            vec![Value::Text("a".into()), Value::Text("b".into())],
            vec![Value::Text("ab".into()), Value::Text(String::new())],
            vec![Value::Text("at1:b".into())],
        ];
        let sums = rows.map(|row| {
            let mut summing = Summing::new(&table("t"));
            summing.take(&table("t"), &[row]);
            summing.done(&table("t")).sha256
        });
        assert_eq!(sums.iter().collect::<HashSet<_>>().len(), sums.len());
    }
}
