//! Common days and replies.

pub mod board;
pub mod check_in;
pub mod editor;
pub mod evaluation;
pub mod follow_up;
pub mod helper;
pub mod material;
pub mod meet_up;
pub mod needs;
pub mod reply;
pub mod seats;
pub mod tables;
pub mod visitor;

use std::sync::Arc;

use domain::{
    day::{Answer, Audience, Choices, DayView, Refusal, SegmentId, Standing, Tally, board::Filter},
    live::Change,
    people::Caller,
};
use jiff::Timestamp;

use super::{
    Bench, World,
    world::{now, round},
};
use crate::{Error, Result};

/// No one who has not signed in learns of the mentors' part.
async fn the_public_sees_what_is_for_everyone(bench: &dyn Bench) {
    let days = World::new(bench).await.store.public_days(now()).await.unwrap();
    assert_eq!(days.iter().map(|day| day.slug.as_str()).collect::<Vec<_>>(), ["december", "april"], "in order");
    assert!(days.iter().flat_map(|day| &day.segments).all(|segment| segment.audience == Audience::Everyone));
}
contract_test!(the_public_sees_what_is_for_everyone);

/// Adepts see nothing of the mentors' part; who is not invited sees the day,
/// and has nothing to answer.
async fn each_sees_their_own_days(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let seen = [
        ("adept1", 1, 1),
        ("mentor1", 2, 2),
        ("reserv1", 1, 0),
        ("arbetsgrupp1", 1, 0),
        ("kontakt1", 2, 0),
        ("organisator1", 2, 0),
    ];
    for (name, segments, invitations) in seen {
        let caller = world.caller(name).await;
        let view = world.store.day(&caller, "april", now()).await.unwrap().unwrap();
        assert_eq!(view.day.segments.len(), segments, "{name} sees");
        assert_eq!(view.answers.len(), segments, "{name} sees");
        let may_answer = view.answers.iter().filter(|answers| answers.choices == Choices::All).count();
        assert_eq!(may_answer, invitations, "{name} may answer");
        assert!(view.answers.iter().all(|answers| answers.mine == Standing::Unanswered));
        assert!(world.store.day(&caller, "ingen-dag", now()).await.unwrap().is_none());
    }
}
contract_test!(each_sees_their_own_days);

/// Yes becomes no, in one row.
async fn an_answer_is_kept_and_can_be_changed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let segment = world.segment("april", 0).await;
    for answer in [Answer::Yes, Answer::Maybe, Answer::No] {
        world.store.answer(&adept, segment, answer, now()).await.unwrap();
        assert_eq!(april(&world, &adept).await.answers[0].mine, Some(answer).into());
    }
    assert_eq!(bench.rows().await["replies"], 1);
}
contract_test!(an_answer_is_kept_and_can_be_changed);

/// The partner sees it, no one else's partner does, and of the mentors' part there
/// is no partner's answer to see.
async fn the_partner_sees_the_answer(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor, other) =
        (world.caller("adept1").await, world.caller("mentor1").await, world.caller("adept2").await);
    assert_eq!(april(&world, &mentor).await.answers[0].partner, Some(Standing::Unanswered));
    world.store.answer(&adept, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    world.store.answer(&mentor, world.segment("april", 1).await, Answer::No, now()).await.unwrap();

    let seen = april(&world, &mentor).await.answers;
    assert_eq!(seen[0].partner, Some(Standing::Yes));
    assert_eq!((seen[1].mine, seen[1].partner), (Standing::No, None));
    assert_eq!(april(&world, &adept).await.answers[0].partner, Some(Standing::Unanswered));
    assert_eq!(april(&world, &other).await.answers[0].partner, Some(Standing::Unanswered));
    let reserve = world.caller("reserv1").await;
    assert_eq!(april(&world, &reserve).await.answers[0].partner, None);
}
contract_test!(the_partner_sees_the_answer);

/// A segment that one is not invited to does not exist: the mentors' part for
/// adepts, any for organisers, another round's for everyone.
async fn who_is_not_invited_cannot_answer(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let answer = async |name: &str, segment| {
        let caller = world.caller(name).await;
        world.store.answer(&caller, segment, Answer::Yes, now()).await
    };
    assert!(matches!(answer("adept1", mentors).await, Err(Error::NotFound)));
    assert!(matches!(answer("adept1", SegmentId(9999)).await, Err(Error::NotFound)));
    for name in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        assert!(matches!(answer(name, everyone).await, Err(Error::NotFound)), "{name}");
    }
    assert!(world.store.load_round(&round(16), now()).await.unwrap());
    assert!(matches!(answer("adept1", everyone).await, Err(Error::NotFound)), "a round that is over");
    assert_eq!(bench.rows().await["replies"], 0);
}
contract_test!(who_is_not_invited_cannot_answer);

