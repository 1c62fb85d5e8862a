//! Guests, speakers and walk-ins.

use std::sync::Arc;

use domain::{
    day::{
        Consent, Mailing, SegmentId,
        board::Filter,
        check_in::{Attendee, Badge, CheckedIn, NewVisitor, Part, Visitor, VisitorKind},
        headcount::Headcount,
        needs::{Aid, DayNeeds, Diet, Food, Needs},
    },
    live::Change,
    people::{Caller, Duty},
};
use jiff::Timestamp;

use crate::contract::{
    Bench, World, holds,
    world::{email, later, now, person, round},
};
use crate::{Error, day::editor::PlannedDay, idempotency::IdempotencyKey, round::retention::Deleted};

fn speaker() -> NewVisitor {
    NewVisitor::expected("speaker", "Tala Talsson", "Åsby kommun").unwrap()
}

fn walk_in() -> NewVisitor {
    NewVisitor::walk_in("Gerda Gäst", "").unwrap()
}

async fn visitors(world: &World, at: Timestamp) -> Vec<Visitor> {
    world.store.visitors(&world.caller("organisator1").await, "april", at).await.unwrap().unwrap().1
}

async fn count(world: &World, segment: SegmentId) -> (Headcount, Headcount) {
    let organiser = world.caller("organisator1").await;
    let board = world.store.day_board(&organiser, "april", &Filter::default(), now()).await.unwrap();
    let presence = board.unwrap().presence;
    (presence.of(segment), presence.whole)
}

/// A double click enters one; whoever is expected is not here yet, and can be
/// changed and removed.
async fn a_guest_is_expected(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let form = IdempotencyKey::of("attendance/add-guest", b"nyckel=1");
    let add = async || world.store.add_visitor(&organiser, Some(&form), segment, &speaker(), now()).await.unwrap();
    let id = add().await;
    assert_eq!(add().await, id);
    let [seen] = visitors(&world, now()).await.try_into().unwrap();
    assert_eq!((seen.id, seen.kind, seen.check_in.clone(), seen.segment), (id, VisitorKind::Speaker, None, segment));
    let expected = Headcount { expected: 1, ..Headcount::default() };
    assert_eq!(count(&world, segment).await, (expected, expected));
    let door = world.store.door(&organiser, "april", Some(segment), now()).await.unwrap().unwrap();
    assert_eq!(door.visitors, [seen]);

    let changed = NewVisitor::expected("guest", "Tala Talström", "").unwrap();
    let [read] = visitors(&world, now()).await.try_into().unwrap();
    world.store.edit_visitor(&organiser, &read, &changed).await.unwrap();
    let late = world.store.edit_visitor(&organiser, &read, &speaker()).await;
    assert!(matches!(late, Err(Error::Conflict)), "another has changed it: {late:?}");
    let [seen] = visitors(&world, now()).await.try_into().unwrap();
    assert_eq!((seen.kind, seen.name.as_str(), seen.organisation.as_str()), (VisitorKind::Guest, "Tala Talström", ""));
    world.store.remove_visitor(&organiser, id, now()).await.unwrap();
    assert!(visitors(&world, now()).await.is_empty());
}
contract_test!(a_guest_is_expected);

/// Like everyone else: once, by whoever is faster, and undone by either.
async fn a_guest_is_let_in_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let id = world.store.add_visitor(&organiser, None, segment, &speaker(), now()).await.unwrap();
    let presses: Vec<_> = (0..20)
        .map(|n| {
            let (store, caller) = (Arc::clone(&world.store), organiser.clone());
            tokio::spawn(async move { store.check_in_visitor(&caller, id, later(n)).await.unwrap() })
        })
        .collect();
    let mut told = Vec::new();
    for press in presses {
        told.push(press.await.unwrap());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(visitors(&world, now()).await[0].check_in, told.pop());
    assert_eq!(count(&world, segment).await.0, Headcount { visitors: 1, expected: 1, guests: 0 });
    for _ in 0..2 {
        world.store.undo_visitor(&organiser, id, now()).await.unwrap();
        assert_eq!(visitors(&world, now()).await[0].check_in, None, "expected again");
    }
    let again = world.store.check_in_visitor(&organiser, id, later(30)).await.unwrap();
    assert_eq!(again, CheckedIn { at: later(30), by: organiser.name });
}
contract_test!(a_guest_is_let_in_once);

/// A walk-in is here from the first, and cannot be made into a guest.
async fn a_walk_in_is_here(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let id = world.store.add_visitor(&organiser, None, segment, &walk_in(), now()).await.unwrap();
    let here = Some(CheckedIn { at: now(), by: organiser.name.clone() });
    assert_eq!(visitors(&world, now()).await[0].check_in, here);
    world.store.undo_visitor(&organiser, id, now()).await.unwrap();
    assert_eq!(visitors(&world, now()).await[0].check_in, here, "whoever was not expected is removed instead");
    let read = visitors(&world, now()).await.remove(0);
    assert!(matches!(world.store.edit_visitor(&organiser, &read, &speaker()).await, Err(Error::NotFound)));
    assert_eq!(count(&world, segment).await.0, Headcount { visitors: 1, ..Headcount::default() });
}
contract_test!(a_walk_in_is_here);

