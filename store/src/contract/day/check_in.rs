//! Who came.

use std::sync::Arc;

use domain::{
    day::{
        Answer, SegmentId, Standing,
        board::Filter,
        check_in::{CheckedIn, Door, NewVisitor},
        headcount::{Headcount, Presence},
    },
    live::Change,
    people::{Caller, Duty, PersonId},
};

use crate::contract::{
    Bench, World,
    world::{later, now, person, round},
};
use crate::{Error, idempotency::IdempotencyKey};

/// Two organisers press the same button: one row, and both are told who was first.
async fn a_second_check_in_tells_of_the_first(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = two_organisers(&world).await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    let first = CheckedIn { at: now(), by: one.name.clone() };
    assert_eq!(world.store.check_in(&one, segment, adept, now()).await.unwrap(), first);
    assert_eq!(world.store.check_in(&other, segment, adept, later(1)).await.unwrap(), first);
    assert_eq!(bench.rows().await["attendance"], 1);
    assert_eq!(here(&world, &other, segment).await, [(adept, first)]);
}
contract_test!(a_second_check_in_tells_of_the_first);

/// However many press at once, one row is made and all hear the same.
async fn many_check_ins_at_once_are_one(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = two_organisers(&world).await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    let press = |n: i64| {
        let (store, caller) = (Arc::clone(&world.store), if n % 2 == 0 { one.clone() } else { other.clone() });
        tokio::spawn(async move { store.check_in(&caller, segment, adept, later(n)).await.unwrap() })
    };
    let presses: Vec<_> = (0..20).map(press).collect();
    let kept = {
        let mut told = Vec::new();
        for press in presses {
            told.push(press.await.unwrap());
        }
        told.dedup();
        assert_eq!(told.len(), 1, "{told:?}");
        told.remove(0)
    };
    assert_eq!(here(&world, &one, segment).await, [(adept, kept)]);
    assert_eq!(bench.rows().await["attendance"], 1);
}
contract_test!(many_check_ins_at_once_are_one);

/// Any organiser takes it back, at once; what is not there can be taken back too.
async fn a_check_in_can_be_undone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = two_organisers(&world).await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    world.store.check_in(&one, segment, adept, now()).await.unwrap();
    for _ in 0..2 {
        world.store.undo_check_in(&other, segment, adept, now()).await.unwrap();
        assert_eq!(bench.rows().await["attendance"], 0);
    }
    let again = world.store.check_in(&other, segment, adept, later(1)).await.unwrap();
    assert_eq!(again, CheckedIn { at: later(1), by: other.name });
}
contract_test!(a_check_in_can_be_undone);

/// A day's parts are counted each for itself, and an answer counts for nothing.
async fn who_came_is_not_who_answered(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    world.store.answer(&adept, everyone, Answer::No, now()).await.unwrap();
    world.store.answer(&mentor, mentors, Answer::Yes, now()).await.unwrap();
    let counted = async || {
        let presence = presence(&world, &organiser).await;
        [presence.of(everyone), presence.of(mentors), presence.whole].map(|count| count.guests)
    };
    assert_eq!(counted().await, [0, 0, 0]);

    world.store.check_in(&organiser, everyone, adept.person, now()).await.unwrap();
    world.store.check_in(&organiser, everyone, mentor.person, now()).await.unwrap();
    assert_eq!(counted().await, [2, 0, 2]);
    let door = door(&world, &organiser, Some(everyone)).await;
    assert_eq!(door.guests.len(), 4, "those who are not here are listed too");
    let arrival = door.guests.iter().find(|arrival| arrival.person == adept.person).unwrap();
    assert_eq!((arrival.standing, arrival.here.is_some()), (Some(Standing::No), true));
}
contract_test!(who_came_is_not_who_answered);

/// The door is that of the segment asked for; if none is, of what is on or next.
async fn the_door_is_where_the_day_is(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (morning, afternoon) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let door = async |wanted, at: &str| {
        world.store.door(&organiser, "april", wanted, at.parse().unwrap()).await.unwrap().unwrap().segment.id
    };
    assert_eq!(door(None, "2027-04-09T07:30Z").await, morning);
    assert_eq!(door(None, "2027-04-09T10:00Z").await, afternoon);
    assert_eq!(door(Some(afternoon), "2027-04-09T07:30Z").await, afternoon);
    let elsewhere = world.segment("december", 0).await;
    assert_eq!(door(Some(elsewhere), "2027-04-09T07:30Z").await, morning, "another day's");
    assert!(world.store.door(&organiser, "ingen-dag", None, now()).await.unwrap().is_none());
}
contract_test!(the_door_is_where_the_day_is);

