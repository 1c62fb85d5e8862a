//! Answers given for others, what is said about them, and reminders.

use domain::{
    Refusal as Refused,
    day::{Answer, Comment, GivenAnswer, Refusal, SegmentId, Standing, board::Filter, trend::Trend},
    people::PersonId,
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World, holds,
    world::{later, now},
};
use crate::{Error, day::reply::REMINDER_PAUSE, idempotency::IdempotencyKey, mail::outbox::Email};

/// What someone says to the organisers, which a search of the raw database must not find.
const WORD: &str = "Min kanariefågel är sjuk.";

fn word(text: &str) -> Comment {
    Comment::parse(text).unwrap()
}

/// Recorded as such, and the deadline does not bind; the end of the part does.
async fn an_organiser_answers_for_someone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let segment = world.segment("april", 0).await;
    let view = world.store.day(&adept, "april", now()).await.unwrap().unwrap();
    let late = view.day.reply_by + SignedDuration::from_hours(1);
    world.store.answer(&adept, segment, Answer::No, now()).await.unwrap();
    world.store.answer_for(&organiser, segment, adept.person, Answer::Yes, late).await.unwrap();

    let card = world.store.answer_card(&organiser, segment, adept.person, late).await.unwrap().unwrap();
    assert_eq!((card.guest.person, card.guest.standing), (adept.person, Standing::Yes));
    assert_eq!(card.day.segments.iter().map(|segment| segment.id).collect::<Vec<_>>(), [segment]);
    let by = Some(organiser.name.clone());
    let expected = [(Answer::Yes, late, by), (Answer::No, now(), None)].map(|(answer, at, by)| GivenAnswer {
        answer: Some(answer),
        at,
        by,
        former: false,
    });
    assert_eq!(card.history, expected);

    let ends = view.answers[0].segment.ends;
    let over = world.store.answer_for(&organiser, segment, adept.person, Answer::No, ends).await;
    assert!(matches!(over, Err(Error::Refused(Refused::Reply(Refusal::Over)))), "{over:?}");
}
contract_test!(an_organiser_answers_for_someone);

/// Nobody else answers for anyone, and nobody is made to come who is not invited.
async fn only_organisers_answer_for_others(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    for name in ["adept2", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        let given = world.store.answer_for(&caller, everyone, adept.person, Answer::Yes, now()).await;
        assert!(matches!(given, Err(Error::NotFound)), "{name}");
        assert!(world.store.answer_card(&caller, everyone, adept.person, now()).await.unwrap().is_none(), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let reserve = world.caller("reserv1").await;
    for (segment, person) in [
        (mentors, adept.person),
        (everyone, reserve.person),
        (everyone, organiser.person),
        (everyone, PersonId(9999)),
        (SegmentId(9999), mentor.person),
    ] {
        let given = world.store.answer_for(&organiser, segment, person, Answer::Yes, now()).await;
        assert!(matches!(given, Err(Error::NotFound)), "{segment} {person}");
        assert!(world.store.answer_card(&organiser, segment, person, now()).await.unwrap().is_none());
    }
    assert_eq!(bench.rows().await["replies"], 0);
}
contract_test!(only_organisers_answer_for_others);

/// To the organisers and nobody else; sealed; gone with the answer.
async fn a_word_is_for_the_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let segment = world.segment("april", 0).await;
    assert!(
        matches!(world.store.save_comment(&adept, segment, &word(WORD)).await, Err(Error::NotFound)),
        "no answer yet"
    );
    world.store.answer(&adept, segment, Answer::No, now()).await.unwrap();
    world.store.save_comment(&adept, segment, &word(WORD)).await.unwrap();

    let card = async || world.store.answer_card(&organiser, segment, adept.person, now()).await.unwrap().unwrap();
    assert_eq!(card().await.word, WORD);
    assert_eq!(world.store.own_comment(&adept, segment).await.unwrap(), WORD);
    assert!(!holds(&bench.dump().await, WORD), "it lies open in the database");
    let has_comment = async |name: &str| {
        let caller = world.caller(name).await;
        let board = world.store.board(&caller, "april", &Filter::default(), now()).await.unwrap()?;
        Some(board.segments[0].guests.iter().any(|guest| guest.has_comment))
    };
    assert_eq!(has_comment("organisator1").await, Some(true));
    // The adept works for the contact person's organisation.
    assert_eq!(has_comment("kontakt1").await, Some(false));
    let partner = world.caller("mentor1").await;
    assert_eq!(world.store.own_comment(&partner, segment).await.unwrap(), "");

    world.store.save_comment(&adept, segment, &word("")).await.unwrap();
    assert_eq!(card().await.word, "");
    world.store.save_comment(&adept, segment, &word(WORD)).await.unwrap();
    world.store.answer(&adept, segment, Answer::Maybe, later(1)).await.unwrap();
    assert_eq!(card().await.word, "");
}
contract_test!(a_word_is_for_the_organisers);

/// How many stood where at the end of each day; whoever changes their mind
/// counts for what they said last.
async fn answers_come_in_over_time(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    for (who, answer, hours) in [
        ("adept1", Answer::Yes, 0),
        ("mentor1", Answer::Maybe, 0),
        ("adept2", Answer::No, 48),
        ("mentor1", Answer::Yes, 49),
    ] {
        world.store.answer(&world.caller(who).await, segment, answer, later(hours)).await.unwrap();
    }
    let elsewhere = (world.caller("adept1").await, world.segment("december", 0).await);
    world.store.answer(&elsewhere.0, elsewhere.1, Answer::No, now()).await.unwrap();
    let all = Filter::default();
    let board = world.store.day_board(&organiser, "april", &all, now()).await.unwrap().unwrap();
    let [Trend { segment: of, points }] = board.trends.try_into().unwrap();
    let figures: Vec<_> = points.iter().map(|point| (point.date.day(), point.yes, point.maybe, point.no)).collect();
    assert_eq!((of, figures), (segment, vec![(22, 1, 1, 0), (24, 2, 0, 1)]));
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(who).await;
        assert!(world.store.day_board(&caller, "april", &all, now()).await.unwrap().is_none(), "{who}");
    }
}
contract_test!(answers_come_in_over_time);

