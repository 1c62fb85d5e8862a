//! A round is closed beside one that runs: what is written in the running one still works,
//! what is written in the closed one is refused, and whoever is in both reads both.

use std::fmt::Debug;

use domain::{
    Refusal,
    day::{
        Answer, Audience,
        check_in::NewVisitor,
        evaluation::Evaluation,
        material::{FileKind, NewMaterial},
    },
    matching::Weights,
    pair::status::StatusChange,
    people::{Caller, Duty, Role, duty::Reason},
    round::{
        closing::{self, State, THANKS_AFTER},
        focus::{SignedIn, Topic},
    },
    time::today,
};
use jiff::{SignedDuration, civil::date};

use crate::{
    Error, Result,
    contract::{
        Bench, World,
        application::{call, emails_to},
        world::{email, later, log, new_session, now, person, round, text},
    },
    mail::outbox::Email,
    people::duty::{Departure, Holder},
    round::{NewPair, NewRound},
};

fn pair(adept: &str, mentor: &str) -> NewPair {
    NewPair { adept: email(adept), mentor: email(mentor), ..round(1).pairs.remove(0) }
}

/// Over since May, with its days, but for the pair of `forr1` and `mentor1`; the pair of
/// `forr2` and `mentor2` has come to its end.
pub fn fourteen() -> NewRound {
    let mut fourteen = NewRound { starts_on: date(2024, 10, 1), ends_on: date(2026, 5, 31), ..round(14) };
    for day in &mut fourteen.days {
        let year = SignedDuration::from_hours(24 * 365);
        day.reply_by -= year;
        for (_, starts, ends) in &mut day.segments {
            (*starts, *ends) = (*starts - year, *ends - year);
        }
    }
    fourteen.people = vec![
        person("forr1", "Frida Ek", "Alfa kommun", Duty::Adept),
        person("forr2", "Folke Ek", "Östra verket", Duty::Adept),
        person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor),
        person("mentor2", "Ärla Ek", "Alfa kommun", Duty::Mentor),
        person("organisator1", "Olga Ek", "Åsby kommun", Duty::Organiser),
    ];
    fourteen.pairs = vec![pair("forr1", "mentor1"), pair("forr2", "mentor2")];
    fourteen
}

/// Round 15 runs, with an adept of 14 as a mentor, and 14 can be closed.
pub async fn two(bench: &dyn Bench) -> World {
    let mut fifteen = round(15);
    fifteen.people.extend([
        person("adept3", "Ask Ek", "Ärla region", Duty::Adept),
        person("forr1", "Frida Ek", "Alfa kommun", Duty::Mentor),
    ]);
    fifteen.pairs.push(pair("adept3", "forr1"));
    let world = World::of(bench, &fifteen).await;
    assert!(world.store.load_round(&fourteen(), now()).await.unwrap());
    let extended = "UPDATE pairs SET extended_to = '2027-12-31' \
        WHERE round_id = (SELECT id FROM rounds WHERE number = 14) \
        AND adept_id = (SELECT id FROM persons WHERE email = 'forr1@example.org')";
    assert!(bench.write(extended.to_owned()).await);
    world
}

async fn signed_in(world: &World, name: &str) -> SignedIn {
    let session = new_session();
    world.store.sign_in_as(&email(name), &session, now()).await.unwrap();
    world.store.signed_in(&session.secret, now()).await.unwrap().unwrap()
}

/// Someone, as who asks in the round of that number.
pub async fn caller_in(world: &World, name: &str, number: u32) -> Caller {
    let who = signed_in(world, name).await;
    who.caller(who.named(number, Topic::Anything).unwrap())
}

/// Closes round 14.
pub async fn close(world: &World) {
    let organiser = caller_in(world, "organisator1", 14).await;
    world.store.close_round(&organiser, None, now()).await.unwrap();
}

fn refusal<T: Debug>(outcome: Result<T>) -> Option<closing::Refusal> {
    match outcome {
        Err(Error::Refused(Refusal::Closing(why))) => Some(why),
        _ => None,
    }
}

