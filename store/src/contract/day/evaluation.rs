//! What people think of a day.

use domain::{
    day::{
        Answer, DayId, Refusal,
        evaluation::{DayResults, Evaluation, Question, Ratings, Spread, closes},
    },
    live::Change,
    people::{Caller, Duty},
};
use jiff::{SignedDuration, Timestamp};

use crate::Error;
use crate::contract::{
    Bench, World, holds,
    world::{now, person},
};

/// What someone adds, which a search of the raw database must not find.
const COMMENT: &str = "Kanariefågeln sjöng vackert.";

/// The ends of the day's parts: for everyone, and for mentors only.
fn ends() -> [Timestamp; 2] {
    ["2027-04-09T10:00Z", "2027-04-09T13:00Z"].map(|text| text.parse().unwrap())
}

fn evaluation(ratings: Ratings, comment: &str) -> Evaluation {
    let [whole, content, contacts] = ratings.map(|rating| rating.to_string());
    Evaluation::parse([&whole, &content, &contacts], comment).unwrap()
}

async fn april(world: &World) -> DayId {
    let organiser = world.caller("organisator1").await;
    world.store.day(&organiser, "april", now()).await.unwrap().unwrap().day.id
}

async fn check_in(world: &World, name: &str) -> Caller {
    let (organiser, caller) = (world.caller("organisator1").await, world.caller(name).await);
    let segment = world.segment("april", 0).await;
    world.store.check_in(&organiser, segment, caller.person, now()).await.unwrap();
    caller
}

async fn evaluates(world: &World, name: &str, at: Timestamp) -> crate::Result<()> {
    let caller = world.caller(name).await;
    world.store.evaluate(&caller, april(world).await, &evaluation([5, 4, 3], ""), at).await
}

async fn results(world: &World) -> DayResults {
    let organiser = world.caller("organisator1").await;
    world.store.day_results(&organiser, "april").await.unwrap().unwrap()
}

/// Those who were checked in, whatever they had answered.
async fn those_who_came_evaluate(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let [end, mentors_end] = ends();
    let segment = world.segment("april", 0).await;
    let absent = world.caller("adept2").await;
    world.store.answer(&absent, segment, Answer::Yes, now()).await.unwrap();
    let adept = check_in(&world, "adept1").await;
    let mentor = check_in(&world, "mentor1").await;

    for (name, at, may) in [
        ("adept1", end - SignedDuration::from_secs(1), false),
        ("adept1", end, true),
        ("mentor1", mentors_end - SignedDuration::from_secs(1), false),
        ("mentor1", mentors_end, true),
        ("adept2", end, false),
        ("mentor2", mentors_end, false),
        ("reserv1", mentors_end, false),
        ("organisator1", mentors_end, false),
    ] {
        let outcome = evaluates(&world, name, at).await;
        assert_eq!(outcome.is_ok(), may, "{name} at {at}: {outcome:?}");
        assert!(may || matches!(outcome, Err(Error::NotFound)), "{name}");
    }
    let to_evaluate = async |caller: &Caller, at| world.store.to_evaluate(caller, at).await.unwrap();
    assert!(to_evaluate(&adept, end - SignedDuration::from_secs(1)).await.is_empty());
    let one = to_evaluate(&adept, end).await[0];
    assert_eq!((one.day, one.window.closes, one.given), (april(&world).await, closes(end), true));
    assert_eq!(to_evaluate(&mentor, mentors_end).await[0].window.closes, closes(mentors_end));
    assert!(to_evaluate(&absent, end).await.is_empty());
}
contract_test!(those_who_came_evaluate);

