//! Meetings and their logs.

pub mod log;
pub mod proposal;

use std::sync::Arc;

use domain::{
    live::Change,
    lost::Lost,
    meeting::{Action, Facts, Form, Log, MeetingId},
    people::{Caller, Role},
};
use jiff::{
    SignedDuration,
    civil::{DateTime, date},
};

use super::{
    Bench, World, holds,
    world::{TITLE, action, later, log, now, text},
};
use crate::{
    Error,
    idempotency::{IdempotencyKey, MEMORY},
};

/// Both read what one wrote, in the list and in full.
async fn a_log_is_read_as_it_was_written(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let done = Action { who: Role::Mentor, due: None, done: true, ..action("Skicka boken") };
    let log = Log { actions: vec![action("Ring chefen"), done], ..log("Vi talade om mod.\nOch om å, ä, ö. 🙂") };
    let id = world.store.log_meeting(&adept, None, &log, now()).await.unwrap();

    let read = world.store.meeting(&mentor, id).await.unwrap().unwrap();
    assert_eq!((read.version, read.facts, read.saved_at), (1, log.facts, now()));
    assert_eq!((read.notes.as_str(), read.logged_by.as_str()), (log.notes.as_str(), "Örjan Ek"));
    let actions: Vec<_> = read.actions.iter().map(|a| (a.what.as_str(), a.who, a.due, a.done)).collect();
    let due = Some(date(2026, 12, 1));
    assert_eq!(actions, [("Ring chefen", Role::Adept, due, false), ("Skicka boken", Role::Mentor, None, true)]);

    let earlier = Log { facts: Facts { date: date(2026, 10, 2), ..log.facts }, ..self::log("") };
    world.store.log_meeting(&mentor, None, &earlier, now()).await.unwrap();
    let list = world.store.meetings(&adept).await.unwrap();
    let facts: Vec<_> = list.held.iter().map(|held| (held.facts.date, held.has_notes, held.open_actions)).collect();
    assert_eq!(facts, [(date(2026, 11, 20), true, 1), (date(2026, 10, 2), false, 0)], "latest first");
}
contract_test!(a_log_is_read_as_it_was_written);

/// A save replaces notes, actions and facts, and raises the version; a save
/// of an older version changes nothing.
async fn an_edit_replaces_what_is_shared(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let first = Log { actions: vec![action("Ett"), action("Två")], ..log("Först") };
    let id = world.store.log_meeting(&adept, None, &first, now()).await.unwrap();
    let facts = Facts { date: date(2026, 11, 19), minutes: 45, form: Form::Digital };
    let second = Log { facts, actions: vec![action("Tre")], ..log("Sedan") };
    world.store.edit_meeting(&mentor, id, 1, &second, later(1)).await.unwrap();

    let stale = world.store.edit_meeting(&adept, id, 1, &log("För sent"), later(2)).await;
    assert!(matches!(stale, Err(Error::Conflict)));
    let read = world.store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!((read.version, read.facts, read.saved_at), (2, facts, later(1)));
    assert_eq!((read.notes.as_str(), read.logged_by.as_str()), ("Sedan", "Örjan Ek"));
    assert_eq!(read.actions.iter().map(|a| a.what.as_str()).collect::<Vec<_>>(), ["Tre"]);
}
contract_test!(an_edit_replaces_what_is_shared);

/// Twenty saves of one version: one is kept, nineteen are told.
async fn of_many_edits_at_once_one_is_kept(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let id = world.log(&adept, "Först").await;
    let edit = |n: usize| {
        let (store, adept) = (Arc::clone(&world.store), adept.clone());
        tokio::spawn(async move { store.edit_meeting(&adept, id, 1, &log(&format!("Nummer {n}")), now()).await })
    };
    let edits: Vec<_> = (0..20).map(edit).collect();
    let mut kept = Vec::new();
    for (n, edit) in edits.into_iter().enumerate() {
        match edit.await.unwrap() {
            Ok(()) => kept.push(format!("Nummer {n}")),
            outcome => assert!(matches!(outcome, Err(Error::Conflict)), "{outcome:?}"),
        }
    }
    let read = world.store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!((kept, read.version), (vec![read.notes], 2));
}
contract_test!(of_many_edits_at_once_one_is_kept);

