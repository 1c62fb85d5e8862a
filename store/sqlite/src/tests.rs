//! What cannot be tested from outside: a disk that is full for a while, and
//! whom the files are for.

use std::{env, fs, os::unix::fs::PermissionsExt, process};

use domain::people::EmailAddress;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use store::{
    SignIn, Store,
    people::SignInRequest,
    secret::{Code, Secret},
};

use super::*;

/// The most pages that a database can have.
const UNLIMITED: u32 = 4_294_967_294;

#[tokio::test]
async fn after_a_full_disk_writing_goes_on() {
    let folder = env::temp_dir().join(format!("ior-full-{}", process::id()));
    let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
    let engine = Engine::connect(&url, &folder.join("ior.key")).await.unwrap();
    for round in 0..3 {
        // SQLite takes no less than the file has already.
        limit_pages(&engine, 1).await;
        let written = fill(&engine, round).await;
        assert!(written < 1000, "the disk was never full");
        assert!(engine.up_to_date().await.unwrap());
        limit_pages(&engine, UNLIMITED).await;
        write(&engine, "afterwards").await.unwrap();
    }
    engine.close().await;
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_files_are_for_their_owner_alone() {
    let folder = env::temp_dir().join(format!("ior-private-{}", process::id()));
    let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
    let engine = Engine::connect(&url, &folder.join("ior.key")).await.unwrap();
    write(&engine, "someone").await.unwrap();
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", entry.path().display());
    }
    engine.close().await;
    fs::remove_dir_all(folder).unwrap();
}

/// Writes until it can no longer; says how often it could.
async fn fill(engine: &Engine, round: u32) -> u32 {
    for n in 0..1000 {
        match write(engine, &format!("round{round}n{n}")).await {
            Ok(()) => {}
            Err(Error::Unavailable(_)) => return n,
            Err(error) => panic!("{error:?}"),
        }
    }
    1000
}

async fn write(engine: &Engine, name: &str) -> Result<()> {
    let request = SignInRequest {
        email: EmailAddress::parse(&format!("{name}@example.org")).unwrap(),
        client: name.to_owned(),
        kept: Vec::new(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: String::new(),
        lang: None,
    };
    engine.request_sign_in(&request, Timestamp::UNIX_EPOCH).await
}

async fn limit_pages(engine: &Engine, pages: u32) {
    let pragma = format!("PRAGMA max_page_count = {pages}");
    sqlx::query(AssertSqlSafe(pragma)).execute(&engine.writer).await.unwrap();
}
