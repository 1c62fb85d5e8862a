//! Changing the installation's key while servers run: nothing is lost, whatever
//! is interrupted.

use std::{
    collections::HashMap,
    fs,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{
    day::DayId,
    input::Text,
    lost::Lost,
    meeting::{Log, MeetingId},
    people::PersonId,
};
use server::commands::rotate_key::{prepare, rotate};
use sqlx::{Connection, SqliteConnection};
use store::{
    Caller, Store, keyfile,
    transfer::{self, Part, Value},
    vault::{Vault, Wrapping},
};

use crate::support::{BOTH, Home, Kind, address, caller, log, logs_of, now, read};

/// What was written while the key was changed: whose, and what.
type Written = Arc<Mutex<HashMap<MeetingId, (usize, String)>>>;

/// Reads and writes logs until told to stop.
struct Worker {
    store: Arc<dyn Store>,
    callers: Arc<Vec<Caller>>,
    name: usize,
    reads: Arc<AtomicUsize>,
    written: Written,
}

impl Worker {
    async fn run(self, stop: Arc<AtomicBool>) {
        let mut place = self.name;
        for n in 0.. {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            place = place.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pair = (place >> 33) % self.callers.len();
            self.read(&self.callers[pair], place >> 17).await;
            let text = format!("Skriven av {} som nummer {n}.", self.name);
            let log = Log { notes: Text::parse(&text).unwrap(), ..log(n) };
            let id = self.store.log_meeting(&self.callers[pair], None, &log, now()).await.unwrap();
            self.written.lock().unwrap().insert(id, (pair, text));
        }
    }

    async fn read(&self, caller: &Caller, which: usize) {
        let held = self.store.meetings(caller).await.unwrap().held;
        if let Some(held) = held.get(which % held.len().max(1)) {
            let read = self.store.meeting(caller, held.id).await.unwrap().unwrap();
            assert!(read.notes.starts_with("Träff ") || read.notes.starts_with("Skriven "), "{}", read.notes);
            assert_eq!(read.reflection, "Eget.");
            self.reads.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Changes the key so often, while people read and write what there is.
async fn rotate_under_load(kind: Kind, pairs: usize, logs: usize, times: usize) {
    let home = Home::with_logs(kind, pairs * 2, logs).await;
    let servers = match kind {
        Kind::Sqlite => vec![home.store().await],
        Kind::Postgres => vec![home.store().await, home.store().await],
    };
    let mut callers = Vec::new();
    for n in 0..pairs {
        callers.push(caller(servers[0].as_ref(), &address("a", n)).await);
    }
    let callers = Arc::new(callers);
    let (reads, written, stop) = (Arc::default(), Written::default(), Arc::new(AtomicBool::new(false)));
    let worker = |name: usize| Worker {
        store: servers[name % servers.len()].clone(),
        callers: callers.clone(),
        name,
        reads: Arc::clone(&reads),
        written: written.clone(),
    };
    let load: Vec<_> = (0..4).map(|name| tokio::spawn(worker(name).run(stop.clone()))).collect();
    let mut longest = Duration::ZERO;
    for _ in 0..times {
        let before = written.lock().unwrap().len();
        while written.lock().unwrap().len() < before + 8 && !load.iter().any(tokio::task::JoinHandle::is_finished) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let begun = Instant::now();
        rotate(home.archive().as_ref(), &home.key_file).await.unwrap();
        longest = longest.max(begun.elapsed());
    }
    stop.store(true, Ordering::Relaxed);
    for task in load {
        task.await.unwrap();
    }
    for server in &servers {
        server.close().await;
    }

    let found = read_all(&home, &callers).await;
    let written = written.lock().unwrap().clone();
    for (id, (pair, text)) in &written {
        assert_eq!(found.get(id), Some(&(*pair, text.clone())));
    }
    let there_before: usize = (0..pairs).map(|pair| logs_of(pair, logs)).sum();
    assert_eq!(found.len(), there_before + written.len());
    println!(
        "{kind:?}: the key changed {times} times, {} ms at most; {} logs read and {} written meanwhile; all {} read afterwards",
        longest.as_millis(),
        reads.load(Ordering::Relaxed),
        written.len(),
        found.len()
    );
    home.end().await;
}

/// All logs of all pairs, as a server reads them that starts now.
async fn read_all(home: &Home, callers: &[Caller]) -> HashMap<MeetingId, (usize, String)> {
    let store = home.store().await;
    let mut found = HashMap::new();
    for (pair, caller) in callers.iter().enumerate() {
        for held in store.meetings(caller).await.unwrap().held {
            let read = store.meeting(caller, held.id).await.unwrap().unwrap();
            assert_eq!(read.reflection, "Eget.");
            found.insert(held.id, (pair, read.notes));
        }
    }
    store.close().await;
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn logs_are_read_and_written_while_the_key_changes() {
    for kind in BOTH {
        rotate_under_load(kind, 20, 5, 5).await;
    }
}

/// `make hard-rotate`
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes longer: make hard-rotate"]
async fn hard_ten_thousand_logs_while_the_key_changes() {
    for kind in BOTH {
        rotate_under_load(kind, 120, 100, 50).await;
    }
}

/// The old key opens nothing, and all that is no pair's is as it was.
#[tokio::test(flavor = "multi_thread")]
async fn the_old_key_is_worth_nothing_and_badges_stay() {
    for kind in BOTH {
        let home = Home::with_people(kind, 4).await;
        let old = home.folder.file("old.key");
        fs::copy(&home.key_file, &old).unwrap();
        let (badge, wrapped) = (badge(&home).await, home.column(Part::Keyring, "pair_keys", "wrapped").await);
        let pairs = rotate(home.archive().as_ref(), &home.key_file).await.unwrap();
        assert_eq!(pairs, wrapped.len());
        assert_eq!(self::badge(&home).await, badge);
        let now = home.column(Part::Keyring, "pair_keys", "wrapped").await;
        assert!(now.iter().all(|key| !wrapped.contains(key)), "every key is wrapped anew");

        let by_old = transfer::key_fit(home.archive().as_ref(), &old).await.unwrap();
        assert!(by_old.foreign && by_old.readable == 0);
        let by_new = transfer::key_fit(home.archive().as_ref(), &home.key_file).await.unwrap();
        assert!(!by_new.foreign && by_new.unreadable.is_empty() && by_new.readable > 100);
        assert_eq!(read(&home.key_file).len(), 65, "one key");
        home.end().await;
    }
}

/// What a badge says, by the common key.
async fn badge(home: &Home) -> String {
    let key = keyfile::open_or_create(&home.key_file, false).unwrap().remove(0);
    let wrapped = home.column(Part::Keyring, "common_key", "wrapped").await.remove(0);
    let Value::Bytes(wrapped) = wrapped else { panic!("{wrapped:?}") };
    Vault::new(&Wrapping::new(&key).unwrap_common(&wrapped).unwrap()).badge(DayId(1), PersonId(1))
}

/// Wherever it stops, servers start, and doing it again ends it.
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_change_is_taken_up() {
    for kind in BOTH {
        let home = Home::with_people(kind, 4).await;
        let archive = home.archive();
        prepare(&home.key_file).unwrap();
        let both = read(&home.key_file);
        home.store().await.close().await;
        prepare(&home.key_file).unwrap();
        assert_eq!(read(&home.key_file), both, "the new key is not made twice");

        // Wrapped by the new key; the old one is still in the file.
        rotate(archive.as_ref(), &home.key_file).await.unwrap();
        fs::write(&home.key_file, &both).unwrap();
        home.store().await.close().await;
        rotate(archive.as_ref(), &home.key_file).await.unwrap();
        assert_eq!(read(&home.key_file), both[..65]);
        let fit = transfer::key_fit(archive.as_ref(), &home.key_file).await.unwrap();
        assert!(!fit.foreign && fit.unreadable.is_empty());
        home.end().await;
    }
}

/// Servers with key files of their own: each gets both keys first.
#[tokio::test(flavor = "multi_thread")]
async fn several_key_files_are_changed_one_after_the_other() {
    let home = Home::with_people(Kind::Postgres, 4).await;
    let second = Home::empty(Kind::Sqlite).await;
    second.take_key(&home);
    let store = store_postgres::Engine::connect(&home.url, &second.key_file).await.unwrap();
    let adept = caller(&store, &address("a", 0)).await;
    let id = store::Meetings::meetings(&store, &adept).await.unwrap().held[0].id;

    prepare(&home.key_file).unwrap();
    rotate(home.archive().as_ref(), &home.key_file).await.unwrap();
    let notes = async || store::Meetings::meeting(&store, &adept, id).await.unwrap().unwrap().notes;
    assert_eq!(Lost::of(&notes().await), Some(Lost::Unreadable), "the control: this server was forgotten");
    let refused = store::Meetings::edit_meeting(&store, &adept, id, 1, &log(1), now()).await;
    assert!(matches!(refused, Err(store::Error::Sealed)), "what it cannot read it does not write over");
    second.take_key(&home);
    assert_eq!(Lost::of(&notes().await), None, "it goes on by itself");
    store.close().await;
    home.end().await;
}

/// A keyring from before there was a common key: what was sealed and printed
/// then is what the installation's key of that time made.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_installation_keeps_its_badges() {
    for starts_before in [true, false] {
        let home = Home::with_people(Kind::Sqlite, 2).await;
        let file = home.folder.file("ior.keyring.sqlite");
        let mut raw = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        sqlx::raw_sql("DELETE FROM common_key").execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        let key = keyfile::open_or_create(&home.key_file, false).unwrap().remove(0);
        let expected = Vault::new(&key.as_common()).badge(DayId(1), PersonId(1));
        if starts_before {
            home.store().await.close().await;
            assert_eq!(badge(&home).await, expected);
        }
        rotate(home.archive().as_ref(), &home.key_file).await.unwrap();
        home.store().await.close().await;
        assert_eq!(badge(&home).await, expected);
    }
}

/// As an operator types it. A key that does not belong here is refused, and
/// nothing is changed.
#[tokio::test(flavor = "multi_thread")]
async fn the_command_says_what_it_did() {
    let (home, other) = (Home::with_people(Kind::Sqlite, 4).await, Home::with_people(Kind::Sqlite, 2).await);
    let run = |arguments: &[&str], key_file: &std::path::Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["--database-url", &home.url, "--key-file"])
            .arg(key_file)
            .args(arguments)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let (prepared, said) = run(&["rotate-key", "--prepare"], &home.key_file);
    assert!(prepared && said.contains("a new key beside the old one"), "{said}");
    let (rotated, said) = run(&["rotate-key"], &home.key_file);
    assert!(rotated && said.contains("pairs are wrapped by a new key"), "{said}");

    let before = home.digests().await;
    let foreign = read(&other.key_file);
    let (rotated, said) = run(&["rotate-key"], &other.key_file);
    assert!(!rotated && said.contains("another installation's key"), "{said}");
    assert_eq!((home.digests().await, read(&other.key_file)), (before, foreign));

    let (erased, said) = run(&["erase-pair", "a-0@example.org", "m-0@example.org", "--round", "16"], &home.key_file);
    assert!(erased && said.contains("is erased"), "{said}");
    let (erased, said) = run(&["erase-pair", "m-0@example.org", "a-0@example.org", "--round", "16"], &home.key_file);
    assert!(!erased && said.contains("no such pair"), "{said}");
}

/// What a newer version of ior has changed is not an older one's to touch.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_version_refuses() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let file = home.folder.file("ior.sqlite");
    let mut raw = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations VALUES (9999, 'later', 0, TRUE, x'00', 0)";
    sqlx::raw_sql(newer).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
    let (keyring, key) = (read(&home.folder.file("ior.keyring.sqlite")), read(&home.key_file));
    for arguments in [&["rotate-key"][..], &["rotate-key", "--prepare"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["--database-url", &home.url, "--key-file"])
            .arg(&home.key_file)
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("a newer version of ior"), "{said}");
        assert!(said.contains("ior.sqlite"), "{said}");
        assert_eq!(
            (read(&home.folder.file("ior.keyring.sqlite")), read(&home.key_file)),
            (keyring.clone(), key.clone())
        );
    }
}