/// What one keeps to oneself the partner neither reads nor overwrites.
async fn a_reflection_is_ones_own(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let with = |reflection: &str| Log { reflection: text(reflection), ..log("Delat") };
    let reflection = async |caller: &Caller, id| world.store.meeting(caller, id).await.unwrap().unwrap().reflection;

    let id = world.store.log_meeting(&adept, None, &with("Adeptens"), now()).await.unwrap();
    assert_eq!((reflection(&adept, id).await.as_str(), reflection(&mentor, id).await.as_str()), ("Adeptens", ""));
    world.store.edit_meeting(&mentor, id, 1, &with("Mentorns"), now()).await.unwrap();
    assert_eq!(
        (reflection(&adept, id).await.as_str(), reflection(&mentor, id).await.as_str()),
        ("Adeptens", "Mentorns")
    );
    world.store.edit_meeting(&mentor, id, 2, &with(""), now()).await.unwrap();
    assert_eq!((reflection(&adept, id).await.as_str(), reflection(&mentor, id).await.as_str()), ("Adeptens", ""));
}
contract_test!(a_reflection_is_ones_own);

/// Another pair's meeting, a missing one and an agreed one are all the same;
/// no duty opens a pair's room.
async fn another_pairs_meeting_does_not_exist(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let id = world.log(&adept, "Vi talade om mod.").await;
    for name in ["adept2", "mentor2", "reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        let caller = world.caller(name).await;
        assert!(world.store.meeting(&caller, id).await.unwrap().is_none(), "{name}");
        assert!(world.store.meetings(&caller).await.unwrap().held.is_empty(), "{name}");
        let edit = world.store.edit_meeting(&caller, id, 1, &log("Inbrott"), now()).await;
        assert!(matches!(edit, Err(Error::NotFound)), "{name}: {edit:?}");
        if caller.pair.is_none() {
            assert!(
                matches!(world.store.log_meeting(&caller, None, &log(""), now()).await, Err(Error::NotFound)),
                "{name}"
            );
        }
    }
    let missing = MeetingId(9999);
    assert!(world.store.meeting(&adept, missing).await.unwrap().is_none());
    assert!(matches!(world.store.edit_meeting(&adept, missing, 1, &log(""), now()).await, Err(Error::NotFound)));
    assert_eq!(world.store.meeting(&adept, id).await.unwrap().unwrap().notes, "Vi talade om mod.");
}
contract_test!(another_pairs_meeting_does_not_exist);

/// There is one agreed meeting at most. A later one takes its place; a log of
/// its day, or of a later one, means that it was held; an earlier log leaves it.
async fn an_agreed_meeting_is_held_or_replaced(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let next = async || world.store.meetings(&adept).await.unwrap().next;
    let save = async |held: i8, next: Option<DateTime>| {
        let facts = Facts { date: date(2026, 11, held), ..log("").facts };
        world.store.log_meeting(&adept, None, &Log { facts, next, ..log("") }, now()).await.unwrap();
    };
    let (on_15, on_18) = (date(2026, 11, 15).at(9, 30, 0, 0), date(2026, 11, 18).at(13, 0, 0, 0));
    save(1, Some(on_15)).await;
    assert_eq!(next().await.unwrap().at, on_15);
    let agreed = next().await.unwrap().id;
    assert!(world.store.meeting(&adept, agreed).await.unwrap().is_none(), "not held yet");
    let edit = world.store.edit_meeting(&adept, agreed, 1, &log(""), now()).await;
    assert!(matches!(edit, Err(Error::NotFound)), "not held yet");

    save(2, Some(on_18)).await;
    assert_eq!(next().await.unwrap().at, on_18, "replaced");
    save(17, None).await;
    assert_eq!(next().await.unwrap().at, on_18, "an earlier log leaves it");
    save(18, None).await;
    assert_eq!(next().await, None, "held");
    assert_eq!(world.store.meetings(&adept).await.unwrap().held.len(), 4);
}
contract_test!(an_agreed_meeting_is_held_or_replaced);

