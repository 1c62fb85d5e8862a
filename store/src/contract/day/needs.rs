//! What people need at a day. The rules are in [`domain::day::needs`].

use domain::{
    day::{
        Answer,
        needs::{Aid, Diet, Food, Needs, Order},
    },
    live::Change,
    people::{Caller, Duty},
};
use jiff::{Timestamp, civil::date};

use crate::contract::{
    Bench, World, holds,
    world::{email, later, now, person, round},
};
use crate::{Error, round::retention::Deleted};

/// What someone eats and needs; a search of the raw database must find neither.
const FOOD: &str = "Inga kanariefrön.";
const ACCESS: &str = "En kanariegul ledstång.";

fn needs() -> Needs {
    Needs {
        food: Food { diets: vec![Diet::Vegan, Diet::Nuts], words: FOOD.to_owned() },
        aids: vec![Aid::HearingLoop],
        access: ACCESS.to_owned(),
    }
}

/// The world, with an organiser who is responsible for both days and another
/// who is for none.
async fn world(bench: &dyn Bench) -> World {
    let mut round = round(15);
    for day in &mut round.days {
        day.details.responsible = Some(email("organisator1"));
    }
    round.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    World::of(bench, &round).await
}

async fn say(world: &World, who: &str, day: &str, needs: &Needs) -> crate::Result<()> {
    world.store.save_needs(&world.caller(who).await, day, needs, now()).await
}

async fn answer(world: &World, who: &str, day: &str, answer: Answer) {
    let (caller, segment) = (world.caller(who).await, world.segment(day, 0).await);
    world.store.answer(&caller, segment, answer, now()).await.unwrap();
}

async fn own(world: &World, who: &str, at: Timestamp) -> Option<Needs> {
    let caller = world.caller(who).await;
    world.store.own_needs(&caller, "april", at).await.unwrap().map(|own| own.needs)
}

/// Whoever says yes can say what they need; it is sealed, and theirs to change
/// and to clear.
async fn whoever_comes_says_what_they_need(bench: &dyn Bench) {
    let world = world(bench).await;
    assert!(matches!(say(&world, "adept1", "april", &needs()).await, Err(Error::NotFound)), "no answer yet");
    assert_eq!(own(&world, "adept1", now()).await, None);
    answer(&world, "adept1", "april", Answer::Yes).await;
    let arrangements = async || {
        let view = world.store.day(&world.caller("adept1").await, "april", now()).await.unwrap().unwrap();
        view.arrangements.needs
    };
    assert_eq!((own(&world, "adept1", now()).await, arrangements().await), (Some(Needs::default()), Some(false)));

    say(&world, "adept1", "april", &needs()).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, arrangements().await), (Some(needs()), Some(true)));
    let dump = bench.dump().await;
    assert!(!holds(&dump, FOOD) && !holds(&dump, ACCESS) && !holds(&dump, "vegan"), "it lies open in the database");

    let less = Needs { access: String::new(), ..needs() };
    say(&world, "adept1", "april", &less).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, bench.rows().await["needs"]), (Some(less), 1));
    say(&world, "adept1", "april", &Needs::default()).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, bench.rows().await["needs"]), (Some(Needs::default()), 0));
}
contract_test!(whoever_comes_says_what_they_need);

/// Whoever does not come needs nothing, and it is gone at once; not while they
/// still come to another part.
async fn whoever_does_not_come_needs_nothing(bench: &dyn Bench) {
    let world = world(bench).await;
    let (mentor, afternoon) = (world.caller("mentor1").await, world.segment("april", 1).await);
    for changed in [Answer::Maybe, Answer::No] {
        answer(&world, "mentor1", "april", Answer::Yes).await;
        say(&world, "mentor1", "april", &needs()).await.unwrap();
        answer(&world, "mentor1", "april", changed).await;
        assert_eq!((own(&world, "mentor1", now()).await, bench.rows().await["needs"]), (None, 0), "{changed:?}");
    }
    answer(&world, "mentor1", "april", Answer::Yes).await;
    world.store.answer(&mentor, afternoon, Answer::Yes, now()).await.unwrap();
    say(&world, "mentor1", "april", &needs()).await.unwrap();
    answer(&world, "mentor1", "april", Answer::No).await;
    assert_eq!(own(&world, "mentor1", now()).await, Some(needs()), "the afternoon is left");
    let organiser = world.caller("organisator2").await;
    world.store.answer_for(&organiser, afternoon, mentor.person, Answer::No, now()).await.unwrap();
    assert_eq!(bench.rows().await["needs"], 0, "an organiser's answer counts the same");
}
contract_test!(whoever_does_not_come_needs_nothing);

