//! What needs an organiser today.

use domain::{
    people::Duty,
    round::today::{Delay, Entry, Item, Kind, Today},
};
use jiff::Timestamp;

use crate::Error;
use crate::contract::{
    Bench, World,
    world::{email, later, now, person, round, text},
};

fn kinds(today: &Today) -> Vec<Kind> {
    let mut kinds: Vec<_> = today.entries.iter().map(|entry| entry.key.kind).collect();
    kinds.dedup();
    kinds
}

async fn entries(world: &World, kind: Kind, at: Timestamp) -> Vec<Entry> {
    let mut entries = world.today("organisator1", at).await.unwrap().entries;
    entries.retain(|entry| entry.key.kind == kind);
    entries
}

/// Everything that the world lacks, in order; and nobody else is told.
async fn an_organiser_is_told_what_needs_someone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    store.send_help_request(&world.caller("adept1").await, &text("Hör av dig"), false, now()).await.unwrap();
    let today = world.today("organisator1", now()).await.unwrap();
    let all = [Kind::HelpRequest, Kind::PairNotStarted, Kind::Unanswered, Kind::Vacant, Kind::SetUp];
    assert_eq!(kinds(&today), all);
    let Item::HelpRequest(request) = &today.entries[0].what else { panic!("{:?}", today.entries[0]) };
    assert_eq!((request.name.as_str(), request.word.as_str()), ("Örjan Ek", "Hör av dig"));
    // The pair of whoever asks is told of once.
    let pairs = entries(&world, Kind::PairNotStarted, now()).await;
    let [Entry { what: Item::Pair { people, .. }, .. }] = pairs.as_slice() else { panic!("{pairs:?}") };
    assert_eq!(people.each_ref().map(|one| one.name.as_str()), ["Zara Ek", "Ärla Ek"]);
    let days = entries(&world, Kind::Unanswered, now()).await;
    let [Entry { what: Item::Unanswered { day, people, .. }, .. }] = days.as_slice() else { panic!("{days:?}") };
    let names: Vec<_> = people.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((day.slug.as_str(), names), ("december", vec!["Zara Ek", "Åsa Ek", "Ärla Ek", "Örjan Ek"]));
    let next = today.next.unwrap();
    assert_eq!((next.day.slug.as_str(), next.deadline), ("december", true));
    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"] {
        assert_eq!(world.today(name, now()).await, None, "{name}");
    }
}
contract_test!(an_organiser_is_told_what_needs_someone);

/// What is done is gone: a request that is taken care of, answers, a reminder for a while.
async fn what_is_done_is_gone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept, organiser) = (&world.store, world.caller("adept1").await, world.caller("organisator1").await);
    store.send_help_request(&adept, &text(""), false, now()).await.unwrap();
    let request = world.help_requests("organisator1", now()).await.remove(0).id;
    store.mark_help_request(&organiser, request, true, now()).await.unwrap();
    assert_eq!(world.help_requests("organisator1", now()).await, []);
    assert_eq!(entries(&world, Kind::PairNotStarted, now()).await.len(), 2);
    world.log(&adept, "").await;
    assert_eq!(entries(&world, Kind::PairNotStarted, now()).await.len(), 1, "they have met");

    assert_eq!(store.remind(&organiser, "december", None, now()).await.unwrap(), 4);
    assert!(entries(&world, Kind::Unanswered, later(71)).await.is_empty());
    assert_eq!(entries(&world, Kind::Unanswered, later(72)).await.len(), 1, "they have not answered after all");
    let december = world.segment("december", 0).await;
    for name in ["adept1", "adept2", "mentor1", "mentor2"] {
        store.answer(&world.caller(name).await, december, domain::day::Answer::Maybe, now()).await.unwrap();
    }
    assert!(entries(&world, Kind::Unanswered, later(72)).await.is_empty());
    assert!(entries(&world, Kind::Day, now()).await.is_empty());
    assert_eq!(entries(&world, Kind::Day, later(11 * 24)).await.len(), 1, "in a day");
}
contract_test!(what_is_done_is_gone);

/// Putting off is for oneself, being in touch for all; either is over by itself, and can
/// be taken back.
async fn what_is_put_off_comes_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    store.invite(&person("organisator2", "Ossian Ek", "Alfa kommun", Duty::Organiser), now()).await.unwrap();
    let organiser = world.caller("organisator1").await;
    let [first, second] = entries(&world, Kind::PairNotStarted, now()).await.try_into().unwrap();
    let item = |entry: &Entry| (entry.key.kind, entry.key.about);
    store.put_off(&organiser, item(&first), Some(Delay::Tomorrow), now()).await.unwrap();
    store.put_off(&organiser, item(&second), Some(Delay::InTouch), now()).await.unwrap();
    let seen = async |name: &str, at| {
        let today = world.today(name, at).await.unwrap();
        let shown = today.entries.iter().filter(|entry| entry.key.kind == Kind::PairNotStarted).count();
        (shown, today.put_off.len())
    };
    assert_eq!(seen("organisator1", now()).await, (0, 2));
    assert_eq!(seen("organisator2", now()).await, (1, 1));
    assert_eq!(seen("organisator1", later(12)).await, (1, 1), "tomorrow");
    assert_eq!(seen("organisator1", later(24 * 28)).await, (2, 0), "after four weeks");

    let other = world.caller("organisator2").await;
    store.put_off(&other, item(&second), None, now()).await.unwrap();
    assert_eq!((seen("organisator1", now()).await, seen("organisator2", now()).await), ((1, 1), (2, 0)));
    store.put_off(&other, item(&first), None, now()).await.unwrap();
    assert_eq!(seen("organisator1", now()).await, (1, 1), "what someone puts off for themselves stays so");
    for name in ["adept1", "kontakt1", "arbetsgrupp1"] {
        let refused = store.put_off(&world.caller(name).await, item(&first), Some(Delay::Week), now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{name}: {refused:?}");
    }
    assert_eq!(bench.rows().await["put_offs"], 1);
}
contract_test!(what_is_put_off_comes_back);

/// An organiser of one round is told nothing of another, and one of both is told of both.
async fn rounds_do_not_mix(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mut other = round(16);
    other.people.retain(|person| person.duty != Duty::Organiser);
    other.people.push(person("organisator16", "Oskar Ek", "Alfa kommun", Duty::Organiser));
    other.people.push(person("organisator17", "Odd Ek", "Alfa kommun", Duty::Organiser));
    assert!(world.store.load_round(&other, now()).await.unwrap());
    let both = format!(
        "INSERT INTO duties (round_id, person_id, duty, since) \
         SELECT r.id, p.id, 'organiser', '2026-01-01' FROM rounds r, persons p \
         WHERE r.number = 15 AND p.email = '{}'",
        email("organisator17").as_str()
    );
    assert!(bench.write(both).await);
    let rounds = async |name: &str| {
        let today = world.today(name, now()).await.unwrap();
        let mut rounds: Vec<_> = today.entries.iter().map(|entry| entry.key.round.0).collect();
        rounds.sort_unstable();
        rounds.dedup();
        (rounds.len(), today.entries.iter().filter(|entry| entry.key.kind == Kind::PairNotStarted).count())
    };
    assert_eq!(rounds("organisator1").await, (1, 2));
    assert_eq!(rounds("organisator16").await, (1, 2));
    assert_eq!(rounds("organisator17").await, (2, 4));
}
contract_test!(rounds_do_not_mix);