/// The pair hears of it, and the organisers, whose count changes.
async fn a_log_is_announced_to_the_pair(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let mut changes = world.store.changes();
    let id = world.log(&adept, "").await;
    let logged = changes.try_recv().unwrap();
    world.store.edit_meeting(&adept, id, 1, &log("Mer"), now()).await.unwrap();
    assert_eq!(changes.try_recv().unwrap(), logged);
    assert!(world.store.edit_meeting(&adept, id, 1, &log("Mer"), now()).await.is_err());
    assert!(changes.try_recv().is_err(), "a conflict changes nothing");
    assert!(matches!(logged, Change::Meetings { pair, .. } if Some(pair) == adept.pair));

    let may_know =
        [("mentor1", true), ("organisator1", true), ("adept2", false), ("kontakt1", false), ("arbetsgrupp1", false)];
    for (name, may_know) in may_know {
        assert_eq!(world.caller(name).await.may_know(&logged), may_know, "{name}");
    }
}
contract_test!(a_log_is_announced_to_the_pair);

/// Whoever copies the database, its log and its keyring reads no note.
async fn what_a_pair_writes_is_sealed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let canaries = ["kanariefågel i anteckningen", "kanariefågel i åtgärden", "kanariefågel i reflektionen"];
    let [notes, what, reflection] = canaries;
    let log = Log { actions: vec![action(what)], reflection: text(reflection), ..log(notes) };
    let id = world.store.log_meeting(&adept, None, &log, now()).await.unwrap();
    world.store.edit_meeting(&adept, id, 1, &log, now()).await.unwrap();
    let read = world.store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!((read.notes.as_str(), read.reflection.as_str()), (notes, reflection));

    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    for canary in canaries {
        assert!(!holds(&dump, canary), "{canary}");
    }
}
contract_test!(what_a_pair_writes_is_sealed);

/// Deleting a pair's key erases its texts: they do not open, not even after
/// the pair has written again, and are shown as what they are. All other pairs read on.
async fn without_its_key_a_pairs_text_is_gone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = (world.caller("adept1").await, world.caller("adept2").await);
    let (gone, kept) = (world.log(&one, "Borta").await, world.log(&other, "Kvar").await);
    bench.delete_pair_key(one.pair.unwrap()).await;

    let notes = async |caller, id| world.store.meeting(caller, id).await.unwrap().unwrap().notes;
    assert_eq!(Lost::of(&notes(&one, gone).await), Some(Lost::Erased));
    assert_eq!(notes(&other, kept).await, "Kvar");
    assert_eq!(world.store.meetings(&one).await.unwrap().held.len(), 1, "the facts are no secret of the key's");
    let new = world.log(&one, "Nytt").await;
    assert_eq!(notes(&one, new).await, "Nytt");
    assert_eq!(Lost::of(&notes(&one, gone).await), Some(Lost::Unreadable));
}
contract_test!(without_its_key_a_pairs_text_is_gone);

/// One damaged text is shown as unreadable, and takes nothing else with it.
async fn one_damaged_text_takes_nothing_else_with_it(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let log = Log { actions: vec![action("Ring chefen"), action("Skicka boken")], ..self::log("Först") };
    let id = world.store.log_meeting(&adept, None, &log, now()).await.unwrap();
    world.store.edit_meeting(&adept, id, 1, &log, now()).await.unwrap();
    for sql in [
        "UPDATE notes SET sealed = (SELECT a.sealed FROM actions a WHERE a.position = 0)",
        "UPDATE versions SET sealed = (SELECT n.sealed FROM notes n)",
        "UPDATE actions SET sealed = (SELECT n.sealed FROM notes n) WHERE position = 1",
    ] {
        assert!(bench.write(sql.to_owned()).await);
    }
    let read = world.store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!(Lost::of(&read.notes), Some(Lost::Unreadable));
    let actions: Vec<_> = read.actions.iter().map(|action| (action.what.as_str(), Lost::of(&action.what))).collect();
    assert_eq!(actions[0], ("Ring chefen", None));
    assert_eq!(actions[1].1, Some(Lost::Unreadable));
    let versions = world.store.versions(&adept, id).await.unwrap().unwrap();
    assert_eq!(versions[1].shared.as_ref().err(), Some(&Lost::Unreadable));
    let page = world.store.pair_page(&adept, now()).await.unwrap().unwrap();
    assert_eq!(page.open.len(), 2, "both are still to be done");
}
contract_test!(one_damaged_text_takes_nothing_else_with_it);

