//! Reading and writing whole tables, by the names that the database's own
//! catalogue gives. The only SQL that is put together at run time: what varies
//! in it are names of tables and columns, never a value.

use async_trait::async_trait;
use sqlx::{
    Pool, QueryBuilder, Row as _,
    migrate::{MigrateError, Migrator},
};
use store::{
    StartError,
    transfer::{Error, Kind, Part, Result, Row, Side, Table, Value, ordered},
};

use crate::{
    Db, Transaction,
    archive::{self, INSERTING, KEY_ORDER},
    not_opened,
};

/// One transaction on one part, and the connection that it runs on.
pub(crate) struct Copying {
    tx: Transaction,
    pool: Pool<Db>,
    part: Part,
    tables: Vec<Table>,
}

impl Copying {
    /// Looks at the tables; from here on, a reader sees one moment.
    pub(crate) async fn new(pool: Pool<Db>, mut tx: Transaction, part: Part) -> Result<Self> {
        let tables = ordered(part, archive::tables(&mut tx, part).await?)?;
        Ok(Self { tx, pool, part, tables })
    }
}

#[async_trait]
impl Side for Copying {
    fn tables(&self) -> &[Table] {
        &self.tables
    }

    async fn rows(&mut self, table: &Table, after: Option<Row>, limit: u32) -> Result<Vec<Row>> {
        let key: Vec<_> = table.key.iter().map(|n| key_column(table, *n)).collect();
        let key = key.join(", ");
        let mut query = QueryBuilder::<Db>::new(format!("SELECT {} FROM {}", columns(table), table.name));
        if let Some(after) = after {
            query.push(format_args!(" WHERE ({key}) > ("));
            for (n, (value, column)) in after.into_iter().zip(&table.key).enumerate() {
                query.push(if n == 0 { "" } else { ", " });
                bind(&mut query, table, *column, value)?;
            }
            query.push(")");
        }
        query.push(format_args!(" ORDER BY {key} LIMIT ")).push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&mut *self.tx).await.map_err(database)?;
        rows.iter().map(|row| values(table, row)).collect()
    }

    async fn add(&mut self, table: &Table, rows: Vec<Row>) -> Result<()> {
        let mut query = QueryBuilder::<Db>::new(format!("INSERT INTO {} ({}) {INSERTING}", table.name, columns(table)));
        for (n, row) in rows.into_iter().enumerate() {
            query.push(if n == 0 { " (" } else { ", (" });
            for (column, value) in row.into_iter().enumerate() {
                query.push(if column == 0 { "" } else { ", " });
                bind(&mut query, table, column, value)?;
            }
            query.push(")");
        }
        query.build().persistent(false).execute(&mut *self.tx).await.map_err(database)?;
        Ok(())
    }

    async fn last_number(&mut self, table: &Table) -> Result<i64> {
        archive::last_number(&mut self.tx, self.part, table).await
    }

    async fn set_last_number(&mut self, table: &Table, number: i64) -> Result<()> {
        archive::set_last_number(&mut self.tx, self.part, table, number).await
    }

    async fn clear(&mut self) -> Result<()> {
        for table in self.tables.iter().rev() {
            let mut query = QueryBuilder::<Db>::new(format!("DELETE FROM {}", table.name));
            query.build().execute(&mut *self.tx).await.map_err(database)?;
        }
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<()> {
        self.tx.commit().await.map_err(database)?;
        self.pool.close().await;
        Ok(())
    }
}

fn columns(table: &Table) -> String {
    let names: Vec<_> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    names.join(", ")
}

/// A column of the key, told to sort by bytes: the same on both engines.
fn key_column(table: &Table, n: usize) -> String {
    let column = &table.columns[n];
    let order = if column.kind == Kind::Text { KEY_ORDER } else { "" };
    format!("\"{}\"{order}", column.name)
}

