//! What becomes of a pair's log.

use std::sync::Arc;

use domain::{
    meeting::{
        Action, Facts, Form, Log, MeetingId,
        log::{UNDO, form_of},
    },
    people::{Caller, Role},
};
use jiff::{SignedDuration, civil::date};

use crate::Error;
use crate::contract::{
    Bench, World, holds,
    pair::agreement::{agree, terms},
    people::draft::draft,
    world::{action, email, later, log, now, text},
};

/// What was saved before is read by the two, with who saved it and when; a
/// reflection is in no version.
async fn every_version_is_kept(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let first = Log { actions: vec![action("Ring")], reflection: text("Eget"), ..log("Ett") };
    let id = world.store.log_meeting(&adept, None, &first, now()).await.unwrap();
    let facts = Facts { date: date(2026, 11, 19), minutes: 45, form: Form::Digital };
    world.store.edit_meeting(&mentor, id, 1, &Log { facts, ..log("Två") }, later(1)).await.unwrap();
    world.store.edit_meeting(&adept, id, 2, &log(""), later(2)).await.unwrap();

    for caller in [&adept, &mentor] {
        let versions = world.store.versions(caller, id).await.unwrap().unwrap();
        let shared: Vec<_> = versions.iter().map(|version| version.shared.as_ref().unwrap()).collect();
        let seen =
            versions.iter().zip(&shared).map(|(v, shared)| (v.number, shared.notes.as_str(), v.saved_by.as_str()));
        let seen: Vec<_> = seen.collect();
        assert_eq!(seen, [(3, "", "Örjan Ek"), (2, "Två", "Åsa Ek"), (1, "Ett", "Örjan Ek")]);
        assert_eq!(versions.iter().map(|v| v.saved_at).collect::<Vec<_>>(), [later(2), later(1), now()]);
        assert_eq!((shared[1].facts, shared[2].facts), (facts, first.facts));
        assert_eq!(shared[2].actions[0].what, "Ring");
        assert!(!format!("{versions:?}").contains("Eget"));
    }
    for name in ["adept2", "kontakt1", "organisator1"] {
        assert!(world.store.versions(&world.caller(name).await, id).await.unwrap().is_none(), "{name}");
    }
    let dump = bench.dump().await;
    assert!(["Två", "Ring"].into_iter().all(|word| !holds(&dump, word)));
}
contract_test!(every_version_is_kept);

/// Either ticks, without opening the log; a tick is a save like any other.
async fn an_action_is_ticked_by_either(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let undated = Action { due: None, who: Role::Mentor, ..action("Utan datum") };
    let actions = vec![undated, action("Ring"), Action { done: true, ..action("Gjort") }];
    let id = world.store.log_meeting(&adept, None, &Log { actions, ..log("Ett") }, now()).await.unwrap();
    let open = async |caller: &Caller| {
        let page = world.store.pair_page(caller, now()).await.unwrap().unwrap();
        page.open.into_iter().map(|open| (open.action.what, open.version, open.position)).collect::<Vec<_>>()
    };
    let known = |what: &str, version, position| (what.to_owned(), version, position);
    assert_eq!(open(&mentor).await, [known("Ring", 1, 1), known("Utan datum", 1, 0)], "what is due comes first");

    world.store.tick_action(&mentor, id, 1, 1, true, later(1)).await.unwrap();
    assert_eq!(open(&adept).await, [known("Utan datum", 2, 0)]);
    let stale = world.store.tick_action(&adept, id, 1, 0, true, later(1)).await;
    assert!(matches!(stale, Err(Error::Conflict)), "of an old version");
    assert!(matches!(world.store.tick_action(&adept, id, 2, 9, true, now()).await, Err(Error::NotFound)));
    world.store.tick_action(&adept, id, 2, 1, false, later(2)).await.unwrap();
    assert_eq!(open(&adept).await.len(), 2);
    assert_eq!(world.store.versions(&adept, id).await.unwrap().unwrap().len(), 3);

    for name in ["adept2", "organisator1"] {
        let other = world.caller(name).await;
        let page = world.store.pair_page(&other, now()).await.unwrap();
        assert!(page.is_none_or(|page| page.open.is_empty()), "{name}");
        let ticked = world.store.tick_action(&other, id, 3, 0, true, now()).await;
        assert!(matches!(ticked, Err(Error::NotFound)), "{name}: {ticked:?}");
    }
}
contract_test!(an_action_is_ticked_by_either);

