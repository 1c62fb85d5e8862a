//! From one engine to the other and back.

use std::process::Command;

use domain::people::{Duty, EmailAddress};
use server::commands::copy_store::copy;
use store::{
    people::NewSession,
    secret::Secret,
    transfer::{self, Error, Part, TABLES},
};

use crate::support::{BOTH, Home, Kind, log, now, person};

/// No table is forgotten: a new one is one line in `TABLES`.
#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_listed() {
    for kind in BOTH {
        let home = Home::empty(kind).await;
        home.store().await.close().await;
        let mut found = Vec::new();
        for part in [Part::Data, Part::Keyring] {
            let side = home.archive().read(part).await.unwrap();
            found.extend(side.tables().iter().map(|table| (part, table.name.clone())));
            side.finish().await.unwrap();
        }
        // Older backups have a table that is gone since.
        let tables = TABLES.iter().filter(|(_, name)| *name != "nudges");
        let listed: Vec<_> = tables.map(|(part, name)| (*part, (*name).to_owned())).collect();
        assert_eq!(found, listed, "{kind:?}");
        home.end().await;
    }
}

async fn there_and_back(people: usize) {
    let first = Home::with_people(Kind::Sqlite, people).await;
    let [second, third] = [Home::empty(Kind::Postgres).await, Home::empty(Kind::Sqlite).await];
    second.take_key(&first);
    third.take_key(&first);
    let there = copy(first.archive().as_ref(), second.archive().as_ref(), &first.key_file).await.unwrap();
    let back = copy(second.archive().as_ref(), third.archive().as_ref(), &first.key_file).await.unwrap();
    assert!(there.fit.unwrap().unreadable.is_empty());
    assert!(back.fit.unwrap().readable > people as u64 / 2);
    let digests = first.digests().await;
    assert!(digests.iter().any(|digest| digest.table == "persons" && digest.rows > people as u64));
    for digest in &digests {
        println!("{:<14} {:>7} {}", digest.table, digest.rows, digest.sha256);
    }
    assert_eq!(second.digests().await, digests);
    assert_eq!(third.digests().await, digests);
    let numbers = first.last_numbers().await;
    assert_eq!(second.last_numbers().await, numbers);
    assert_eq!(third.last_numbers().await, numbers);

    // Life goes on, with the same key: every counter is where it should be.
    for home in [&second, &third] {
        let store = home.store().await;
        store.invite(&person("ny@example.org", Duty::Adept), now()).await.unwrap();
        let session = NewSession { secret: Secret::generate(), client: String::new(), device: None };
        store.sign_in_as(&EmailAddress::parse("a-0@example.org").unwrap(), &session, now()).await.unwrap();
        let caller = store.caller(&session.secret, now()).await.unwrap().unwrap();
        store.log_meeting(&caller, None, &log(1), now()).await.unwrap();
        store.close().await;
    }
    second.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_and_back_nothing_has_changed() {
    there_and_back(500).await;
}

/// `make hard-copy`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes longer: make hard-copy"]
async fn hard_there_and_back_with_ten_thousand_people() {
    there_and_back(10_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_installation_is_not_overwritten() {
    let source = Home::with_people(Kind::Sqlite, 4).await;
    for kind in BOTH {
        let other = Home::with_people(kind, 2).await;
        let before = other.digests().await;
        let refused = copy(source.archive().as_ref(), other.archive().as_ref(), &source.key_file).await;
        assert!(matches!(refused, Err(Error::NotEmpty(_))));
        assert_eq!(other.digests().await, before);

        // Started once, with a key of its own, and nothing in it yet.
        let started = Home::empty(kind).await;
        started.store().await.close().await;
        let refused = copy(source.archive().as_ref(), started.archive().as_ref(), &source.key_file).await;
        assert!(matches!(refused, Err(Error::NotEmpty("keyring"))));
        other.end().await;
        started.end().await;
    }
}

/// The keyring arrived, the data did not: the next run begins again. And one
/// more run over a finished copy changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_copy_is_taken_up() {
    let source = Home::with_people(Kind::Sqlite, 10).await;
    for kind in BOTH {
        let target = Home::empty(kind).await;
        let (from, to) = (source.archive(), target.archive());
        to.migrate(Part::Data, None).await.unwrap();
        to.migrate(Part::Keyring, None).await.unwrap();
        for (part, commits) in [(Part::Keyring, true), (Part::Data, false)] {
            let mut reading = from.read(part).await.unwrap();
            let mut writing = to.write(part).await.unwrap();
            transfer::copy(reading.as_mut(), writing.as_mut(), &|_, _| ()).await.unwrap();
            if commits {
                writing.finish().await.unwrap();
            }
        }
        let keyring = ["key_check", "common_key", "pair_keys"];
        assert!(target.digests().await.iter().all(|d| (d.rows > 0) == keyring.contains(&d.table.as_str())));
        for _ in 0..2 {
            copy(from.as_ref(), to.as_ref(), &source.key_file).await.unwrap();
            assert_eq!(target.digests().await, source.digests().await);
        }
        target.end().await;
    }
}

/// As an operator types it; no password is repeated.
#[tokio::test(flavor = "multi_thread")]
async fn the_command_prints_a_line_for_each_table() {
    let source = Home::with_people(Kind::Sqlite, 2).await;
    let target = Home::empty(Kind::Postgres).await;
    let run = || {
        let output = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["copy-store", "--from", &source.url, "--to", &target.url, "--key-file"])
            .arg(&source.key_file)
            .output()
            .unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.success(), said)
    };
    let (succeeded, said) = run();
    assert!(succeeded, "{said}");
    for digest in source.digests().await {
        let line = said.lines().find(|line| line.split_whitespace().nth(1) == Some(&digest.table)).unwrap();
        assert!(line.ends_with(&digest.sha256) && line.contains(&format!(" {} rows", digest.rows)), "{line}");
    }
    source.store().await.invite(&person("ny@example.org", Duty::Adept), now()).await.unwrap();
    let (succeeded, said) = run();
    assert!(!succeeded && said.contains("not empty"), "{said}");
    let password = target.url.split([':', '@']).nth(2).unwrap();
    assert!(password.len() == 32 && !said.contains(password));
    target.end().await;
}