/// Writes of all kinds in a round, each with whether it was refused because that is closed.
async fn attempts(world: &World, number: u32, [adept, mentor]: [&str; 2]) -> Vec<(&'static str, bool)> {
    let store = &*world.store;
    let (adept, mentor) = (caller_in(world, adept, number).await, caller_in(world, mentor, number).await);
    let organiser = caller_in(world, "organisator1", number).await;
    let day = store.day(&organiser, "april", now()).await.unwrap().unwrap().day;
    let (segment, at) = (day.segments[0].id, now());
    let walk_in = NewVisitor::walk_in("Gerda Gäst", "").unwrap();
    let file = NewMaterial {
        audience: Audience::Everyone,
        name: "Råd.pdf".into(),
        kind: FileKind::Pdf,
        content: b"%PDF-".to_vec(),
    };
    let evaluation = Evaluation::parse(["5", "4", "3"], "").unwrap();
    let departure = Departure { reserve: None, reason: Reason::parse("Nytt jobb").unwrap() };
    let group = Holder::Known(mentor.person);
    let mut all = Vec::new();
    macro_rules! attempt {
        ($what:literal, $outcome:expr) => {
            all.push(($what, refusal($outcome.await) == Some(closing::Refusal::Closed)));
        };
    }
    attempt!("answer", store.answer(&adept, segment, Answer::Yes, at));
    attempt!("answer for", store.answer_for(&organiser, segment, adept.person, Answer::No, at));
    attempt!("comment", store.save_comment(&adept, segment, &text("Sent")));
    attempt!("capacity", store.set_capacity(&organiser, segment, Some(9), at));
    attempt!("check in", store.check_in(&organiser, segment, adept.person, at));
    attempt!("undo check-in", store.undo_check_in(&organiser, segment, adept.person, at));
    attempt!("visitor", store.add_visitor(&organiser, None, segment, &walk_in, at));
    attempt!("evaluate", store.evaluate(&adept, day.id, &evaluation, at));
    attempt!("material", store.add_material(&organiser, "april", None, &file, at));
    attempt!("remind", store.remind(&organiser, "april", None, at));
    attempt!("call", store.save_call(&organiser, None, &call()));
    attempt!("weights", store.set_weights(&organiser, Weights::default(), Weights::default()));
    attempt!("decisions", store.record_decisions(&organiser, at));
    attempt!("duty", store.begin_duty(&organiser, &group, Duty::WorkingGroup, at));
    attempt!("log", store.log_meeting(&adept, None, &log("Vi talade"), at));
    attempt!("help request", store.send_help_request(&mentor, &text("Hör av dig"), false, at));
    attempt!("pair status", store.change_status(&mentor, StatusChange::Extend, Some(date(2027, 12, 1)), at));
    attempt!("leave", store.leave(&organiser, None, adept.person, &departure, at));
    all
}

/// The control: while it is open, none of these writes is refused for its being closed.
async fn a_closed_round_is_read_only_beside_one_that_runs(bench: &dyn Bench) {
    let world = two(bench).await;
    let open = attempts(&world, 14, ["forr2", "mentor2"]).await;
    assert!(open.iter().all(|(_, closed)| !closed), "{open:?}");

    close(&world).await;
    let running = attempts(&world, 15, ["adept2", "mentor2"]).await;
    assert!(running.iter().all(|(_, closed)| !closed), "{running:?}");
}
contract_test!(a_closed_round_is_read_only_beside_one_that_runs);

/// Every one of them is refused, and nothing is written.
async fn a_closed_round_refuses_every_write(bench: &dyn Bench) {
    let world = two(bench).await;
    close(&world).await;
    let before = bench.rows().await;
    let refused = attempts(&world, 14, ["forr2", "mentor2"]).await;
    let let_in: Vec<_> = refused.iter().filter(|(_, closed)| !closed).collect();
    assert!(let_in.is_empty(), "{let_in:?}");
    let mut after = bench.rows().await;
    after.insert("sessions".to_owned(), before["sessions"]);
    assert_eq!(before, after);
}
contract_test!(a_closed_round_refuses_every_write);

