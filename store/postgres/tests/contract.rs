//! PostgreSQL keeps the contract: every story, each in a database of its own.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failure in a test is a panic")]

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
use store::{StartError, Store};
use store_postgres::Engine;

store::contract!(Bench);

struct Bench {
    engine: Arc<Engine>,
    database: String,
    key_file: PathBuf,
}

impl Bench {
    async fn fresh(story: &str) -> Self {
        // PostgreSQL cuts names at 63 bytes.
        let database = format!("ior_{}_{story:.45}", process::id());
        at_the_server(format!("CREATE DATABASE {database}")).await;
        let key_file = env::temp_dir().join(format!("{database}.key"));
        let engine = Engine::connect(&url(&database), &key_file).await.unwrap();
        Self { engine: Arc::new(engine), database, key_file }
    }

    async fn close(self) {
        self.engine.close().await;
        // A story about its absence has removed it already.
        let _ = fs::remove_file(&self.key_file);
        at_the_server(format!("DROP DATABASE {}", self.database)).await;
    }

    /// A connection past the engine.
    async fn raw(&self) -> PgConnection {
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
        Engine::connect(&url(&self.database), &self.key_file).await?.close().await;
        Ok(())
    }
}

mod peers {
    use std::time::Duration;

    use domain::{day::Answer, live::Change};
    use sqlx::{AssertSqlSafe, Connection};
    use store::{Error, Replies, Store, contract::World};
    use store_postgres::Engine;
    use tokio::{sync::broadcast::Receiver, time::timeout};

    use super::{Bench, url};

    /// A second server on the same database.
    async fn second(bench: &Bench) -> Engine {
        Engine::connect(&url(&bench.database), &bench.key_file).await.unwrap()
    }

    async fn answer(bench: &Bench, world: &World, answer: Answer) {
        let (caller, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
        bench.engine.answer(&caller, segment, answer, "2026-11-22T12:00Z".parse().unwrap()).await.unwrap();
    }

    async fn next(changes: &mut Receiver<Change>) -> Change {
        timeout(Duration::from_secs(10), changes.recv()).await.expect("something is heard").unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_one_server_commits_the_other_hears_once() {
        let bench = Bench::fresh("what_one_server_commits").await;
        let world = World::new(&bench).await;
        let second = second(&bench).await;
        let (mut here, mut there) = (bench.engine.changes(), second.changes());
        let before = second.sequence();
        assert_ne!(before, bench.engine.sequence(), "each counts by itself");
        answer(&bench, &world, Answer::Yes).await;
        assert!(matches!(next(&mut there).await, Change::Reply { .. }));
        assert_ne!(second.sequence(), before);
        answer(&bench, &world, Answer::No).await;
        assert!(matches!(next(&mut there).await, Change::Reply { .. }));
        assert!(there.try_recv().is_err() && here.len() == 2, "each once, here and there");
        assert!(matches!(next(&mut here).await, Change::Reply { .. }));
        second.close().await;
        bench.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_was_deaf_for_a_moment_reads_everything_anew() {
        let bench = Bench::fresh("who_was_deaf_for_a_moment").await;
        let world = World::new(&bench).await;
        let second = second(&bench).await;
        let mut there = second.changes();
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND query ILIKE 'LISTEN%'";
        sqlx::query(AssertSqlSafe(cut)).execute(&mut bench.raw().await).await.unwrap();
        assert_eq!(next(&mut there).await, Change::Resync);
        // It listens again by itself; until then, every answer is a Resync missed.
        loop {
            answer(&bench, &world, Answer::Yes).await;
            if let Ok(Ok(Change::Reply { .. })) = timeout(Duration::from_secs(1), there.recv()).await {
                break;
            }
        }
        second.close().await;
        bench.close().await;
    }

    /// PostgreSQL may roll one of two back for the other's sake. Here a trigger
    /// plays the other: the caller is told that doing it once more helps.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_is_rolled_back_for_anothers_sake_is_told_to_try_again() {
        let bench = Bench::fresh("rolled_back_for_anothers_sake").await;
        let world = World::new(&bench).await;
        let (caller, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
        let mut raw = bench.raw().await;
        for code in ["40001", "40P01"] {
            let function = format!(
                "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS \
                 $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '{code}'; END $$ LANGUAGE plpgsql"
            );
            let trigger = "CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON replies EXECUTE FUNCTION refuse()";
            for statement in [function.as_str(), trigger] {
                sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut raw).await.unwrap();
            }
            let now = "2026-11-22T12:00Z".parse().unwrap();
            let answered = bench.engine.answer(&caller, segment, Answer::Yes, now).await;
            assert!(matches!(answered, Err(Error::Again(_))), "{code}: {answered:?}");
        }
        sqlx::query("DROP TRIGGER refuse ON replies").execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        answer(&bench, &world, Answer::Yes).await;
        bench.close().await;
    }
}