/// For everyone else there is no door, and nothing changes at it.
async fn only_organisers_stand_at_the_door(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    world.store.check_in(&organiser, segment, adept, now()).await.unwrap();
    let visitor = world.store.add_visitor(&organiser, None, segment, &guest(), now()).await.unwrap();
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let store = &world.store;
        assert!(store.door(&caller, "april", None, now()).await.unwrap().is_none(), "{name}");
        assert!(store.badges(&caller, "april", now()).await.unwrap().is_none(), "{name}");
        assert!(store.day_board(&caller, "april", &Filter::default(), now()).await.unwrap().is_none(), "{name}");
        let outcomes = [
            store.check_in(&caller, segment, caller.person, now()).await.map(|_| ()),
            store.undo_check_in(&caller, segment, adept, now()).await,
            store.add_visitor(&caller, None, segment, &guest(), now()).await.map(|_| ()),
            store.remove_visitor(&caller, visitor, now()).await,
        ];
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{name}: {outcomes:?}");
    }
    assert_eq!((bench.rows().await["attendance"], bench.rows().await["visitors"]), (1, 1));
}
contract_test!(only_organisers_stand_at_the_door);

/// Whoever is not invited to a segment is not checked in to it; and in a new
/// round the old one's doors are closed.
async fn who_is_not_invited_is_not_checked_in(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let check_in = async |name: &str, segment| {
        let (organiser, person) = (world.caller("organisator1").await, world.caller(name).await.person);
        world.store.check_in(&organiser, segment, person, now()).await.map(|_| ())
    };
    assert!(matches!(check_in("adept1", mentors).await, Err(Error::NotFound)));
    assert!(matches!(check_in("adept1", SegmentId(9999)).await, Err(Error::NotFound)));
    for name in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        assert!(matches!(check_in(name, everyone).await, Err(Error::NotFound)), "{name}");
    }
    check_in("mentor1", mentors).await.unwrap();
    let visitor =
        world.store.add_visitor(&world.caller("organisator1").await, None, everyone, &guest(), now()).await.unwrap();
    assert!(world.store.load_round(&round(16), now()).await.unwrap());
    assert!(matches!(check_in("mentor1", everyone).await, Err(Error::NotFound)), "a round that is over");
    let organiser = world.caller("organisator1").await;
    assert!(world.store.undo_check_in(&organiser, mentors, world.caller("mentor1").await.person, now()).await.is_err());
    world.store.remove_visitor(&organiser, visitor, now()).await.unwrap();
    assert_eq!((bench.rows().await["attendance"], bench.rows().await["visitors"]), (1, 1), "nothing changed");
}
contract_test!(who_is_not_invited_is_not_checked_in);

/// A double click lets one visitor in; any organiser takes them back.
async fn a_visitor_is_let_in_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (one, other) = two_organisers(&world).await;
    let segment = world.segment("april", 0).await;
    let key = IdempotencyKey::of("attendance/add-visitor", b"nyckel=1");
    let add = async |at| world.store.add_visitor(&one, Some(&key), segment, &guest(), at).await.unwrap();
    let visitor = add(now()).await;
    assert_eq!(add(later(1)).await, visitor);
    let seen = door(&world, &other, Some(segment)).await.visitors;
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].name.as_str(), seen[0].organisation.as_str()), ("Gerda Gäst", "Åsby kommun"));
    assert_eq!(seen[0].check_in, Some(CheckedIn { at: now(), by: one.name.clone() }));
    let present = presence(&world, &one).await.of(segment);
    assert_eq!(present, Headcount { visitors: 1, ..Headcount::default() });
    for _ in 0..2 {
        world.store.remove_visitor(&other, visitor, now()).await.unwrap();
        assert!(door(&world, &one, Some(segment)).await.visitors.is_empty());
    }
}
contract_test!(a_visitor_is_let_in_once);