/// A pair that goes on keeps its room; who looks after the round can still be named.
async fn a_pair_that_goes_on_keeps_its_room(bench: &dyn Bench) {
    let world = two(bench).await;
    close(&world).await;
    let store = &*world.store;
    let (former, mentor) = (caller_in(&world, "forr1", 14).await, caller_in(&world, "mentor1", 14).await);
    let meeting = store.log_meeting(&former, None, &log("Vi fortsätter"), now()).await.unwrap();
    assert_eq!(store.meeting(&mentor, meeting).await.unwrap().unwrap().notes, "Vi fortsätter");
    store.send_help_request(&mentor, &text("Hör av dig"), false, now()).await.unwrap();
    let organiser = caller_in(&world, "organisator1", 14).await;
    let request = world.help_requests("organisator1", now()).await.remove(0);
    store.mark_help_request(&organiser, request.id, true, now()).await.unwrap();
    let other = Holder::Known(caller_in(&world, "adept2", 15).await.person);
    store.begin_duty(&organiser, &other, Duty::Organiser, now()).await.unwrap();
    // Once its own day has come, it is like the others.
    let after = now() + SignedDuration::from_hours(24 * 420);
    let outcome = store.log_meeting(&former, None, &log("För sent"), after).await;
    assert_eq!(refusal(outcome), Some(closing::Refusal::Closed));
}
contract_test!(a_pair_that_goes_on_keeps_its_room);

/// What is open is told to organisers alone; a round with days ahead is not closed.
async fn what_is_open_is_told_before_a_round_is_closed(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    let mentor = caller_in(&world, "mentor1", 14).await;
    store.send_help_request(&mentor, &text("Hör av dig"), false, now()).await.unwrap();
    let organiser = caller_in(&world, "organisator1", 14).await;
    let page = store.life_page(&organiser, now()).await.unwrap().unwrap();
    assert_eq!(page.life.state(today(now())), State::Closing);
    assert_eq!((page.life.pairs, page.life.days, page.life.days_ahead), (2, 2, 0));
    let pairs: Vec<_> = page.open.pairs.iter().map(|pair| (pair.adept.1.as_str(), pair.until)).collect();
    assert_eq!(pairs, [("Frida Ek", date(2027, 12, 31))]);
    assert_eq!((page.open.help_requests, page.open.days.len(), page.open.drafts), (1, 0, 0));
    let people: Vec<_> = page.participants.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(people, ["Folke Ek", "Frida Ek", "Åsa Ek", "Ärla Ek"]);

    let in_15 = caller_in(&world, "organisator1", 15).await;
    let running = store.life_page(&in_15, now()).await.unwrap().unwrap();
    assert_eq!((running.life.state(today(now())), running.open.days.len()), (State::Running, 2));
    assert_eq!(refusal(store.close_round(&in_15, None, now()).await), Some(closing::Refusal::DaysAhead));
    let lives = store.lives(&in_15, now()).await.unwrap().unwrap();
    assert_eq!(lives.iter().map(|life| life.round.number).collect::<Vec<_>>(), [15, 14]);
    for (name, number) in [("forr1", 14), ("mentor1", 14), ("kontakt1", 15), ("arbetsgrupp1", 15)] {
        let caller = caller_in(&world, name, number).await;
        assert!(store.lives(&caller, now()).await.unwrap().is_none(), "{name}");
        assert!(store.life_page(&caller, now()).await.unwrap().is_none(), "{name}");
        assert!(store.mentor_wishes(&caller).await.unwrap().is_none(), "{name}");
        assert!(matches!(store.close_round(&caller, None, now()).await, Err(Error::NotFound)), "{name}");
        assert!(matches!(store.reopen_round(&caller).await, Err(Error::NotFound)), "{name}");
        assert!(matches!(store.archive_round(&caller, true, now()).await, Err(Error::NotFound)), "{name}");
    }
}
contract_test!(what_is_open_is_told_before_a_round_is_closed);