/// Those who have not answered to a part that they could answer to, once in a while.
async fn only_the_unanswered_are_reminded(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    for name in ["adept1", "mentor1"] {
        let caller = world.caller(name).await;
        world.store.answer(&caller, everyone, Answer::No, now()).await.unwrap();
    }
    // The first mentor has not answered to the mentors' part, the second to none.
    let caller = world.caller("mentor2").await;
    world.store.answer(&caller, mentors, Answer::Yes, now()).await.unwrap();

    let remind = async |at: Timestamp| world.store.remind(&organiser, "april", None, at).await.unwrap();
    assert_eq!(remind(now()).await, 3);
    let messages = world.store.due_emails(99, now()).await.unwrap();
    let mut to: Vec<_> = messages.iter().map(|message| message.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["adept2@example.org", "mentor1@example.org", "mentor2@example.org"]);
    assert!(messages.iter().all(|message| matches!(&message.message, Email::Reminder { slug, .. } if slug == "april")));

    assert_eq!(remind(now() + REMINDER_PAUSE - SignedDuration::from_secs(1)).await, 0, "they are left in peace");
    let adept = world.caller("adept2").await;
    world.store.answer(&adept, everyone, Answer::Yes, now()).await.unwrap();
    assert_eq!(remind(now() + REMINDER_PAUSE).await, 2);
}
contract_test!(only_the_unanswered_are_reminded);

/// After the deadline those who are missing are asked in other words, until the
/// part begins that they are missing at; what they may still answer is told.
async fn stragglers_are_reminded_after_the_deadline(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (everyone, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    for name in ["adept1", "adept2", "mentor1"] {
        world.store.answer(&world.caller(name).await, everyone, Answer::No, now()).await.unwrap();
    }
    world.store.answer(&world.caller("mentor2").await, mentors, Answer::Yes, now()).await.unwrap();
    let day = world.store.day(&organiser, "april", now()).await.unwrap().unwrap().day;
    let [first, last] = [0, 1].map(|part: usize| day.segments[part].starts);
    let late = async |at: Timestamp| {
        let reminded = world.store.remind(&organiser, "april", None, at).await.unwrap();
        let emails = world.store.due_emails(99, at).await.unwrap().into_iter();
        let late = emails.filter_map(|email| match email.message {
            Email::LateReminder { starts, may_come, .. } if email.written == at => Some((email.to, starts, may_come)),
            _ => None,
        });
        let mut late: Vec<_> = late.collect();
        late.sort();
        assert_eq!(reminded as usize, late.len(), "nobody is told to answer by a date that has passed");
        late
    };
    let straggler = |name: &str, starts| (format!("{name}@example.org"), starts, false);
    let after = day.reply_by + SignedDuration::from_secs(1);
    assert_eq!(late(after).await, [straggler("mentor1", last), straggler("mentor2", first)]);
    assert_eq!(late(first).await, [straggler("mentor1", last)], "the first part has begun");
    assert!(late(last).await.is_empty());
}
contract_test!(stragglers_are_reminded_after_the_deadline);

/// The same form twice sends nothing more, and nobody else sends any.
async fn reminding_is_for_organisers_and_done_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let form = IdempotencyKey::of("remind", b"key=1");
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        let refused = world.store.remind(&caller, "april", Some(&form), now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let unknown = world.store.remind(&organiser, "ingen-dag", Some(&form), now()).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    for _ in 0..2 {
        assert_eq!(world.store.remind(&organiser, "april", Some(&form), now()).await.unwrap(), 4);
    }
    assert_eq!(world.store.due_emails(99, now()).await.unwrap().len(), 4);
}
contract_test!(reminding_is_for_organisers_and_done_once);