/// A log without text leaves no sealed row behind, and can be read.
async fn an_empty_text_is_no_row(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let full = Log { actions: vec![action("Ett")], reflection: text("Eget"), ..log("Delat") };
    let id = world.store.log_meeting(&adept, None, &full, now()).await.unwrap();
    world.store.edit_meeting(&adept, id, 1, &log(""), now()).await.unwrap();
    let rows = bench.rows().await;
    assert_eq!((rows["notes"], rows["actions"], rows["reflections"]), (0, 0, 0));
    let read = world.store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!((read.notes.as_str(), read.actions.len(), read.reflection.as_str()), ("", 0, ""));
}
contract_test!(an_empty_text_is_no_row);

/// One row, and the same answer; another person's form, another text, or the
/// same long afterwards is another one.
async fn a_form_that_arrives_twice_makes_one_row(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let (form, other) = (IdempotencyKey::of("log", b"key=1"), IdempotencyKey::of("log", b"key=2"));
    let again = Log { again: true, ..log("") };
    let log_by = async |caller, form, at| world.store.log_meeting(caller, Some(form), &again, at).await.unwrap();

    let first = log_by(&adept, &form, now()).await;
    assert_eq!(log_by(&adept, &form, later(1)).await, first);
    assert_eq!(world.store.meetings(&adept).await.unwrap().held.len(), 1);

    let others = [
        log_by(&adept, &other, now()).await,
        log_by(&mentor, &form, now()).await,
        log_by(&adept, &form, now() + MEMORY + SignedDuration::from_secs(1)).await,
    ];
    assert!(!others.contains(&first));
    assert_eq!(world.store.meetings(&adept).await.unwrap().held.len(), 4);
}
contract_test!(a_form_that_arrives_twice_makes_one_row);

/// Gone back to after it was saved, and sent with other words: it is said which
/// meeting it made. It makes another one only where that is meant, or where the first
/// one's log was deleted.
async fn a_form_gone_back_to_makes_no_second_row(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let form = |body: &str| IdempotencyKey::of_form("log", "key", body.as_bytes());
    let log_by = async |caller, body: &str, log| world.store.log_meeting(caller, Some(&form(body)), &log, now()).await;
    let held = async || world.store.meetings(&adept).await.unwrap().held.len();

    let first = log_by(&adept, "ett", log("ett")).await.unwrap();
    assert_eq!(log_by(&adept, "ett", log("ett")).await.unwrap(), first);
    let other_day = Log { facts: Facts { date: date(2026, 11, 18), ..log("").facts }, ..log("") };
    for again in [log("två"), other_day] {
        let told = log_by(&adept, "två", again).await;
        assert!(matches!(told, Err(Error::SavedAlready(id)) if id == first), "{told:?}");
    }
    assert_eq!(held().await, 1);
    log_by(&adept, "tre", Log { again: true, ..log("tre") }).await.unwrap();
    assert_eq!(held().await, 2, "meant");
    log_by(&mentor, "ett", Log { again: true, ..log("ett") }).await.unwrap();
    assert_eq!(held().await, 3, "another person's form");

    let alone = world.caller("adept2").await;
    let gone = log_by(&alone, "ett", log("ett")).await.unwrap();
    world.store.delete_meeting(&alone, gone, now()).await.unwrap();
    assert_ne!(log_by(&alone, "två", log("två")).await.unwrap(), gone);
}
contract_test!(a_form_gone_back_to_makes_no_second_row);

/// Whoever comes second waits, and gets what the first has made.
async fn the_same_form_many_times_at_once_makes_one_row(bench: &dyn Bench) {
    let world = Arc::new(World::new(bench).await);
    let adept = world.caller("adept1").await;
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let (world, adept) = (Arc::clone(&world), adept.clone());
            let form = IdempotencyKey::of("log", b"key=1");
            tokio::spawn(async move { world.store.log_meeting(&adept, Some(&form), &log(""), now()).await.unwrap() })
        })
        .collect();
    let mut made = Vec::new();
    for one in tries {
        made.push(one.await.unwrap());
    }
    made.dedup();
    assert_eq!(made.len(), 1);
    assert_eq!(world.store.meetings(&adept).await.unwrap().held.len(), 1);
}
contract_test!(the_same_form_many_times_at_once_makes_one_row);
