//! Bringing a schema up to date: children survive a rebuilt table, broken
//! references stop it, and what a newer version did is refused.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::SqliteConnectOptions,
};
use store::{
    StartError, Store,
    transfer::{Archive, Error, Part},
};
use store_sqlite::{Engine, Files, run_migrations};

const TABLES: &str = "
    CREATE TABLE parents (id INTEGER PRIMARY KEY);
    CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
    INSERT INTO parents VALUES (1), (2), (3);
    INSERT INTO children VALUES (1), (2), (3);
";
const REBUILD: &str = "
    CREATE TABLE new_parents (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO new_parents (id) SELECT id FROM parents;
    DROP TABLE parents;
    ALTER TABLE new_parents RENAME TO parents;
";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("ior-migrations-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("ior.sqlite")
    }

    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new().filename(self.file()).create_if_missing(true)
    }

    async fn raw(&self) -> SqliteConnection {
        self.options().connect().await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn migrator(steps: &[&'static str]) -> Migrator {
    let migration = |(n, sql): (i64, &&'static str)| {
        Migration::new(n, "step".into(), MigrationType::Simple, sqlx::SqlStr::from_static(sql), false)
    };
    Migrator::with_migrations((1..).zip(steps).map(migration).collect())
}

async fn children(raw: &mut SqliteConnection) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM children").fetch_one(raw).await.unwrap()
}

#[tokio::test]
async fn a_rebuilt_table_keeps_its_children() {
    let folder = Folder::new("rebuild");
    run_migrations(&folder.options(), &migrator(&[TABLES]), None).await.unwrap();
    run_migrations(&folder.options(), &migrator(&[TABLES, REBUILD]), None).await.unwrap();
    assert_eq!(children(&mut folder.raw().await).await, 3);
}

/// The control: run as sqlx runs them, the same migrations succeed and leave
/// no child.
#[tokio::test]
async fn with_foreign_keys_on_the_children_would_be_gone() {
    let folder = Folder::new("control");
    let mut raw = folder.raw().await;
    migrator(&[TABLES]).run(&mut raw).await.unwrap();
    assert_eq!(children(&mut raw).await, 3);
    migrator(&[TABLES, REBUILD]).run(&mut raw).await.unwrap();
    assert_eq!(children(&mut raw).await, 0);
}

#[tokio::test]
async fn a_migration_that_breaks_references_is_undone() {
    let folder = Folder::new("dangling");
    run_migrations(&folder.options(), &migrator(&[TABLES]), None).await.unwrap();
    let broken = migrator(&[TABLES, "CREATE TABLE more (id INTEGER)", "DELETE FROM parents WHERE id = 2"]);
    let outcome = run_migrations(&folder.options(), &broken, None).await;
    assert!(matches!(outcome, Err(StartError::Dangling(table)) if table == "children"));
    let mut raw = folder.raw().await;
    let more: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'more'").fetch_one(&mut raw).await.unwrap();
    assert_eq!((more, children(&mut raw).await), (0, 3), "all of them or none");
}

#[tokio::test]
async fn what_a_newer_version_did_is_refused() {
    let folder = Folder::new("newer");
    let url = format!("sqlite:{}", folder.file().display());
    let key_file: &Path = &folder.0.join("ior.key");
    Engine::connect(&url, key_file).await.unwrap();
    let mut raw = folder.raw().await;
    sqlx::raw_sql("INSERT INTO _sqlx_migrations VALUES (9999, 'later', 0, TRUE, x'00', 0)")
        .execute(&mut raw)
        .await
        .unwrap();
    raw.close().await.unwrap();

    assert!(matches!(Engine::connect(&url, key_file).await, Err(StartError::Newer)));
    let files = Files::of(&url).unwrap();
    assert!(matches!(files.read(Part::Data).await.err(), Some(Error::Start(StartError::Newer))));
    assert!(files.read(Part::Keyring).await.is_ok());
}

/// On nothing at all, key file included: one makes what the others find. Where
/// they meet is chance, so it is tried several times.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn many_that_start_at_once_all_succeed() {
    for round in 0..10 {
        let folder = Folder::new(&format!("at-once-{round}"));
        let (url, key_file) = (format!("sqlite:{}", folder.file().display()), folder.0.join("ior.key"));
        let start = || {
            let (url, key_file) = (url.clone(), key_file.clone());
            tokio::spawn(async move { Engine::connect(&url, &key_file).await })
        };
        let started: Vec<_> = (0..8).map(|_| start()).collect();
        for engine in started {
            engine.await.unwrap().unwrap_or_else(|error| panic!("round {round}: {error}")).close().await;
        }
    }
}
