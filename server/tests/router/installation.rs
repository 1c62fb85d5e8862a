//! What a server runs on: a folder with round 15 in it, or a PostgreSQL database
//! of a test's own.

use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use server::demo;
use sqlx::migrate::MigrateDatabase;
use store::{Rounds, Store};
use store_sqlite::Engine;
use tokio::sync::OnceCell;

use super::support::{World, start};

/// The files of an installation in which round 15 has been loaded.
pub async fn round_15() -> &'static [(String, Vec<u8>)] {
    static FILES: OnceCell<Vec<(String, Vec<u8>)>> = OnceCell::const_new();
    FILES
        .get_or_init(async || {
            let folder = Folder::new();
            let store = folder.engine().await;
            assert!(store.load_round(&demo::round(start()), start()).await.unwrap());
            store.close().await;
            let files = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().path());
            let files = files.filter(|path| path.is_file());
            files
                .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
                .collect()
        })
        .await
}

/// A folder that is gone when its world is.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("router-{}-{n}", std::process::id()));
        fs::create_dir_all(path.join("site")).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
        file.write_all(bytes).unwrap();
    }

    pub async fn engine(&self) -> Engine {
        let url = format!("sqlite:{}", self.0.join("ior.sqlite").display());
        Engine::connect(&url, &self.0.join("ior.key")).await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A PostgreSQL database of a test's own.
pub struct Database {
    /// Its address.
    pub url: String,
}

impl Database {
    pub async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("IOR_TEST_POSTGRES_URL")
            .expect("these tests need a PostgreSQL: run them through `make test` or `scripts/with-postgres.sh`");
        let name = format!("ior_router_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
        sqlx::Postgres::create_database(&url).await.unwrap();
        Self { url }
    }

    /// Removes it, and ends the servers on it.
    pub async fn end(self, servers: [World; 2]) {
        for server in servers {
            server.state.store.close().await;
        }
        sqlx::Postgres::force_drop_database(&self.url).await.unwrap();
    }
}
