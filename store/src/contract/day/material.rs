//! Files of days.

use domain::{
    day::{
        Audience,
        material::{FileKind, Material, MaterialId, NewMaterial},
    },
    live::Change,
    people::Caller,
};

use crate::contract::{
    Bench, World,
    world::{later, now, round},
};
use crate::{Error, idempotency::IdempotencyKey};

fn file(audience: Audience, name: &str) -> NewMaterial {
    NewMaterial { audience, name: name.to_owned(), kind: FileKind::Pdf, content: format!("%PDF-{name}").into() }
}

async fn add(world: &World, file: &NewMaterial) -> MaterialId {
    let organiser = world.caller("organisator1").await;
    world.store.add_material(&organiser, "april", None, file, now()).await.unwrap()
}

async fn names(world: &World, caller: &Caller, slug: &str) -> Vec<String> {
    let page = world.store.day_page(caller, slug, now()).await.unwrap().unwrap();
    page.follow_up.files.into_iter().map(|file| file.name).collect()
}

/// As it was added, byte for byte, and in the Swedish order.
async fn a_file_is_read_as_it_was_added(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let content: Vec<u8> = b"%PDF-".iter().copied().chain((0..200_000_u32).map(|n| n.to_le_bytes()[0])).collect();
    let new = NewMaterial { content: content.clone(), ..file(Audience::Everyone, "Öva.pdf") };
    let id = add(&world, &new).await;
    add(&world, &file(Audience::Everyone, "Ava.pdf")).await;

    let adept = world.caller("adept1").await;
    assert_eq!(names(&world, &adept, "april").await, ["Ava.pdf", "Öva.pdf"]);
    let (read, bytes) = world.store.material(&adept, "april", id, now()).await.unwrap().unwrap();
    let (audience, kind, size) = (Audience::Everyone, FileKind::Pdf, 200_005);
    assert_eq!(read, Material { id, audience, name: "Öva.pdf".into(), kind, size, added_at: now() });
    assert!(bytes == content);
    assert!(names(&world, &adept, "december").await.is_empty(), "another day's");
    assert!(world.store.material(&adept, "december", id, now()).await.unwrap().is_none());
}
contract_test!(a_file_is_read_as_it_was_added);

/// Whoever is not invited to a part has none of its files, and cannot tell them
/// from none.
async fn files_are_for_those_who_are_invited(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let everyones = add(&world, &file(Audience::Everyone, "alla.pdf")).await;
    let mentors = add(&world, &file(Audience::Mentors, "mentorer.pdf")).await;
    for (name, has) in [
        ("adept1", [true, false]),
        ("mentor1", [true, true]),
        ("organisator1", [true, true]),
        ("reserv1", [false, false]),
        ("kontakt1", [false, false]),
        ("arbetsgrupp1", [false, false]),
    ] {
        let caller = world.caller(name).await;
        for (id, has) in [everyones, mentors].into_iter().zip(has) {
            let found = world.store.material(&caller, "april", id, now()).await.unwrap();
            assert_eq!(found.is_some(), has, "{name}");
        }
        assert_eq!(names(&world, &caller, "april").await.len(), has.into_iter().filter(|has| *has).count(), "{name}");
    }
    // In a new round the old one's are gone for all.
    assert!(world.store.load_round(&round(16), now()).await.unwrap());
    let mentor = world.caller("mentor1").await;
    assert!(world.store.material(&mentor, "april", everyones, now()).await.unwrap().is_none());
}
contract_test!(files_are_for_those_who_are_invited);

/// Nobody else adds or takes away, and nothing of another round.
async fn only_organisers_add_and_remove_files(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let new = file(Audience::Everyone, "alla.pdf");
    let id = add(&world, &new).await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let added = world.store.add_material(&caller, "april", None, &new, now()).await;
        assert!(matches!(added, Err(Error::NotFound)), "{name}");
        let removed = world.store.remove_material(&caller, id).await;
        assert!(matches!(removed, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let nowhere = world.store.add_material(&organiser, "ingen-dag", None, &new, now()).await;
    assert!(matches!(nowhere, Err(Error::NotFound)));
    assert_eq!(bench.rows().await["materials"], 1);

    assert!(world.store.load_round(&round(16), now()).await.unwrap());
    world.store.remove_material(&world.caller("organisator1").await, id).await.unwrap();
    assert_eq!(bench.rows().await["materials"], 1, "a round that is over");
    world.store.remove_material(&organiser, id).await.unwrap();
    world.store.remove_material(&organiser, id).await.unwrap();
    assert_eq!(bench.rows().await["materials"], 0);
}
contract_test!(only_organisers_add_and_remove_files);

/// A double click adds one; those who may have it hear of it, and no one else.
async fn a_file_is_added_once_and_announced(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (key, new) = (IdempotencyKey::of("material", b"nyckel=1"), file(Audience::Mentors, "mentorer.pdf"));
    let mut changes = world.store.changes();
    let first = world.store.add_material(&organiser, "april", Some(&key), &new, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Day { round: organiser.round, audience: Audience::Mentors });
    assert!(!world.caller("adept1").await.may_know(&change) && world.caller("mentor1").await.may_know(&change));
    let second = world.store.add_material(&organiser, "april", Some(&key), &new, later(1)).await.unwrap();
    assert_eq!((first, bench.rows().await["materials"]), (second, 1));
    assert!(changes.try_recv().is_err());
    world.store.remove_material(&organiser, first).await.unwrap();
    assert_eq!(changes.try_recv().unwrap(), change);
}
contract_test!(a_file_is_added_once_and_announced);