/// The responsible organiser learns who; every organiser learns how many; nobody
/// else learns anything.
async fn needs_are_for_the_one_responsible(bench: &dyn Bench) {
    let world = world(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let seen = async |who: &str| world.store.day_needs(&world.caller(who).await, "april", now()).await.unwrap();

    let order: Order = [&needs().food].into_iter().collect();
    let responsible = seen("organisator1").await.unwrap();
    assert_eq!((responsible.responsible.as_deref(), &responsible.order), (Some("Olga Ek"), &order));
    assert_eq!(responsible.deleted_on, date(2027, 4, 23));
    let people = responsible.people.unwrap();
    assert_eq!((people[0].name.as_str(), &people[0].needs, people.len()), ("Örjan Ek", &needs(), 1));

    let other = seen("organisator2").await.unwrap();
    assert_eq!((&other.order, &other.people), (&order, &None));
    let told = format!("{other:?}");
    assert!(!told.contains("Örjan") && !told.contains(ACCESS) && !told.contains("HearingLoop"), "{told}");
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert!(seen(who).await.is_none(), "{who}");
    }
    // The partner comes too, and sees only what is theirs.
    answer(&world, "mentor1", "april", Answer::Yes).await;
    assert_eq!(own(&world, "mentor1", now()).await, Some(Needs::default()));
    assert!(world.store.own_needs(&world.caller("kontakt1").await, "april", now()).await.unwrap().is_none());
}
contract_test!(needs_are_for_the_one_responsible);

/// Where nobody is responsible, nobody sees names; and whoever runs the
/// programme no more sees nothing.
async fn where_nobody_is_responsible_nobody_sees_names(bench: &dyn Bench) {
    let world = World::new(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let organiser = world.caller("organisator1").await;
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!((seen.responsible, seen.people), (None, None));
    let own = world.store.own_needs(&world.caller("adept1").await, "april", now()).await.unwrap().unwrap();
    assert_eq!(own.reader, None);
}
contract_test!(where_nobody_is_responsible_nobody_sees_names);

/// The kitchen cooks for those who have a seat.
async fn whoever_waits_for_a_seat_is_not_cooked_for(bench: &dyn Bench) {
    let world = world(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    world.store.set_capacity(&organiser, segment, Some(1), now()).await.unwrap();
    for who in ["mentor1", "adept1"] {
        answer(&world, who, "april", Answer::Yes).await;
    }
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!((seen.order, seen.people), (Order::default(), Some(Vec::new())));
    world.store.set_capacity(&organiser, segment, None, now()).await.unwrap();
    answer(&world, "adept1", "april", Answer::Yes).await;
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!(seen.people.unwrap().len(), 1);
}
contract_test!(whoever_waits_for_a_seat_is_not_cooked_for);

/// Two weeks after the day it is gone: from every answer at once, and from the
/// database with the next chores.
async fn needs_are_deleted_two_weeks_after_the_day(bench: &dyn Bench) {
    let world = world(bench).await;
    let organiser = world.caller("organisator1").await;
    for day in ["april", "december"] {
        answer(&world, "adept1", day, Answer::Yes).await;
        say(&world, "adept1", day, &needs()).await.unwrap();
    }
    let (kept, gone): (Timestamp, Timestamp) =
        ("2026-12-17T22:59:59Z".parse().unwrap(), "2026-12-17T23:00Z".parse().unwrap());
    let named = async |at| {
        let seen = world.store.day_needs(&organiser, "december", at).await.unwrap().unwrap();
        seen.people.unwrap().len() + seen.order.plates.len()
    };
    assert_eq!(named(kept).await, 2);
    assert_eq!(world.store.delete_what_is_due(kept).await.unwrap(), Deleted::default());
    assert_eq!(named(gone).await, 0, "before the chores are done");
    let adept = world.caller("adept1").await;
    assert!(world.store.own_needs(&adept, "december", gone).await.unwrap().is_none());
    assert!(matches!(world.store.save_needs(&adept, "december", &needs(), gone).await, Err(Error::NotFound)));
    assert_eq!(bench.rows().await["needs"], 2);
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted { needs: 1, ..Deleted::default() });
    assert_eq!(bench.rows().await["needs"], 1);
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted::default());
    assert_eq!(own(&world, "adept1", gone).await, Some(needs()), "april's is kept");
}
contract_test!(needs_are_deleted_two_weeks_after_the_day);

/// That someone has said something is theirs and the organisers' to know.
async fn needs_are_announced_to_organisers(bench: &dyn Bench) {
    let world = world(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    let adept = world.caller("adept1").await;
    let mut changes = world.store.changes();
    world.store.save_needs(&adept, "april", &needs(), later(1)).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Needs { round: adept.round, person: adept.person });
    let knows = async |who: &str| -> bool { Caller::may_know(&world.caller(who).await, &change) };
    assert!(knows("adept1").await && knows("organisator1").await);
    for who in ["mentor1", "adept2", "kontakt1", "arbetsgrupp1"] {
        assert!(!knows(who).await, "{who}");
    }
}
contract_test!(needs_are_announced_to_organisers);
