//! Another program holds the file's lock, a backup tool perhaps: reading goes
//! on, writing waits, then says so, and goes on when the lock is gone.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

use std::{env, fs, process};

use domain::people::EmailAddress;
use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection};
use store::{
    Error, Rounds, SignIn, Store,
    people::SignInRequest,
    secret::{Code, Secret},
};
use store_sqlite::Engine;

#[tokio::test]
async fn a_foreign_lock_stops_writing_for_as_long_as_it_lasts() {
    let folder = env::temp_dir().join(format!("ior-lock-{}", process::id()));
    let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
    let engine = Engine::connect(&url, &folder.join("ior.key")).await.unwrap();
    let write = async || engine.request_sign_in(&request(), Timestamp::UNIX_EPOCH).await;
    write().await.unwrap();

    let mut other = SqliteConnection::connect(&url).await.unwrap();
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    assert!(matches!(write().await, Err(Error::Unavailable(_))));
    assert!(engine.up_to_date().await.unwrap());
    assert!(engine.rounds().await.unwrap().is_empty());
    lock.rollback().await.unwrap();
    write().await.unwrap();

    engine.close().await;
    fs::remove_dir_all(folder).unwrap();
}

fn request() -> SignInRequest {
    SignInRequest {
        email: EmailAddress::parse("ingen@example.org").unwrap(),
        client: String::new(),
        kept: Vec::new(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: String::new(),
        lang: None,
    }
}
