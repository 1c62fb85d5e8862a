//! What people think of a day.

use domain::{
    Refusal,
    day::{
        Answer, DayId,
        evaluation::{self, DayResults, Evaluation, Findings, Ratings, Spread, closes},
    },
    live::Change,
    lost::Lost,
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

async fn results(world: &World, at: Timestamp) -> DayResults {
    let organiser = world.caller("organisator1").await;
    world.store.day_results(&organiser, "april", at).await.unwrap().unwrap()
}

/// When nobody can answer any more.
fn closed() -> Timestamp {
    closes(ends()[1])
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
}
contract_test!(where_nobody_was_checked_in_a_yes_counts);

/// Where somebody was, a yes does not.
async fn where_somebody_was_checked_in_a_yes_does_not_count(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    world.store.answer(&adept, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    check_in(&world, "mentor2").await;
    assert!(evaluates(&world, "adept1", ends()[0]).await.is_err(), "said yes, and did not come");
}
contract_test!(where_somebody_was_checked_in_a_yes_does_not_count);

/// Who may answer is settled when it opens: what is changed at the door after that
/// lets nobody in and keeps nobody out. By the next answer, the next change at the
/// door, or when servers come to it.
async fn who_may_evaluate_is_settled_when_it_opens(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let [end, mentors_end] = ends();
    let adept = check_in(&world, "adept1").await;
    let mentor = check_in(&world, "mentor1").await;
    let early = end - SignedDuration::from_secs(1);
    world.store.undo_check_in(&organiser, segment, adept.person, early).await.unwrap();
    assert_eq!(bench.rows().await["evaluation_roll"], 0, "control: before it opens the door decides");
    world.store.check_in(&organiser, segment, adept.person, early).await.unwrap();

    // All but one are sent away, and one more is let in.
    world.store.undo_check_in(&organiser, segment, adept.person, end).await.unwrap();
    world.store.check_in(&organiser, segment, world.caller("adept2").await.person, end).await.unwrap();
    assert!(evaluates(&world, "adept1", end).await.is_ok(), "was there when it opened");
    assert!(evaluates(&world, "adept2", end).await.is_err(), "was not");
    let asked = async |caller: &Caller, at| !world.store.to_evaluate(caller, at).await.unwrap().is_empty();
    assert!(asked(&adept, end).await && !asked(&world.caller("adept2").await, end).await);
    // For mentors it opens when their own part ends.
    world.store.undo_check_in(&organiser, segment, mentor.person, mentors_end).await.unwrap();
    assert!(asked(&mentor, mentors_end).await && evaluates(&world, "mentor1", mentors_end).await.is_ok());
    let settled = bench.rows().await["evaluation_roll"];
    for at in [mentors_end, closed()] {
        world.store.open_evaluations(at).await.unwrap();
    }
    assert_eq!((settled, bench.rows().await["evaluation_roll"]), (2, 2));
}
contract_test!(who_may_evaluate_is_settled_when_it_opens);

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
    assert!(matches!(late, Err(Error::Refused(Refusal::Evaluation(evaluation::Refusal::Closed)))), "{late:?}");
    assert_eq!(world.store.own_evaluation(&adept, day).await.unwrap(), Some(first), "as it was");
    let partner = world.caller("mentor1").await;
    assert_eq!(world.store.own_evaluation(&partner, day).await.unwrap(), None, "another's");
}
contract_test!(an_evaluation_can_be_changed_until_it_closes);

/// To organisers once it has closed, from five answers up, without names; a comment
/// is sealed.
async fn results_are_shown_from_five_answers_up(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (day, [_, end]) = (april(&world).await, ends());
    let five = ["adept1", "adept2", "mentor1", "mentor2", "adept3"];
    world.store.invite(&person("adept3", "Sara Ek", "Alfa kommun", Duty::Adept), now()).await.unwrap();
    for name in five {
        check_in(&world, name).await;
    }
    let none = Findings::default();
    for (n, name) in (1..).zip(five) {
        let (before, after) = (results(&world, end).await, results(&world, closed()).await);
        assert_eq!((before.findings, before.closes, before.comments.len()), (None, closed(), 0));
        assert_eq!((after.findings.as_ref(), after.comments.len()), (Some(&none), 0), "{} are too few", n - 1);
        let caller = world.caller(name).await;
        let comment = if n < 5 { format!("{COMMENT} {n}") } else { String::new() };
        world.store.evaluate(&caller, day, &evaluation([5, 4, n], &comment), end).await.unwrap();
    }
    let DayResults { findings, comments, .. } = results(&world, closed()).await;
    let findings = findings.unwrap();
    assert_eq!(findings.everyone.unwrap().map(Spread::mean_in_tenths), [50, 40, 30]);
    assert_eq!((findings.answers(), findings.by_role), (5, None), "two mentors are too few");
    assert_eq!(comments.len(), 4);
    assert_eq!(results(&world, closed()).await.comments, comments, "in the same order");
    let open = results(&world, closed() - SignedDuration::from_secs(1)).await;
    assert_eq!((open.findings, open.comments.len()), (None, 0), "while one can still answer");
    assert!(!holds(&bench.dump().await, COMMENT), "it lies open in the database");

    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.day_results(&caller, "april", closed()).await.unwrap().is_none(), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    assert!(world.store.day_results(&organiser, "ingen-dag", closed()).await.unwrap().is_none());
}
contract_test!(results_are_shown_from_five_answers_up);

/// One that is damaged is shown as what it is, and the others as ever.
async fn a_damaged_comment_is_shown_as_unreadable(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (day, [_, end]) = (april(&world).await, ends());
    let names = ["adept1", "adept2", "mentor1", "mentor2", "adept3"];
    world.store.invite(&person("adept3", "Sara Ek", "Alfa kommun", Duty::Adept), now()).await.unwrap();
    let mut callers = Vec::new();
    for name in names {
        callers.push(check_in(&world, name).await);
    }
    for caller in &callers {
        world.store.evaluate(caller, day, &evaluation([5, 4, 3], COMMENT), end).await.unwrap();
    }
    let damaged = &callers[0];
    // Another's in its place: it opens where it was written, and nowhere else.
    let sql = format!(
        "UPDATE evaluations SET comment = (SELECT e.comment FROM evaluations e WHERE e.person_id = {}) WHERE person_id = {}",
        callers[1].person, damaged.person
    );
    assert!(bench.write(sql).await);
    let mut comments = results(&world, closed()).await.comments;
    comments.sort();
    assert_eq!(comments.iter().filter(|comment| *comment == COMMENT).count(), 4);
    assert_eq!(comments.iter().filter_map(|comment| Lost::of(comment)).collect::<Vec<_>>(), [Lost::Unreadable]);
    let own = world.store.own_evaluation(damaged, day).await.unwrap().unwrap();
    assert_eq!((own.ratings, own.comment.is_empty()), ([5, 4, 3], true));
}
contract_test!(a_damaged_comment_is_shown_as_unreadable);

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