/// Not in the list, the news, the count, or to be read, changed or ticked; the
/// two see who deleted it, and either brings it back as it was.
async fn a_deleted_log_is_nowhere_and_comes_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let full = Log { actions: vec![action("Ring")], reflection: text("Eget"), ..log("Ett") };
    let id = world.store.log_meeting(&adept, None, &full, now()).await.unwrap();
    let before = world.store.meeting(&adept, id).await.unwrap().unwrap();
    let store = &world.store;
    let page = async |hours| store.pair_page(&adept, later(hours)).await.unwrap().unwrap();
    let count = async || page(0).await.seen.unwrap().meetings;
    assert_eq!((count().await, page(0).await.open.len()), (1, 1));

    store.delete_meeting(&mentor, id, later(1)).await.unwrap();
    assert!(store.meeting(&adept, id).await.unwrap().is_none());
    assert!(store.versions(&adept, id).await.unwrap().is_none());
    assert!(store.meetings(&adept).await.unwrap().held.is_empty());
    assert!(page(1).await.open.is_empty());
    assert!(store.dashboard(&mentor, later(1)).await.unwrap().news.is_empty());
    assert_eq!(count().await, 0);
    assert!(matches!(store.edit_meeting(&adept, id, 1, &log("Ändå"), now()).await, Err(Error::NotFound)));
    assert!(matches!(store.tick_action(&adept, id, 1, 0, true, now()).await, Err(Error::NotFound)));
    assert!(matches!(store.delete_meeting(&adept, id, now()).await, Err(Error::NotFound)), "once");
    let deleted = page(2).await.deleted;
    let seen = (deleted[0].id, deleted[0].date, deleted[0].by.as_str(), deleted[0].until);
    assert_eq!(seen, (id, date(2026, 11, 20), "Åsa Ek", date(2026, 11, 28)));

    store.restore_meeting(&adept, id, later(3)).await.unwrap();
    let after = store.meeting(&adept, id).await.unwrap().unwrap();
    assert_eq!((after.notes, after.actions, after.reflection), (before.notes, before.actions, before.reflection));
    assert!(page(3).await.deleted.is_empty());
    let stale = store.edit_meeting(&adept, id, 1, &log("Från före"), now()).await;
    assert!(matches!(stale, Err(Error::Conflict)), "an edit begun before it was deleted");

    for name in ["adept2", "organisator1"] {
        let other = world.caller(name).await;
        assert!(matches!(store.delete_meeting(&other, id, now()).await, Err(Error::NotFound)), "{name}");
        store.delete_meeting(&adept, id, now()).await.unwrap();
        assert!(matches!(store.restore_meeting(&other, id, now()).await, Err(Error::NotFound)), "{name}");
        let page = store.pair_page(&other, now()).await.unwrap();
        assert!(page.is_none_or(|page| page.deleted.is_empty()), "{name}");
        store.restore_meeting(&adept, id, now()).await.unwrap();
    }
}
contract_test!(a_deleted_log_is_nowhere_and_comes_back);

/// After a while it cannot be brought back, and then nothing is left of it.
async fn a_deleted_log_is_erased_in_the_end(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let full = || Log { actions: vec![action("Ring")], reflection: text("Eget"), ..log("Ett") };
    let gone = world.store.log_meeting(&adept, None, &full(), now()).await.unwrap();
    world.store.edit_meeting(&adept, gone, 1, &full(), now()).await.unwrap();
    let drafts = [Some(gone), None].map(|of| draft(&form_of(of), "utkast"));
    for draft in &drafts {
        world.store.save_draft(&adept, draft).await.unwrap();
    }
    let kept = world.store.log_meeting(&adept, None, &full(), now()).await.unwrap();
    world.store.delete_meeting(&adept, gone, now()).await.unwrap();

    let last_moment = now() + UNDO - SignedDuration::from_secs(1);
    world.store.erase_deleted(last_moment).await.unwrap();
    world.store.restore_meeting(&adept, gone, last_moment).await.unwrap();
    world.store.delete_meeting(&adept, gone, now()).await.unwrap();
    assert!(matches!(world.store.restore_meeting(&adept, gone, now() + UNDO).await, Err(Error::NotFound)));
    world.store.erase_deleted(now() + UNDO).await.unwrap();

    let rows = bench.rows().await;
    let left = ["meetings", "notes", "actions", "reflections", "versions", "drafts"].map(|table| rows[table]);
    assert_eq!(left, [1, 1, 1, 1, 0, 1]);
    assert_eq!(world.store.meeting(&adept, kept).await.unwrap().unwrap().notes, "Ett");
}
contract_test!(a_deleted_log_is_erased_in_the_end);