/// Whoever comes to both parts of a day has one badge and counts once.
async fn a_guest_of_two_parts_is_one(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    for n in 0..2 {
        let segment = world.segment("april", n).await;
        world.store.add_visitor(&organiser, None, segment, &speaker(), now()).await.unwrap();
        let mentor = world.caller("mentor1").await.person;
        world.store.check_in(&organiser, segment, mentor, now()).await.unwrap();
    }
    let (morning, whole) = count(&world, world.segment("april", 0).await).await;
    assert_eq!(morning, Headcount { guests: 1, expected: 1, visitors: 0 });
    assert_eq!(whole, morning);
    let [one, other] = visitors(&world, now()).await.try_into().unwrap();
    assert_eq!(one.badge, other.badge);
    let (_, badges) = world.store.badges(&organiser, "april", now()).await.unwrap().unwrap();
    let badge = Badge {
        name: "Tala Talsson".to_owned(),
        part: Part::Visitor(VisitorKind::Speaker),
        organisation: "Åsby kommun".to_owned(),
        code: one.badge,
    };
    assert_eq!(badges.iter().filter(|other| **other == badge).count(), 1);
    assert_eq!(badges.len(), 2, "and the one who is here");
}
contract_test!(a_guest_of_two_parts_is_one);

/// For everyone else there are no guests, and in a new round the old one's are
/// left alone.
async fn guests_are_the_organisers_own(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let id = world.store.add_visitor(&organiser, None, segment, &speaker(), now()).await.unwrap();
    let untouched = visitors(&world, now()).await;
    let store = &world.store;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(who).await;
        assert!(store.visitors(&caller, "april", now()).await.unwrap().is_none(), "{who}");
        assert!(store.day_board(&caller, "april", &Filter::default(), now()).await.unwrap().is_none(), "{who}");
        let outcomes = [
            store.add_visitor(&caller, None, segment, &speaker(), now()).await.map(|_| ()),
            store.edit_visitor(&caller, &untouched[0], &walk_in()).await,
            store.check_in_visitor(&caller, id, now()).await.map(|_| ()),
            store.undo_visitor(&caller, id, now()).await,
            store.remove_visitor(&caller, id, now()).await,
        ];
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{who}: {outcomes:?}");
    }
    assert_eq!(visitors(&world, now()).await, untouched);
    assert!(store.load_round(&round(16), now()).await.unwrap());
    let organiser = world.caller("organisator1").await;
    assert!(matches!(store.check_in_visitor(&organiser, id, now()).await, Err(Error::NotFound)));
    assert!(matches!(store.edit_visitor(&organiser, &untouched[0], &speaker()).await, Err(Error::NotFound)));
    store.remove_visitor(&organiser, id, now()).await.unwrap();
    assert_eq!(bench.rows().await["visitors"], 1);
}
contract_test!(guests_are_the_organisers_own);

/// Organisers hear of guests, and nobody else does.
async fn guests_are_announced_to_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let mut changes = world.store.changes();
    let id = world.store.add_visitor(&organiser, None, segment, &speaker(), now()).await.unwrap();
    let day = world.store.day(&organiser, "april", now()).await.unwrap().unwrap().day.id;
    world.store.undo_visitor(&organiser, id, now()).await.unwrap();
    world.store.check_in_visitor(&organiser, id, now()).await.unwrap();
    world.store.check_in_visitor(&organiser, id, now()).await.unwrap();
    for _ in 0..2 {
        assert_eq!(changes.try_recv().unwrap(), Change::Attendance { round: organiser.round, day });
    }
    assert!(changes.try_recv().is_err(), "what changed nothing is not announced");
}
contract_test!(guests_are_announced_to_organisers);

/// Names go ninety days after the day; that somebody came stays.
async fn visitors_names_are_deleted(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    for visitor in [speaker(), walk_in()] {
        world.store.add_visitor(&organiser, None, segment, &visitor, now()).await.unwrap();
    }
    let before = count(&world, segment).await;
    let (kept, gone): (Timestamp, Timestamp) =
        ("2027-07-07T21:59:59Z".parse().unwrap(), "2027-07-07T22:00Z".parse().unwrap());
    assert_eq!(visitors(&world, kept).await.len(), 2);
    assert_eq!(world.store.delete_what_is_due(kept).await.unwrap(), Deleted::default());
    assert!(visitors(&world, gone).await.is_empty(), "before the scheduled job");
    let (_, badges) = world.store.badges(&organiser, "april", gone).await.unwrap().unwrap();
    assert!(badges.is_empty());
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted { names: 2, ..Deleted::default() });
    assert_eq!(count(&world, segment).await, before);
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted::default());
}
contract_test!(visitors_names_are_deleted);

/// What someone from outside needs; a search of the raw database must not find it.
const FOOD: &str = "Inga kanariefrön.";

fn needs() -> Needs {
    let food = Food { diets: vec![Diet::Vegan], words: FOOD.to_owned() };
    Needs { food, aids: vec![Aid::StepFree], access: String::new() }
}

