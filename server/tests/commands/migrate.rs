//! `ior migrate`: many at once, and from every schema that was released.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use server::{commands::restore::restore, config::Restore};
use store::{
    keyfile,
    transfer::{self, Archive, Part, Value},
    vault::{InstallationKey, Wrapping},
};
use store_sqlite::Files;

use crate::support::{BOTH, Folder, Home};

/// Several processes start on nothing at all, key file included: each finds or
/// makes what it needs.
#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_all_succeed() {
    for kind in BOTH {
        let home = Home::empty(kind).await;
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_ior"))
                .args(["migrate", "--database-url", &home.url, "--key-file"])
                .arg(&home.key_file)
                .stderr(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        };
        let started: Vec<_> = (0..6).map(|_| start()).collect();
        for process in started {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{kind:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        home.store().await.close().await;
        home.end().await;
    }
}

fn released() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/released");
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect()
}

/// How many rows each table of a part holds, as the schema is.
async fn rows(archive: &dyn Archive) -> Vec<(String, u64)> {
    let mut side = archive.read(Part::Data).await.unwrap();
    let digests = transfer::digests(side.as_mut(), &|_, _| ()).await.unwrap();
    side.finish().await.unwrap();
    digests.into_iter().map(|digest| (digest.table, digest.rows)).collect()
}

/// The demo as each released version left it, brought up to date: every row is
/// still there, on both engines.
#[tokio::test(flavor = "multi_thread")]
async fn what_earlier_versions_kept_is_kept() {
    assert!(!released().is_empty());
    for file in released() {
        let scratch = Folder::new();
        let old = scratch.file("old");
        assert_eq!(transfer::unseal(&file, &mut fs::File::create(&old).unwrap()).unwrap(), Part::Data);
        let before = rows(&Files::single(&old)).await;
        assert!(before.iter().any(|(table, rows)| table == "notes" && *rows > 50));
        for kind in BOTH {
            let home = Home::empty(kind).await;
            let what = Restore { file: Some(file.clone()), keyring: None, replace: false };
            restore(home.archive().as_ref(), &home.key_file, &what).await.unwrap();
            let after = rows(home.archive().as_ref()).await;
            for row in &before {
                assert!(after.contains(row), "{kind:?}, {}: {row:?} became {after:?}", file.display());
            }
            home.end().await;
        }
    }
}

/// What a pair has, and what it wrote.
const OF_PAIRS: [&str; 8] =
    ["pairs", "meetings", "notes", "reflections", "agreements", "goals", "proposals", "signals"];
/// The schema in which a mentor had one adept.
const ONE_ADEPT: i64 = 29;

/// When a mentor may have several adepts, no row of a pair's changes, on either engine: as
/// many as before, with the same checksums.
#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_pairs_are_kept() {
    let scratch = Folder::new();
    let old = scratch.file("old");
    transfer::unseal(&released()[0], &mut fs::File::create(&old).unwrap()).unwrap();
    Files::single(&old).migrate(Part::Data, Some(ONE_ADEPT)).await.unwrap();
    for kind in BOTH {
        let home = Home::empty(kind).await;
        let archive = home.archive();
        archive.migrate(Part::Data, Some(ONE_ADEPT)).await.unwrap();
        let (mut from, mut to) =
            (Files::single(&old).read(Part::Data).await.unwrap(), archive.write(Part::Data).await.unwrap());
        transfer::copy(from.as_mut(), to.as_mut(), &|_, _| ()).await.unwrap();
        from.finish().await.unwrap();
        to.finish().await.unwrap();
        let before = of_pairs(archive.as_ref()).await;
        assert!(before.len() == OF_PAIRS.len() && before.iter().any(|digest| digest.1 > 50), "{before:?}");
        archive.migrate(Part::Data, None).await.unwrap();
        assert_eq!(before, of_pairs(archive.as_ref()).await, "{kind:?}");
        home.end().await;
    }
}

/// The pairs' tables, with how many rows they hold and the checksum over them.
async fn of_pairs(archive: &dyn Archive) -> Vec<(String, u64, String)> {
    let mut side = archive.read(Part::Data).await.unwrap();
    let digests = transfer::digests(side.as_mut(), &|_, _| ()).await.unwrap();
    side.finish().await.unwrap();
    let of_pairs = digests.into_iter().filter(|digest| OF_PAIRS.contains(&digest.table.as_str()));
    of_pairs.map(|digest| (digest.table, digest.rows, digest.sha256)).collect()
}

/// The schema of some time ago.
const OLD: i64 = 10;

/// A key that does not belong here is refused before anything is brought up to date.
#[tokio::test(flavor = "multi_thread")]
async fn without_its_key_nothing_is_changed() {
    for kind in BOTH {
        let home = Home::empty(kind).await;
        let archive = home.archive();
        archive.migrate(Part::Data, Some(OLD)).await.unwrap();
        archive.migrate(Part::Keyring, None).await.unwrap();
        let [own, foreign] = [InstallationKey::generate(), InstallationKey::generate()];
        let mut keyring = archive.write(Part::Keyring).await.unwrap();
        let table = keyring.tables().iter().find(|table| table.name == "key_check").cloned().unwrap();
        let used = vec![Value::Integer(1), Value::Bytes(Wrapping::new(&own).check().to_vec())];
        keyring.add(&table, vec![used]).await.unwrap();
        keyring.finish().await.unwrap();

        let migrate = |key: Option<&InstallationKey>| {
            if let Some(key) = key {
                keyfile::replace(&home.key_file, &[key]).unwrap();
            }
            Command::new(env!("CARGO_BIN_EXE_ior"))
                .args(["migrate", "--database-url", &home.url, "--key-file"])
                .arg(&home.key_file)
                .output()
                .unwrap()
        };
        for (key, why) in [(None, "is missing"), (Some(&foreign), "another installation's key")] {
            let output = migrate(key);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && said.contains(why), "{kind:?}: {said}");
            assert_eq!(archive.version(Part::Data).await.unwrap(), OLD, "{kind:?}");
        }
        assert!(migrate(Some(&own)).status.success());
        assert!(archive.version(Part::Data).await.unwrap() > OLD, "the control");
        home.end().await;
    }
}