/// Of the pair's own goals; it is kept with the log and its versions.
async fn a_log_may_be_about_a_goal(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, other) = (world.caller("adept1").await, world.caller("adept2").await);
    let [first, second] = agree(&world, &terms(4, &[])).await;
    let about = |goal| Log { goal: Some(goal), ..log("") };
    let id = world.store.log_meeting(&adept, None, &about(first), now()).await.unwrap();
    let goal = async || world.store.meeting(&adept, id).await.unwrap().unwrap().goal;
    assert_eq!(goal().await, Some(first));
    world.store.edit_meeting(&adept, id, 1, &about(second), now()).await.unwrap();
    assert_eq!(goal().await, Some(second));
    let versions = world.store.versions(&adept, id).await.unwrap().unwrap();
    assert_eq!(
        versions.iter().map(|version| version.shared.as_ref().unwrap().goal).collect::<Vec<_>>(),
        [Some(second), Some(first)]
    );

    let foreign = world.store.log_meeting(&other, None, &about(first), now()).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    world.store.erase_pair(&email("adept1"), &email("mentor1"), 15, now()).await.unwrap();
    assert_eq!(goal().await, None);
}
contract_test!(a_log_may_be_about_a_goal);

/// The second of the two to log a day is told of the first's log, and may say
/// that they met twice. One's own second log of a day is meant.
async fn the_same_day_twice_is_noticed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let first = world.log(&adept, "").await;
    let second = world.store.log_meeting(&mentor, None, &log(""), now()).await;
    assert!(matches!(second, Err(Error::LoggedAlready(id)) if id == first), "{second:?}");

    let held = async || world.store.meetings(&adept).await.unwrap().held.len();
    let other_day = Facts { date: date(2026, 11, 19), ..log("").facts };
    world.store.log_meeting(&mentor, None, &Log { facts: other_day, ..log("") }, now()).await.unwrap();
    world.log(&adept, "").await;
    assert_eq!(held().await, 3);
    world.store.log_meeting(&mentor, None, &Log { again: true, ..log("") }, now()).await.unwrap();
    assert_eq!(held().await, 4);

    world.store.delete_meeting(&adept, first, now()).await.unwrap();
    let other_pair = world.caller("adept2").await;
    world.store.log_meeting(&other_pair, None, &log(""), now()).await.unwrap();
}
contract_test!(the_same_day_twice_is_noticed);

/// Both at the same moment: one log, and one who is told.
async fn of_two_logs_of_a_day_at_once_one_is_noticed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    for _ in 0..10 {
        let both = ["adept1", "mentor1"].map(|name| world.caller(name));
        let mut tries = Vec::new();
        for caller in both {
            let (store, caller) = (Arc::clone(&world.store), caller.await);
            tries.push(tokio::spawn(async move { store.log_meeting(&caller, None, &log(""), now()).await }));
        }
        let (mut made, mut told) = (Vec::new(), Vec::<MeetingId>::new());
        for one in tries {
            match one.await.unwrap() {
                Ok(id) => made.push(id),
                Err(Error::LoggedAlready(id)) => told.push(id),
                outcome => panic!("{outcome:?}"),
            }
        }
        assert_eq!((made.len(), &made), (1, &told));
        let adept = world.caller("adept1").await;
        world.store.delete_meeting(&adept, made[0], now()).await.unwrap();
    }
}
contract_test!(of_two_logs_of_a_day_at_once_one_is_noticed);

/// An operator erases what a pair wrote; that they met is still known, and all
/// other pairs read on.
async fn of_an_erased_pair_only_facts_are_left(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = (world.caller("adept1").await, world.caller("adept2").await);
    let full = || Log { actions: vec![action("Ring")], reflection: text("Eget"), ..log("Ett") };
    let gone = world.store.log_meeting(&one, None, &full(), now()).await.unwrap();
    world.store.edit_meeting(&one, gone, 1, &full(), now()).await.unwrap();
    world.store.save_draft(&one, &draft(&form_of(None), "utkast")).await.unwrap();
    let kept = world.store.log_meeting(&other, None, &full(), now()).await.unwrap();

    for (adept, mentor, round) in [("adept1", "mentor1", 1), ("mentor1", "adept1", 15), ("adept1", "mentor2", 15)] {
        let erased = world.store.erase_pair(&email(adept), &email(mentor), round, now()).await;
        assert!(matches!(erased, Err(Error::NotFound)), "{adept} and {mentor} in round {round}");
    }
    world.store.erase_pair(&email("adept1"), &email("mentor1"), 15, now()).await.unwrap();
    let read = world.store.meeting(&one, gone).await.unwrap().unwrap();
    assert_eq!((read.notes.as_str(), read.actions.len(), read.reflection.as_str()), ("", 0, ""));
    assert_eq!(world.store.versions(&one, gone).await.unwrap().unwrap().len(), 1);
    assert!(world.store.drafts(&one, None).await.unwrap().is_empty());
    assert_eq!(bench.rows().await["pair_keys"], 1);
    let kept = world.store.meeting(&other, kept).await.unwrap().unwrap();
    assert_eq!((kept.notes.as_str(), kept.reflection.as_str()), ("Ett", "Eget"));
    let new = world.log(&one, "Nytt").await;
    assert_eq!(world.store.meeting(&one, new).await.unwrap().unwrap().notes, "Nytt");
}
contract_test!(of_an_erased_pair_only_facts_are_left);