/// After the deadline a "no" is taken and nothing else; after the day, nothing.
async fn a_late_answer_is_refused_but_for_a_no(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let segment = world.segment("december", 0).await;
    let answer = async |answer, at: &str| {
        let at: Timestamp = at.parse().unwrap();
        world.store.answer(&adept, segment, answer, at).await
    };
    answer(Answer::Yes, "2026-11-27T11:00Z").await.unwrap();
    assert_refused(answer(Answer::Maybe, "2026-11-27T11:01Z").await, Refusal::TooLate);
    assert_eq!(mine(&world, &adept, "december").await, Standing::Yes, "a refused answer changes nothing");
    answer(Answer::No, "2026-12-04T14:59Z").await.unwrap();
    assert_refused(answer(Answer::No, "2026-12-04T15:00Z").await, Refusal::Over);
    assert_eq!(mine(&world, &adept, "december").await, Standing::No);
}
contract_test!(a_late_answer_is_refused_but_for_a_no);

/// An organiser sees all, a contact person the own organisation's, others none.
async fn the_board_is_for_those_who_may_see_it(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mentor = world.caller("mentor2").await;
    world.store.answer(&mentor, world.segment("april", 1).await, Answer::Maybe, now()).await.unwrap();

    let organiser = world.caller("organisator1").await;
    let all = &Filter::default();
    let board = world.store.board(&organiser, "april", all, now()).await.unwrap().unwrap();
    assert_eq!(board.segments.iter().map(|segment| segment.guests.len()).collect::<Vec<_>>(), [4, 2]);
    let tally: Tally = board.segments[1].guests.iter().map(|guest| guest.standing).collect();
    assert_eq!(tally, Tally { maybe: 1, unanswered: 1, ..Tally::default() });
    let guest = board.segments[1].guests.iter().find(|guest| guest.person == mentor.person).unwrap();
    assert_eq!((guest.standing, guest.answered_at), (Standing::Maybe, Some(now())));
    assert_eq!(world.store.overview_page(&organiser, now()).await.unwrap().unwrap().days.len(), 2);
    assert!(world.store.board(&organiser, "ingen-dag", all, now()).await.unwrap().is_none());

    let contact = world.caller("kontakt1").await;
    let board = world.store.board(&contact, "april", all, now()).await.unwrap().unwrap();
    assert!(
        board
            .segments
            .iter()
            .flat_map(|segment| &segment.guests)
            .all(|guest| guest.organisation == contact.organisation)
    );
    assert_eq!(board.segments.iter().map(|segment| segment.guests.len()).collect::<Vec<_>>(), [2, 1]);

    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.board(&caller, "april", all, now()).await.unwrap().is_none(), "{name}");
        assert!(world.store.overview_page(&caller, now()).await.unwrap().is_none(), "{name}");
    }
}
contract_test!(the_board_is_for_those_who_may_see_it);

/// One person, many browsers: every answer is taken, one is kept.
async fn many_answers_at_once_are_one(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let segment = world.segment("april", 0).await;
    let give = |n: usize| {
        let (store, adept) = (Arc::clone(&world.store), adept.clone());
        let answer = Answer::ALL[n % Answer::ALL.len()];
        tokio::spawn(async move { store.answer(&adept, segment, answer, now()).await })
    };
    let answers: Vec<_> = (0..30).map(give).collect();
    for answer in answers {
        answer.await.unwrap().unwrap();
    }
    assert_eq!(bench.rows().await["replies"], 1);
    assert!(april(&world, &adept).await.answers[0].mine.answer().is_some());
}
contract_test!(many_answers_at_once_are_one);

/// The partner, the organisers and the own contact person may know of an answer;
/// of one that was refused, no one hears.
async fn a_change_is_announced_to_those_who_may_know(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let (segment, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let mut changes = world.store.changes();
    assert!(world.store.answer(&adept, mentors, Answer::Yes, now()).await.is_err());
    assert!(changes.try_recv().is_err(), "nothing happened");
    world.store.answer(&adept, segment, Answer::Yes, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(matches!(&change, Change::Reply { person, .. } if *person == adept.person));

    for (name, may_know) in [
        ("adept1", true),
        ("mentor1", true),
        ("kontakt1", true),
        ("organisator1", true),
        ("adept2", false),
        ("mentor2", false),
        ("reserv1", false),
        ("arbetsgrupp1", false),
    ] {
        assert_eq!(world.caller(name).await.may_know(&change), may_know, "{name}");
    }
}
contract_test!(a_change_is_announced_to_those_who_may_know);

async fn april(world: &World, caller: &Caller) -> DayView {
    world.store.day(caller, "april", now()).await.unwrap().unwrap()
}

async fn mine(world: &World, caller: &Caller, day: &str) -> Standing {
    world.store.day(caller, day, now()).await.unwrap().unwrap().answers[0].mine
}

fn assert_refused(outcome: Result<()>, why: Refusal) {
    assert!(matches!(outcome, Err(Error::Refused(refusal)) if refusal == domain::Refusal::Reply(why)), "{outcome:?}");
}