/// Where nobody stood at the door, those who had said yes; but not who waited
/// for a seat.
async fn where_nobody_was_checked_in_a_yes_counts(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let [end, _] = ends();
    let segment = world.segment("april", 0).await;
    let organiser = world.caller("organisator1").await;
    world.store.set_capacity(&organiser, segment, Some(1), now()).await.unwrap();
    for (name, answer) in [("adept1", Answer::Yes), ("adept2", Answer::Yes), ("mentor1", Answer::Maybe)] {
        let caller = world.caller(name).await;
        world.store.answer(&caller, segment, answer, now()).await.unwrap();
    }
    assert!(evaluates(&world, "adept1", end).await.is_ok());
    assert!(evaluates(&world, "adept2", end).await.is_err(), "waited for a seat");
    assert!(evaluates(&world, "mentor1", ends()[1]).await.is_err(), "said maybe");
    check_in(&world, "mentor2").await;
    assert!(evaluates(&world, "adept1", end).await.is_err(), "said yes, and did not come");
}
contract_test!(where_nobody_was_checked_in_a_yes_counts);

/// For thirty days; what was said last counts.
async fn an_evaluation_can_be_changed_until_it_closes(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let [end, _] = ends();
    let (adept, day) = (check_in(&world, "adept1").await, april(&world).await);
    let give = async |given: &Evaluation, at| world.store.evaluate(&adept, day, given, at).await;
    assert_eq!(world.store.own_evaluation(&adept, day).await.unwrap(), None);
    let (first, second) = (evaluation([1, 2, 3], COMMENT), evaluation([5, 4, 3], ""));
    let last = closes(end) - SignedDuration::from_secs(1);
    for given in [&first, &second, &first] {
        give(given, last).await.unwrap();
        assert_eq!(world.store.own_evaluation(&adept, day).await.unwrap().as_ref(), Some(given));
    }
    assert_eq!(bench.rows().await["evaluations"], 1);
    let late = give(&second, closes(end)).await;
    assert!(matches!(late, Err(Error::Refused(Refusal::EvaluationClosed))), "{late:?}");
    assert_eq!(world.store.own_evaluation(&adept, day).await.unwrap(), Some(first), "as it was");
    let partner = world.caller("mentor1").await;
    assert_eq!(world.store.own_evaluation(&partner, day).await.unwrap(), None, "another's");
}
contract_test!(an_evaluation_can_be_changed_until_it_closes);

/// To organisers, from five answers up, without names; a comment is sealed.
async fn results_are_shown_from_five_answers_up(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (day, [_, end]) = (april(&world).await, ends());
    let five = ["adept1", "adept2", "mentor1", "mentor2", "adept3"];
    world.store.invite(&person("adept3", "Sara Ek", "Alfa kommun", Duty::Adept), now()).await.unwrap();
    for (n, name) in (1..).zip(five) {
        let before = results(&world).await;
        assert_eq!((before.findings.answers, before.findings.everyone, before.comments.len()), (n - 1, None, 0));
        let caller = check_in(&world, name).await;
        let comment = if n < 5 { format!("{COMMENT} {n}") } else { String::new() };
        world.store.evaluate(&caller, day, &evaluation([5, 4, n], &comment), end).await.unwrap();
    }
    let DayResults { findings, comments, .. } = results(&world).await;
    let everyone = findings.everyone.unwrap();
    assert_eq!(everyone.map(Spread::mean_in_tenths), [50, 40, 30]);
    assert_eq!((everyone.len(), findings.by_role), (Question::ALL.len(), None), "two mentors are too few");
    assert_eq!(comments.len(), 4);
    assert_eq!(results(&world).await.comments, comments, "in the same order");
    assert!(!holds(&bench.dump().await, COMMENT), "it lies open in the database");

    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.day_results(&caller, "april").await.unwrap().is_none(), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    assert!(world.store.day_results(&organiser, "ingen-dag").await.unwrap().is_none());
}
contract_test!(results_are_shown_from_five_answers_up);

/// To whoever gave it; to anyone else the moment would say who it was.
async fn an_evaluation_is_announced_to_its_giver_alone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = check_in(&world, "adept1").await;
    let mut changes = world.store.changes();
    evaluates(&world, "adept1", ends()[0]).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Evaluation { round: adept.round, person: adept.person });
    assert!(adept.may_know(&change));
    for name in ["mentor1", "adept2", "kontakt1", "arbetsgrupp1", "organisator1"] {
        assert!(!world.caller(name).await.may_know(&change), "{name}");
    }
}
contract_test!(an_evaluation_is_announced_to_its_giver_alone);
