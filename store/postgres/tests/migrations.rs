//! Bringing a schema up to date: what a newer version did is refused.

use std::{env, fs, process};

use sqlx::{Connection, PgConnection, Postgres, migrate::MigrateDatabase};
use store::{
    StartError, Store,
    transfer::{Archive, Error, Part},
};
use store_postgres::{Engine, Server};

#[tokio::test]
async fn what_a_newer_version_did_is_refused() {
    let server = env::var("IOR_TEST_POSTGRES_URL")
        .expect("these tests need a PostgreSQL: run them through `make test` or `scripts/with-postgres.sh`");
    let name = format!("ior_newer_{}", process::id());
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    Postgres::create_database(&url).await.unwrap();
    let key_file = env::temp_dir().join(format!("{name}.key"));
    Engine::connect(&url, &key_file).await.unwrap().close().await;
    let mut raw = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(r"INSERT INTO _sqlx_migrations VALUES (9999, 'later', now(), TRUE, '\x00', 0)")
        .execute(&mut raw)
        .await
        .unwrap();
    raw.close().await.unwrap();

    assert!(matches!(Engine::connect(&url, &key_file).await, Err(StartError::Newer)));
    let server = Server::of(&url).unwrap();
    assert!(matches!(server.read(Part::Data).await.err(), Some(Error::Start(StartError::Newer))));
    assert!(server.read(Part::Keyring).await.is_ok());

    fs::remove_file(key_file).unwrap();
    Postgres::force_drop_database(&url).await.unwrap();
}