/// The world, with an organiser who is responsible for the days and another who is not.
async fn responsible_world(bench: &dyn Bench) -> World {
    let mut round = round(15);
    for day in &mut round.days {
        day.details.responsible = Some(email("organisator1"));
    }
    round.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    World::of(bench, &round).await
}

/// The organiser who is responsible for the day notes it and reads it, the kitchen
/// learns how many, and it goes as everyone's does.
async fn guests_have_needs(bench: &dyn Bench) {
    let world = responsible_world(bench).await;
    let (store, segment) = (&world.store, world.segment("april", 0).await);
    let (responsible, other) = (world.caller("organisator1").await, world.caller("organisator2").await);
    let guest = store.add_visitor(&responsible, None, segment, &speaker(), now()).await.unwrap();
    let walk_in = store.add_visitor(&responsible, None, segment, &walk_in(), now()).await.unwrap();
    let day = async |who: &Caller| -> DayNeeds { store.day_needs(who, "april", now()).await.unwrap().unwrap() };
    let read = async |who: &Caller, at| store.guest_needs(who, "april", guest, at).await.unwrap();
    assert_eq!((day(&responsible).await.eaters, day(&responsible).await.order.special), (1, 0));

    store.save_guest_needs(&responsible, "april", guest, &needs(), now()).await.unwrap();
    let noted = read(&responsible, now()).await.unwrap();
    assert_eq!((noted.needs, noted.withheld), (Some(needs()), false));
    let seen = day(&responsible).await;
    let names: Vec<_> = seen.people.unwrap().into_iter().map(|one| (one.person, one.name, one.part)).collect();
    let part = Part::Visitor(VisitorKind::Speaker);
    assert_eq!(names, [(Attendee::Visitor(guest), "Tala Talsson".to_owned(), part)]);
    assert_eq!((seen.eaters, seen.order.diets), (1, vec![(Diet::Vegan, 1)]));
    assert!(!holds(&bench.dump().await, FOOD), "it lies open in the database");

    let seen = day(&other).await;
    assert_eq!((seen.order.diets, seen.order.words, seen.people), (vec![(Diet::Vegan, 1)], 1, None));
    let noted = read(&other, now()).await.unwrap();
    assert_eq!((noted.needs, noted.withheld), (None, false), "others are not told whether there is any");
    for who in ["organisator2", "adept1", "kontakt1"] {
        let caller = world.caller(who).await;
        let saved = store.save_guest_needs(&caller, "april", guest, &needs(), now()).await;
        assert!(matches!(saved, Err(Error::NotFound)), "{who}: {saved:?}");
    }
    assert!(read(&world.caller("adept1").await, now()).await.is_none());
    for (slug, visitor) in [("december", guest), ("april", walk_in)] {
        let saved = store.save_guest_needs(&responsible, slug, visitor, &needs(), now()).await;
        assert!(matches!(saved, Err(Error::NotFound)), "{slug}: {saved:?}");
    }

    let gone: Timestamp = "2027-04-22T22:00Z".parse().unwrap();
    assert!(read(&responsible, gone).await.is_none(), "before the scheduled job");
    assert_eq!(store.delete_what_is_due(gone).await.unwrap(), Deleted { needs: 1, ..Deleted::default() });
    assert_eq!(bench.rows().await["visitor_needs"], 0);
    store.save_guest_needs(&responsible, "april", guest, &needs(), now()).await.unwrap();
    store.remove_visitor(&responsible, guest, now()).await.unwrap();
    assert_eq!((bench.rows().await["visitor_needs"], day(&responsible).await.eaters), (0, 0));
}
contract_test!(guests_have_needs);

/// Whoever takes over the day does not read it before it is handed over.
async fn guests_needs_are_handed_over(bench: &dyn Bench) {
    let world = responsible_world(bench).await;
    let (store, segment) = (&world.store, world.segment("april", 0).await);
    let (former, new) = (world.caller("organisator1").await, world.caller("organisator2").await);
    let guest = store.add_visitor(&former, None, segment, &speaker(), now()).await.unwrap();
    store.save_guest_needs(&former, "april", guest, &needs(), now()).await.unwrap();
    let PlannedDay { version, mut plan, .. } = store.planned_day(&former, "april").await.unwrap().unwrap();
    plan.responsible = Some(new.person);
    let consent = Consent { mailing: Mailing::NotSaid, keep_answers: false };
    store.edit_day(&former, "april", version, &plan, consent, now()).await.unwrap();

    let read = async || store.guest_needs(&new, "april", guest, now()).await.unwrap().unwrap();
    let noted = read().await;
    assert_eq!((noted.needs, noted.withheld), (Some(Needs::default()), true));
    assert_eq!(store.day_needs(&new, "april", now()).await.unwrap().unwrap().withheld, 1);
    store.hand_over_needs(&former, "april", new.person, now()).await.unwrap();
    let noted = read().await;
    assert_eq!((noted.needs, noted.withheld), (Some(needs()), false));
}
contract_test!(guests_needs_are_handed_over);
