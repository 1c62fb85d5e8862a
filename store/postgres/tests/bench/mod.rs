//! PostgreSQL under test: each test in a database of its own.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use async_trait::async_trait;
use domain::pair::PairId;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{StartError, Store, contract::References};
use store_postgres::Engine;

/// An engine on a database of its own.
pub struct Bench {
    pub engine: Arc<Engine>,
    database: String,
    key_file: PathBuf,
}

impl Bench {
    /// A second server on the same database.
    pub async fn second(&self) -> Result<Engine, StartError> {
        Engine::connect(&url(&self.database), &self.key_file).await
    }

    /// A connection past the engine.
    pub async fn raw(&self) -> PgConnection {
        PgConnection::connect(&url(&self.database)).await.unwrap()
    }
}

fn server() -> String {
    env::var("IOR_TEST_POSTGRES_URL")
        .expect("these tests need a PostgreSQL: run them through `make test` or `scripts/with-postgres.sh`")
}

fn url(database: &str) -> String {
    let server = server();
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{database}")
}

async fn at_the_server(sql: String) {
    let mut server = PgConnection::connect(&server()).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut server).await.unwrap();
}

#[async_trait]
impl store::contract::Bench for Bench {
    async fn fresh(test: &str) -> Self {
        // PostgreSQL cuts names at 63 bytes.
        let database = format!("ior_{}_{test:.45}", process::id());
        at_the_server(format!("CREATE DATABASE {database}")).await;
        let key_file = env::temp_dir().join(format!("{database}.key"));
        let engine = Engine::connect(&url(&database), &key_file).await.unwrap();
        Self { engine: Arc::new(engine), database, key_file }
    }

    async fn close(self) {
        self.engine.close().await;
        // A test of its absence has removed it already.
        let _ = fs::remove_file(&self.key_file);
        at_the_server(format!("DROP DATABASE {}", self.database)).await;
    }

    fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.engine) as Arc<dyn Store>
    }

    async fn rows(&self) -> BTreeMap<String, i64> {
        let mut raw = self.raw().await;
        let tables: Vec<(String, String)> = sqlx::query_as(
            r"
            SELECT schemaname::text, tablename::text FROM pg_tables
            WHERE schemaname IN ('public', 'keyring') AND tablename NOT LIKE '%sqlx%'
            ",
        )
        .fetch_all(&mut raw)
        .await
        .unwrap();
        let mut rows = BTreeMap::new();
        for (schema, table) in tables {
            let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {schema}.{table}")));
            rows.insert(table, count.fetch_one(&mut raw).await.unwrap());
        }
        rows
    }

    async fn references(&self, table: &str) -> References {
        let mut raw = self.raw().await;
        let rows: Vec<(String, String, Vec<String>)> = sqlx::query_as(
            r"
            SELECT c.relname::text, a.attname::text, COALESCE((
                SELECT array_agg(k.parts) FROM (
                    SELECT string_agg(b.attname::text, ',' ORDER BY u.place) FILTER (WHERE b.attnum <> a.attnum) AS parts
                    FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS u (attnum, place)
                    JOIN pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = u.attnum
                    WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey::int2[])
                    GROUP BY i.indexrelid
                ) k
            ), ARRAY[]::text[])
            FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
            WHERE f.contype = 'f' AND f.confrelid = $1::text::regclass
            ",
        )
        .bind(table)
        .fetch_all(&mut raw)
        .await
        .unwrap();
        let parts = |key: &String| key.split(',').map(ToOwned::to_owned).collect();
        rows.into_iter().map(|(table, column, keys)| ((table, column), keys.iter().map(parts).collect())).collect()
    }

    async fn dump(&self) -> Vec<u8> {
        let mut raw = self.raw().await;
        let columns: Vec<(String, String, String, bool)> = sqlx::query_as(
            r"
            SELECT table_schema::text, table_name::text, column_name::text, data_type = 'text'
            FROM information_schema.columns
            WHERE table_schema IN ('public', 'keyring') AND data_type IN ('text', 'bytea')
            ",
        )
        .fetch_all(&mut raw)
        .await
        .unwrap();
        let mut dump = Vec::new();
        for (schema, table, column, is_text) in columns {
            let bytes = if is_text { format!("convert_to({column}, 'UTF8')") } else { column.clone() };
            let sql = format!("SELECT {bytes} FROM {schema}.{table} WHERE {column} IS NOT NULL");
            let values: Vec<Vec<u8>> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut raw).await.unwrap();
            dump.extend(values.into_iter().flatten());
        }
        dump
    }

    async fn write(&self, sql: String) -> bool {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut self.raw().await).await.is_ok()
    }

    async fn delete_pair_key(&self, pair: PairId) {
        self.engine.delete_pair_key(pair).await.unwrap();
    }

    async fn lose_keyring(&self) {
        sqlx::raw_sql("TRUNCATE keyring.pair_keys, keyring.common_key, keyring.key_check")
            .execute(&mut self.raw().await)
            .await
            .unwrap();
    }

    fn key_file(&self) -> &Path {
        &self.key_file
    }

    async fn start(&self) -> Result<(), StartError> {
        self.second().await?.close().await;
        Ok(())
    }
}