/// It can be opened again until its people are thanked; they are thanked once, a day later.
async fn closing_is_taken_back_until_the_thanks_are_sent(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    let organiser = caller_in(&world, "organisator1", 14).await;
    close(&world).await;
    assert_eq!(refusal(store.close_round(&organiser, None, now()).await), Some(closing::Refusal::Closed));
    assert_eq!(refusal(store.archive_round(&organiser, true, now()).await), Some(closing::Refusal::NotThanked));
    store.reopen_round(&organiser).await.unwrap();
    assert_eq!(store.thank_rounds(later(24 * 9)).await.unwrap(), 0, "it is open again");
    assert!(store.life_page(&organiser, now()).await.unwrap().unwrap().life.closing.is_none());

    close(&world).await;
    assert_eq!(store.thank_rounds(later(23)).await.unwrap(), 0);
    let due = now() + THANKS_AFTER;
    assert_eq!(store.thank_rounds(due).await.unwrap(), 4);
    assert_eq!(store.thank_rounds(later(48)).await.unwrap(), 0, "once");
    for (name, role) in [("forr1", Role::Adept), ("mentor1", Role::Mentor)] {
        let thanks = emails_to(store, name).await;
        let told = |message: &Email| matches!(message, Email::RoundThanks { round: 14, role: told } if *told == role);
        assert_eq!(thanks.iter().filter(|parcel| told(&parcel.message)).count(), 1, "{name}");
    }
    assert!(emails_to(store, "adept1").await.is_empty(), "those of 15 hear nothing");
    assert_eq!(refusal(store.reopen_round(&organiser).await), Some(closing::Refusal::Thanked));

    store.archive_round(&organiser, true, later(48)).await.unwrap();
    let state = async || store.life_page(&organiser, later(48)).await.unwrap().unwrap().life.state(today(later(48)));
    assert_eq!(state().await, State::Archived);
    store.archive_round(&organiser, false, later(49)).await.unwrap();
    assert_eq!(state().await, State::Closed);
}
contract_test!(closing_is_taken_back_until_the_thanks_are_sent);

/// The closed round stays with its people beside the one that runs, until it is archived.
async fn whoever_is_in_both_sees_both(bench: &dyn Bench) {
    let world = two(bench).await;
    close(&world).await;
    let store = &*world.store;
    let concerning = async |name: &str| {
        let who = signed_in(&world, name).await;
        let rounds = who.concerning(today(now())).map(|standing| (standing.round.number, standing.closed));
        rounds.collect::<Vec<_>>()
    };
    assert_eq!(concerning("mentor2").await, [(15, false), (14, true)]);
    assert_eq!(concerning("forr2").await, [(14, true)]);
    assert_eq!(concerning("adept1").await, [(15, false)]);
    let mentor = signed_in(&world, "mentor2").await;
    assert_eq!(mentor.meant(Topic::Anything, today(now())).unwrap().round.number, 15);
    for number in [14, 15] {
        let caller = caller_in(&world, "mentor2", number).await;
        assert_eq!(store.days(&caller, now()).await.unwrap().len(), 2);
        assert_eq!(store.dashboard(&caller, now()).await.unwrap().round, number);
    }

    let organiser = caller_in(&world, "organisator1", 14).await;
    store.thank_rounds(later(25)).await.unwrap();
    store.archive_round(&organiser, true, now()).await.unwrap();
    assert_eq!(concerning("mentor2").await, [(15, false)]);
    assert_eq!(concerning("forr1").await, [(15, false), (14, true)], "their pair goes on");
}
contract_test!(whoever_is_in_both_sees_both);

/// An adept of a round that is over says yes or no, and may change their mind; organisers
/// of other rounds see who has said yes.
async fn adepts_are_asked_to_be_mentors(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    let (forr1, forr2) = (caller_in(&world, "forr1", 14).await, caller_in(&world, "forr2", 14).await);
    store.answer_mentor_wish(&forr1, true, now()).await.unwrap();
    close(&world).await;
    store.answer_mentor_wish(&forr2, true, now()).await.unwrap();
    let in_15 = caller_in(&world, "organisator1", 15).await;
    let wishes = async || {
        let wishes = store.mentor_wishes(&in_15).await.unwrap().unwrap();
        wishes.into_iter().map(|wish| (wish.adept.name, wish.round, wish.is_here)).collect::<Vec<_>>()
    };
    assert_eq!(wishes().await, [("Folke Ek".to_owned(), 14, false), ("Frida Ek".to_owned(), 14, true)]);
    store.answer_mentor_wish(&forr2, false, now()).await.unwrap();
    assert_eq!(wishes().await, [("Frida Ek".to_owned(), 14, true)]);
    let own = caller_in(&world, "organisator1", 14).await;
    assert!(store.mentor_wishes(&own).await.unwrap().unwrap().is_empty(), "those of other rounds");
    for (name, number) in [("mentor1", 14), ("organisator1", 14), ("adept1", 15)] {
        let caller = caller_in(&world, name, number).await;
        let outcome = store.answer_mentor_wish(&caller, true, now()).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{name}");
    }
}
contract_test!(adepts_are_asked_to_be_mentors);