/// A badge's code finds its person at the door, and says nothing of them.
async fn a_badge_leads_to_its_person(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let [everyone, mentors] = [world.segment("april", 0).await, world.segment("april", 1).await];
    let badges = async || world.store.badges(&organiser, "april", now()).await.unwrap().unwrap();
    assert!(badges().await.1.is_empty(), "nobody has said that they come");
    for (who, segment, answer) in [
        ("adept1", everyone, Answer::Yes),
        ("adept2", everyone, Answer::Maybe),
        ("mentor1", everyone, Answer::No),
        ("mentor1", mentors, Answer::Yes),
        ("mentor2", everyone, Answer::No),
    ] {
        world.store.answer(&world.caller(who).await, segment, answer, now()).await.unwrap();
    }
    let present = world.caller("mentor2").await.person;
    world.store.check_in(&organiser, everyone, present, now()).await.unwrap();
    let (day, badges) = badges().await;
    let names: Vec<_> = badges.iter().map(|badge| badge.name.as_str()).collect();
    assert_eq!(names, ["Åsa Ek", "Ärla Ek", "Örjan Ek"], "each once, in the Swedish order");
    assert_eq!(day.slug, "april");
    let mut led = 0;
    for segment in [everyone, mentors] {
        for arrival in door(&world, &organiser, Some(segment)).await.guests {
            let Some(badge) = badges.iter().find(|badge| badge.code == arrival.badge) else { continue };
            assert_eq!(badge.name, arrival.name);
            led += 1;
        }
    }
    assert_eq!(led, 5, "the mentors at both parts");
    let first = world.segment("december", 0).await;
    world.store.answer(&world.caller("adept1").await, first, Answer::Yes, now()).await.unwrap();
    let (_, december) = world.store.badges(&organiser, "december", now()).await.unwrap().unwrap();
    assert_eq!(december.len(), 1);
    assert!(december.iter().all(|badge| badges.iter().all(|other| other.code != badge.code)), "one for each day");
}
contract_test!(a_badge_leads_to_its_person);

/// Organisers hear of what happens at the door, no one else does; and of what
/// changes nothing, no one.
async fn an_arrival_is_announced_to_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await);
    let store = &world.store;
    let day = store.day(&organiser, "april", now()).await.unwrap().unwrap().day;
    let mut changes = store.changes();
    store.undo_check_in(&organiser, segment, adept.person, now()).await.unwrap();
    assert!(changes.try_recv().is_err(), "there was nothing to undo");
    store.check_in(&organiser, segment, adept.person, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Attendance { round: organiser.round, day: day.id });
    store.check_in(&organiser, segment, adept.person, later(1)).await.unwrap();
    assert!(changes.try_recv().is_err(), "they were here already");
    store.undo_check_in(&organiser, segment, adept.person, now()).await.unwrap();
    let visitor = store.add_visitor(&organiser, None, segment, &guest(), now()).await.unwrap();
    store.remove_visitor(&organiser, visitor, now()).await.unwrap();
    for what in ["undone", "a visitor", "gone"] {
        assert_eq!(changes.try_recv().ok(), Some(change.clone()), "{what}");
    }
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert!(!world.caller(name).await.may_know(&change), "{name}");
    }
    assert!(world.caller("organisator1").await.may_know(&change));
}
contract_test!(an_arrival_is_announced_to_organisers);

async fn two_organisers(world: &World) -> (Caller, Caller) {
    let other = person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser);
    world.store.invite(&other, now()).await.unwrap();
    (world.caller("organisator1").await, world.caller("organisator2").await)
}

async fn door(world: &World, caller: &Caller, segment: Option<SegmentId>) -> Door {
    world.store.door(caller, "april", segment, now()).await.unwrap().unwrap()
}

async fn presence(world: &World, organiser: &Caller) -> Presence {
    world.store.day_board(organiser, "april", &Filter::default(), now()).await.unwrap().unwrap().presence
}

/// Who is here, and how they were let in.
async fn here(world: &World, caller: &Caller, segment: SegmentId) -> Vec<(PersonId, CheckedIn)> {
    let guests = door(world, caller, Some(segment)).await.guests;
    guests.into_iter().filter_map(|arrival| Some((arrival.person, arrival.here?))).collect()
}

fn guest() -> NewVisitor {
    NewVisitor::walk_in("Gerda Gäst", "Åsby kommun").unwrap()
}
