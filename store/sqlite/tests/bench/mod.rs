//! SQLite under test: each test in a folder of its own.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use async_trait::async_trait;
use domain::pair::PairId;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use store::{StartError, Store, contract::References};
use store_sqlite::Engine;

/// An engine in a folder of its own.
pub struct Bench {
    engine: Arc<Engine>,
    folder: PathBuf,
    key_file: PathBuf,
}

impl Bench {
    /// A connection past the engine, to the data or the keyring.
    async fn raw(&self, file: &str) -> SqliteConnection {
        SqliteConnection::connect(&format!("sqlite:{}", self.folder.join(file).display())).await.unwrap()
    }

    async fn count(&self, file: &str, rows: &mut BTreeMap<String, i64>) {
        let mut raw = self.raw(file).await;
        let tables: Vec<String> = sqlx::query_scalar(
            r"
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE '%sqlx%' AND name NOT LIKE 'sqlite%'
            ",
        )
        .fetch_all(&mut raw)
        .await
        .unwrap();
        for table in tables {
            let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")));
            rows.insert(table, count.fetch_one(&mut raw).await.unwrap());
        }
    }
}

fn url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("ior.sqlite").display())
}

/// The other columns of those keys that a column is part of.
fn others(keys: BTreeMap<String, Vec<String>>, column: &String) -> Vec<Vec<String>> {
    let with = keys.into_values().filter(|parts| parts.contains(column));
    with.map(|parts| parts.into_iter().filter(|part| part != column).collect()).collect()
}

#[async_trait]
impl store::contract::Bench for Bench {
    async fn fresh(test: &str) -> Self {
        let folder = env::temp_dir().join(format!("ior-{}-{test}", process::id()));
        let key_file = folder.join("ior.key");
        let engine = Engine::connect(&url(&folder), &key_file).await.unwrap();
        Self { engine: Arc::new(engine), folder, key_file }
    }

    async fn close(self) {
        self.engine.close().await;
        fs::remove_dir_all(&self.folder).unwrap();
    }

    fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.engine) as Arc<dyn Store>
    }

    async fn rows(&self) -> BTreeMap<String, i64> {
        let mut rows = BTreeMap::new();
        self.count("ior.sqlite", &mut rows).await;
        self.count("ior.keyring.sqlite", &mut rows).await;
        rows
    }

    async fn references(&self, table: &str) -> References {
        let mut raw = self.raw("ior.sqlite").await;
        let columns: Vec<(String, String)> = sqlx::query_as(
            r#"
            SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
            WHERE t.type = 'table' AND f."table" = $1
            "#,
        )
        .bind(table)
        .fetch_all(&mut raw)
        .await
        .unwrap();
        let mut references = References::new();
        for (table, column) in columns {
            let mut keys = BTreeMap::<String, Vec<String>>::new();
            let parts: Vec<(String, String)> = sqlx::query_as(
                r#"
                SELECT l.name, i.name FROM pragma_index_list($1) l JOIN pragma_index_info(l.name) i
                WHERE l."unique" = 1 ORDER BY l.name, i.seqno
                "#,
            )
            .bind(&table)
            .fetch_all(&mut raw)
            .await
            .unwrap();
            for (key, part) in parts {
                keys.entry(key).or_default().push(part);
            }
            references.insert((table, column.clone()), others(keys, &column));
        }
        references
    }

    async fn dump(&self) -> Vec<u8> {
        let files = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path());
        let files: Vec<_> = files.filter(|file| *file != self.key_file).collect();
        assert!(files.iter().any(|file| file.ends_with("ior.sqlite-wal")), "the log is searched too");
        files.iter().flat_map(|file| fs::read(file).unwrap()).collect()
    }

    async fn write(&self, sql: String) -> bool {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut self.raw("ior.sqlite").await).await.is_ok()
    }

    async fn delete_pair_key(&self, pair: PairId) {
        self.engine.delete_pair_key(pair).await.unwrap();
    }

    async fn lose_keyring(&self) {
        let mut raw = self.raw("ior.keyring.sqlite").await;
        sqlx::raw_sql("DELETE FROM pair_keys; DELETE FROM common_key; DELETE FROM key_check")
            .execute(&mut raw)
            .await
            .unwrap();
    }

    fn key_file(&self) -> &Path {
        &self.key_file
    }

    async fn start(&self) -> Result<(), StartError> {
        Engine::connect(&url(&self.folder), &self.key_file).await?.close().await;
        Ok(())
    }
}