fn bind(query: &mut QueryBuilder<Db>, table: &Table, column: usize, value: Value) -> Result<()> {
    match (table.columns[column].kind, value) {
        (Kind::Integer, Value::Null) => query.push_bind(None::<i64>),
        (Kind::Integer, Value::Integer(number)) => query.push_bind(number),
        (Kind::Boolean, Value::Null) => query.push_bind(None::<bool>),
        (Kind::Boolean, Value::Integer(number @ (0 | 1))) => query.push_bind(number == 1),
        (Kind::Text, Value::Null) => query.push_bind(None::<String>),
        (Kind::Text, Value::Text(text)) => query.push_bind(text),
        (Kind::Bytes, Value::Null) => query.push_bind(None::<Vec<u8>>),
        (Kind::Bytes, Value::Bytes(bytes)) => query.push_bind(bytes),
        _ => return Err(Error::Unexpected(table.name.clone())),
    };
    Ok(())
}

fn values(table: &Table, row: &<Db as sqlx::Database>::Row) -> Result<Row> {
    let value = |n: usize| {
        Ok(match table.columns[n].kind {
            Kind::Integer => row.try_get::<Option<i64>, _>(n)?.map(Value::Integer),
            Kind::Boolean => row.try_get::<Option<bool>, _>(n)?.map(|yes| Value::Integer(i64::from(yes))),
            Kind::Text => row.try_get::<Option<String>, _>(n)?.map(Value::Text),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(n)?.map(Value::Bytes),
        }
        .unwrap_or(Value::Null))
    };
    (0..table.columns.len()).map(value).collect::<Result<_, sqlx::Error>>().map_err(database)
}

/// What the catalogue says of one column: table, column, type, place in the
/// primary key from 1 (0 for none), whether the database numbers the table.
pub(crate) type Found = (String, String, String, i64, bool);

/// Tables out of columns, which come table by table and in the order of their names.
pub(crate) fn gathered(found: Vec<Found>, kind: impl Fn(&str) -> Option<Kind>) -> Result<Vec<Table>> {
    let mut tables: Vec<(Table, Vec<(i64, usize)>)> = Vec::new();
    for (table, name, type_name, place, numbered) in found {
        if tables.last().is_none_or(|(last, _)| last.name != table) {
            tables.push((
                Table { name: table.clone(), columns: Vec::new(), key: Vec::new(), numbered: false },
                Vec::new(),
            ));
        }
        let Some((last, key)) = tables.last_mut() else { continue };
        if place > 0 {
            key.push((place, last.columns.len()));
        }
        last.numbered |= numbered;
        let kind = kind(&type_name).ok_or(Error::Unexpected(table))?;
        last.columns.push(store::transfer::Column { name, kind });
    }
    let keyed = |(mut table, mut key): (Table, Vec<(i64, usize)>)| {
        key.sort_unstable();
        table.key = key.into_iter().map(|(_, column)| column).collect();
        // Without a key, rows have no order to go by.
        if table.key.is_empty() { Err(Error::Unexpected(table.name)) } else { Ok(table) }
    };
    tables.into_iter().map(keyed).collect()
}

/// The number of the newest of a part's migrations, if it has had any, and if
/// this version of ior knows it.
pub(crate) async fn version(pool: Pool<Db>, known: &Migrator, migrated: bool) -> Result<i64> {
    let mut version = 0;
    if migrated {
        let newest = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations");
        version = newest.fetch_one(&pool).await.map_err(database)?;
    }
    pool.close().await;
    if version == 0 || known.version_exists(version) { Ok(version) } else { Err(StartError::Newer.into()) }
}

/// Why a schema was not brought up to date.
pub(crate) fn not_migrated(error: MigrateError) -> StartError {
    match error {
        MigrateError::VersionMissing(_) => StartError::Newer,
        MigrateError::Execute(error) => not_opened(error),
        error => StartError::Database(error.into()),
    }
}

/// The database's own error.
pub(crate) fn database(error: sqlx::Error) -> Error {
    Error::Database(error.into())
}
