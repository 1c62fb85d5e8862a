//! Backup and restore.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::people::Duty;
use server::{
    commands::{Moved, backup, restore::restore},
    config::Restore,
};
use store::{
    secret::Secret,
    transfer::{self, Archive, Error, Part, Result, Value},
    unfinished::Unfinished,
};
use store_sqlite::Files;

use crate::support::{BOTH, Folder, Home, Kind, holds, now, person, read};

async fn back_up(home: &Home, part: Part, name: &str) -> PathBuf {
    let file = home.folder.file(name);
    backup::write(home.archive().as_ref(), part, &file).await.unwrap();
    file
}

async fn put_back(home: &Home, file: &Path, keyring: Option<&Path>, replace: bool) -> Result<Moved> {
    let what = Restore { file: Some(file.to_owned()), keyring: keyring.map(Path::to_owned), replace };
    restore(home.archive().as_ref(), &home.key_file, &what).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_comes_back_on_either_engine() {
    for from in BOTH {
        let home = Home::with_people(from, 20).await;
        let data = back_up(&home, Part::Data, "data.backup").await;
        let keyring = back_up(&home, Part::Keyring, "keyring.backup").await;
        for to in BOTH {
            let other = Home::empty(to).await;
            other.take_key(&home);
            let restored = put_back(&other, &data, Some(&keyring), false).await.unwrap();
            let fit = restored.fit.unwrap();
            assert!(fit.readable > 100 && fit.unreadable.is_empty() && !fit.foreign, "{fit:?}");
            assert_eq!(other.digests().await, home.digests().await, "{from:?} to {to:?}");
            assert_eq!(other.last_numbers().await, home.last_numbers().await);
            let store = other.store().await;
            store.invite(&person("ny@example.org", Duty::Adept), now()).await.unwrap();
            store.close().await;
            other.end().await;
        }
        home.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_no_key() {
    for kind in BOTH {
        let home = Home::with_people(kind, 4).await;
        let data = read(&back_up(&home, Part::Data, "data.backup").await);
        let keyring = read(&back_up(&home, Part::Keyring, "keyring.backup").await);
        let keys = home.column(Part::Keyring, "pair_keys", "wrapped").await;
        assert!(keys.len() > 20);
        for key in keys {
            let Value::Bytes(key) = key else { panic!("{key:?}") };
            assert!(!holds(&data, &key));
            assert!(holds(&keyring, &key), "the control: it would be found");
        }
        home.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_its_owners_and_overwrites_nothing() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let file = back_up(&home, Part::Data, "data.backup").await;
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let before = read(&file);
    let again = backup::write(home.archive().as_ref(), Part::Data, &file).await;
    assert!(matches!(again, Err(Error::Io(..))));
    assert_eq!(read(&file), before);
    let left = fs::read_dir(&home.folder.0).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("unfinished")));
}

/// While people are let in as fast as it goes, a backup holds everyone who was
/// in before it began.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_holds_every_acknowledged_write() {
    for kind in BOTH {
        let home = Home::with_people(kind, 200).await;
        let store = home.store().await;
        let acknowledged = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let load = tokio::spawn({
            let (store, acknowledged, stop) = (store.clone(), acknowledged.clone(), stop.clone());
            async move {
                for n in 0.. {
                    let address = format!("gäst{n}@example.org").replace('ä', "a");
                    store.invite(&person(&address, Duty::Adept), now()).await.unwrap();
                    acknowledged.lock().unwrap().push(address);
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                }
            }
        });
        let known = || acknowledged.lock().unwrap().clone();
        for round in 0..3 {
            while known().len() < 20 * (round + 1) {
                tokio::task::yield_now().await;
            }
            let before = known();
            let file = back_up(&home, Part::Data, &format!("{round}.backup")).await;
            assert!(known().len() > before.len(), "the load went on");
            let other = Home::empty(Kind::Sqlite).await;
            put_back(&other, &file, None, false).await.unwrap();
            let there = other.column(Part::Data, "persons", "email").await;
            for address in before {
                assert!(there.contains(&Value::Text(address.clone())), "{address}");
            }
        }
        stop.store(true, Ordering::Relaxed);
        load.await.unwrap();
        store.close().await;
        home.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_target_is_refused_and_stays_as_it_is() {
    let source = Home::with_people(Kind::Sqlite, 6).await;
    let data = back_up(&source, Part::Data, "data.backup").await;
    let keyring = back_up(&source, Part::Keyring, "keyring.backup").await;
    for kind in BOTH {
        let target = Home::with_people(kind, 2).await;
        let (before, numbers) = (target.digests().await, target.last_numbers().await);
        let refused = put_back(&target, &data, None, false).await;
        assert!(matches!(refused, Err(Error::NotEmpty("data"))));
        let refused = put_back(&target, &data, Some(&keyring), false).await;
        assert!(matches!(refused, Err(Error::NotEmpty("keyring"))));
        assert_eq!((target.digests().await, target.last_numbers().await), (before, numbers));

        fs::remove_file(&target.key_file).unwrap();
        target.take_key(&source);
        put_back(&target, &data, Some(&keyring), true).await.unwrap();
        assert_eq!(target.digests().await, source.digests().await);
        target.end().await;
    }
}

/// The wrong part, a file of something else, and no file.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_backup_is_refused() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let keyring = back_up(&home, Part::Keyring, "keyring.backup").await;
    let target = Home::empty(Kind::Sqlite).await;
    for file in [&keyring, &home.folder.file("ior.sqlite"), &home.key_file] {
        assert!(matches!(put_back(&target, file, None, false).await, Err(Error::File(_))), "{file:?}");
    }
    assert!(matches!(put_back(&target, &home.folder.file("none"), None, false).await, Err(Error::Io(..))));
    assert!(!target.folder.file("ior.sqlite").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_bit_is_noticed_before_anything_is_written() {
    let home = Home::with_people(Kind::Sqlite, 10).await;
    let file = back_up(&home, Part::Data, "data.backup").await;
    let whole = read(&file);
    let target = Home::empty(Kind::Sqlite).await;
    let mut place = 20_261_122_usize;
    for _ in 0..30 {
        place = place.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bit = (place >> 16) % (whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, bytes).unwrap();
        assert!(matches!(put_back(&target, &file, None, false).await, Err(Error::File(_))), "bit {bit}");
    }
    assert!(!target.folder.file("ior.sqlite").exists());
    fs::write(&file, whole).unwrap();
    put_back(&target, &file, None, false).await.unwrap();
}

/// The control: SQLite's own check does not see that an address was changed.
#[tokio::test(flavor = "multi_thread")]
async fn without_its_seal_a_changed_bit_would_not_be_noticed() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let file = back_up(&home, Part::Data, "data.backup").await;
    let (scratch, address) = (Folder::new(), b"m-0@example.org");
    let copy = scratch.file("copy");
    transfer::unseal(&file, &mut fs::File::create(&copy).unwrap()).unwrap();
    let mut bytes = read(&copy);
    // Its first place, the row's; the index has its own copy, which integrity_check compares.
    while let Some(n) = bytes.windows(address.len()).position(|window| window == address) {
        bytes[n] ^= 1;
    }
    fs::write(&copy, bytes).unwrap();
    assert_eq!(Files::single(&copy).faults(Part::Data).await.unwrap(), Vec::<String>::new());
}

/// Data without the keyring that belongs to it: the pairs are named.
#[tokio::test(flavor = "multi_thread")]
async fn notes_that_cannot_be_read_are_told() {
    let home = Home::with_people(Kind::Sqlite, 10).await;
    let data = back_up(&home, Part::Data, "data.backup").await;
    let keyring = back_up(&home, Part::Keyring, "keyring.backup").await;
    let pairs = home.column(Part::Data, "pairs", "id").await.len();

    let other = Home::empty(Kind::Sqlite).await;
    other.take_key(&home);
    let fit = put_back(&other, &data, None, false).await.unwrap().fit.unwrap();
    assert_eq!((fit.readable, fit.foreign), (0, false));
    assert!(fit.unreadable.len() <= pairs && fit.unreadable.len() > pairs / 2, "{fit:?}");

    let fit = put_back(&other, &data, Some(&keyring), false).await.unwrap().fit.unwrap();
    assert!(fit.readable > 0 && fit.unreadable.is_empty());

    // Another installation's key.
    fs::remove_file(&other.key_file).unwrap();
    other.take_key(&Home::with_people(Kind::Sqlite, 2).await);
    let fit = put_back(&other, &data, Some(&keyring), false).await.unwrap().fit.unwrap();
    assert!(fit.foreign && fit.readable == 0);

    fs::remove_file(&other.key_file).unwrap();
    let restored = put_back(&other, &data, Some(&keyring), false).await.unwrap();
    assert!(matches!(restored.fit, Err(Error::Key(_))));
    assert!(!other.key_file.exists(), "no key is made up");
}

/// The keyring comes back by itself, and the data stays as it is.
#[tokio::test(flavor = "multi_thread")]
async fn the_keyring_is_restored_alone() {
    for kind in BOTH {
        let home = Home::with_people(kind, 10).await;
        let keyring = back_up(&home, Part::Keyring, "keyring.backup").await;
        let before = home.digests().await;
        let mut emptied = home.archive().write(Part::Keyring).await.unwrap();
        emptied.clear().await.unwrap();
        emptied.finish().await.unwrap();
        assert_ne!(home.digests().await, before, "the control");

        let what = Restore { file: None, keyring: Some(keyring), replace: false };
        let restored = restore(home.archive().as_ref(), &home.key_file, &what).await.unwrap();
        assert!(restored.fit.unwrap().fits());
        assert_eq!(home.digests().await, before);
        home.store().await.close().await;
        home.end().await;
    }
}

/// As an operator types it: what the server could not start with is no success.
#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_cannot_use_its_key_does_not_succeed() {
    let home = Home::with_people(Kind::Sqlite, 4).await;
    let data = back_up(&home, Part::Data, "data.backup").await;
    let keyring = back_up(&home, Part::Keyring, "keyring.backup").await;
    let run = |target: &Home, arguments: &[&Path]| {
        let output = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["restore", "--database-url", &target.url, "--key-file"])
            .arg(&target.key_file)
            .args(arguments)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let with_keyring: &[&Path] = &[&data, Path::new("--keyring"), &keyring];
    let other = Home::with_people(Kind::Sqlite, 2).await;
    for (key, arguments, succeeds) in [
        (Some(&home), with_keyring, true),
        (Some(&home), &[data.as_path()][..], false),
        (Some(&other), with_keyring, false),
        (None, with_keyring, false),
    ] {
        let target = Home::empty(Kind::Sqlite).await;
        if let Some(key) = key {
            target.take_key(key);
        }
        let (succeeded, said) = run(&target, arguments);
        assert!(succeeded == succeeds && said.contains("Restored to"), "{said}");
        assert_eq!(
            target.column(Part::Data, "persons", "email").await,
            home.column(Part::Data, "persons", "email").await
        );
    }
    let (succeeded, said) = run(&Home::empty(Kind::Sqlite).await, &[]);
    assert!(!succeeded && said.contains("required"), "{said}");
}

/// What a backup or a restore that was killed has left goes away with the next one.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_command_left_goes_away() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let left = home.folder.file(".data.backup.1.unfinished");
    let copy = std::env::temp_dir().join(format!("ior-restore-{}", Secret::generate().reveal()));
    let writing = home.folder.file(".other.backup.1.unfinished");
    let _writing = Unfinished::create(writing.clone()).unwrap();
    for file in [&left, &copy] {
        fs::write(file, "").unwrap();
    }
    let data = back_up(&home, Part::Data, "data.backup").await;
    assert!(!left.exists() && writing.exists(), "what is being written stays");
    put_back(&home, &data, None, true).await.unwrap();
    assert!(!copy.exists());
}
