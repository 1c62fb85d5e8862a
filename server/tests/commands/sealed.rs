//! What a pair's key seals, on real rows: a text opens in its own place only,
//! and a deleted key erases the pair's texts from older backups, and no other's.

use std::path::PathBuf;

use domain::{
    lost::Lost,
    meeting::log::form_of,
    people::draft::{Draft, DraftId, FormAddress},
};
use server::{
    commands::{ErasedKeys, backup, restore::restore},
    config::Restore,
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use store::transfer::{self, Part};

use crate::support::{BOTH, Home, Kind, address, caller, log, now};

/// A sealed text: its table, its row there, and the bytes.
type Sealed = (&'static str, i64, Vec<u8>);

async fn all_sealed(raw: &mut SqliteConnection) -> Vec<Sealed> {
    let mut all = Vec::new();
    for table in transfer::sealed_tables() {
        // Most emails are sealed with the common key.
        let of_pairs = if table == "outbox" { "WHERE pair_id IS NOT NULL AND sealed IS NOT NULL" } else { "" };
        let sql = format!("SELECT rowid, sealed FROM {table} {of_pairs}");
        let rows: Vec<(i64, Vec<u8>)> = sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut *raw).await.unwrap();
        all.extend(rows.into_iter().map(|(row, sealed)| (table, row, sealed)));
    }
    all
}

async fn put(raw: &mut SqliteConnection, (table, row, _): &Sealed, sealed: &[u8]) {
    let sql = format!("UPDATE {table} SET sealed = $1 WHERE rowid = $2");
    sqlx::query(AssertSqlSafe(sql)).bind(sealed).bind(row).execute(raw).await.unwrap();
}

/// Two texts change places, whether in one log, between logs or between pairs:
/// neither opens, a hundred times of a hundred.
#[tokio::test(flavor = "multi_thread")]
async fn texts_that_change_places_do_not_open() {
    let home = Home::with_logs(Kind::Sqlite, 8, 3).await;
    let store = home.store().await;
    for n in 0..4 {
        let adept = caller(store.as_ref(), &address("a", n)).await;
        let id = store.meetings(&adept).await.unwrap().held[0].id;
        store.edit_meeting(&adept, id, 1, &log(n), now()).await.unwrap();
        for (key, meeting) in (1..).zip([None, Some(id)]) {
            let form = FormAddress::of(&form_of(meeting)).unwrap();
            let fields = vec![("log[notes]".into(), "utkast".into())];
            store.save_draft(&adept, &Draft { id: DraftId(key), form, saved_at: now(), fields }).await.unwrap();
        }
    }
    store.close().await;
    let file = home.folder.file("ior.sqlite");
    let mut raw = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let all = all_sealed(&mut raw).await;
    let archive = home.archive();
    let mut place = 20_261_122_usize;
    let mut random = |below: usize| {
        place = place.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (place >> 33) % below
    };
    let mut failed = 0;
    for _ in 0..100 {
        let one = &all[random(all.len())];
        let other = loop {
            let other = &all[random(all.len())];
            if (other.0, other.1) != (one.0, one.1) {
                break other;
            }
        };
        put(&mut raw, one, &other.2).await;
        put(&mut raw, other, &one.2).await;
        let fit = transfer::key_fit(archive.as_ref(), &home.key_file).await.unwrap();
        failed += usize::from(fit.unreadable.values().sum::<u64>() == 2);
        put(&mut raw, one, &one.2).await;
        put(&mut raw, other, &other.2).await;
    }
    assert_eq!(failed, 100);
    let fit = transfer::key_fit(archive.as_ref(), &home.key_file).await.unwrap();
    assert_eq!((fit.readable, fit.unreadable.len()), (all.len() as u64, 0), "the control: in their places all open");
}

/// The older backup holds the texts; today's keyring has no key to them.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_backup_does_not_bring_an_erased_pair_back() {
    for kind in BOTH {
        let home = Home::with_logs(kind, 8, 3).await;
        let file = home.folder.file("data.backup");
        backup::write(home.archive().as_ref(), Part::Data, &file).await.unwrap();
        let store = home.store().await;
        let (gone, kept) =
            (caller(store.as_ref(), &address("a", 0)).await, caller(store.as_ref(), &address("a", 1)).await);
        store.erase_pair(&address("a", 0), &address("m", 0), 16, now()).await.unwrap();
        store.close().await;

        let what = Restore { file: Some(file), keyring: None, replace: true };
        let restored = restore(home.archive().as_ref(), &home.key_file, &what).await.unwrap();
        let unreadable = restored.fit.unwrap().unreadable;
        assert_eq!(unreadable.keys().copied().collect::<Vec<_>>(), [gone.pair.unwrap().0], "that pair and no other");
        let store = home.store().await;
        let first = async |who| store.meetings(who).await.unwrap().held[0].id;
        let read = store.meeting(&gone, first(&gone).await).await.unwrap().unwrap();
        assert_eq!([&read.notes, &read.reflection].map(|text| Lost::of(text)), [Some(Lost::Erased); 2]);
        assert!(store.pair_page(&gone, now()).await.unwrap().is_some());
        let whole = store.versions(&gone, read.id).await.unwrap().unwrap();
        assert_eq!(whole.len(), 1, "its facts are no secret of the key's");
        let read = store.meeting(&kept, first(&kept).await).await.unwrap().unwrap();
        assert_eq!((read.notes.starts_with("Träff "), read.reflection.as_str()), (true, "Eget."));
        store.close().await;
        home.end().await;
    }
}

/// Nor does an older backup of the keyring; where the data is older too, it is said.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_keyring_does_not_bring_an_erased_pair_back_silently() {
    for kind in BOTH {
        let home = Home::with_logs(kind, 8, 3).await;
        let (data, keyring) = (home.folder.file("data.backup"), home.folder.file("keyring.backup"));
        for (part, file) in [(Part::Data, &data), (Part::Keyring, &keyring)] {
            backup::write(home.archive().as_ref(), part, file).await.unwrap();
        }
        let store = home.store().await;
        let gone = caller(store.as_ref(), &address("a", 0)).await.pair.unwrap().0;
        store.erase_pair(&address("a", 0), &address("m", 0), 16, now()).await.unwrap();
        store.close().await;

        let restored = async |data: Option<&PathBuf>| {
            let what = Restore { file: data.cloned(), keyring: Some(keyring.clone()), replace: true };
            restore(home.archive().as_ref(), &home.key_file, &what).await.unwrap()
        };
        let alone = restored(None).await.keys;
        assert_eq!(alone, ErasedKeys { kept_out: [gone].into(), came_back: [].into() });
        let mut keys = home.archive().read(Part::Keyring).await.unwrap();
        assert!(!transfer::pairs_with_keys(keys.as_mut()).await.unwrap().contains(&gone));
        keys.finish().await.unwrap();

        let both = restored(Some(&data)).await;
        assert_eq!(both.keys, ErasedKeys { kept_out: [].into(), came_back: [gone].into() });
        assert!(both.fit.unwrap().unreadable.is_empty(), "what is said to be readable is");
        home.end().await;
    }
}
