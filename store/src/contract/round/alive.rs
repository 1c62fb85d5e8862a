//! More of what is done in one round while others live beside it: pairs and their
//! meetings, what surrounds a day, and matching.

use domain::{
    day::{Answer, check_in::NewVisitor, meet_up::Slot, tables::Step},
    mail::budget::Cause,
    matching::{NewDraft, Weights},
    meeting::{
        Form, Log,
        log::form_of,
        proposal::{Plan, Proposal},
    },
    pair::{agreement::Progress, pulse},
    people::Duty,
    round::focus::Topic,
    time::today,
};
use jiff::{Timestamp, civil::date};

use super::focus::{caller_in, differences, numbers, of_the_others, three};
use crate::{
    Error,
    contract::{
        Bench,
        pair::agreement::terms,
        people::draft::draft,
        world::{action, email, later, log, new_session, now, text},
    },
    day::tables::TableChange,
    mail::outbox::Concerns,
    people::duty::Holder,
};

fn proposal(hour: i8) -> Proposal {
    let plan = Plan { minutes: 60, form: Form::Digital, host: None, place: "I femton".to_owned() };
    Proposal { times: vec![date(2026, 12, 8).at(hour, 0, 0, 0)], plan }
}

/// What a pair of 15 writes and plans, also one whose two are in other rounds too, changes
/// nothing there.
async fn what_a_pair_does_leaves_other_rounds_alone(bench: &dyn Bench) {
    let world = three(bench).await;
    numbers(&world).await;
    let store = &*world.store;
    let (adept, mentor) = (caller_in(&world, "adept1", 15).await, caller_in(&world, "mentor1", 15).await);
    let (before, at) = (of_the_others(&world).await, now());

    let with_action = Log { actions: vec![action("Ring")], ..log("I femton") };
    let meeting = store.log_meeting(&mentor, None, &with_action, at).await.unwrap();
    let version = store.meeting(&mentor, meeting).await.unwrap().unwrap().version;
    store.tick_action(&adept, meeting, version, 0, true, at).await.unwrap();
    store.delete_meeting(&adept, meeting, at).await.unwrap();
    store.restore_meeting(&adept, meeting, at).await.unwrap();
    store.propose(&adept, None, 0, &terms(6, &["Börja"]), at).await.unwrap();
    store.sign(&mentor, 1, later(1)).await.unwrap();
    let goal = store.agreements(&mentor).await.unwrap().in_force().unwrap().terms.goals[0].id.unwrap();
    store.note_progress(&mentor, goal, Progress::default(), Progress { percent: 40, ticks: 1 }, at).await.unwrap();
    for (hour, answer) in [(9, true), (11, false)] {
        store.propose_times(&mentor, None, &proposal(hour), at).await.unwrap();
        let open = store.meetings(&adept).await.unwrap().open.unwrap();
        if answer {
            store.accept(&adept, None, open.id, 0, at).await.unwrap();
        } else {
            store.decline(&adept, None, open.id, &text("Nej"), at).await.unwrap();
        }
    }
    store.propose_times(&adept, None, &proposal(13), at).await.unwrap();
    let open = store.meetings(&adept).await.unwrap().open.unwrap();
    store.withdraw(&adept, None, open.id, at).await.unwrap();
    let next = store.meetings(&adept).await.unwrap().next.unwrap();
    store.cancel_meeting(&adept, None, (next.id, next.sequence), &text("Sjuk"), at).await.unwrap();
    store.settle(&adept, None, proposal(10).times[0], &proposal(10).plan, at).await.unwrap();
    store.send_help_request(&adept, &text("Vi kör fast"), true, at).await.unwrap();
    store.withdraw_help_request(&adept).await.unwrap();
    store.answer_pulse(&mentor, &pulse::Answer::parse("4", "Bra").unwrap(), at).await.unwrap();
    store.save_draft(&adept, &draft(&form_of(None), "I femton")).await.unwrap();
    let december = store.day(&adept, "december", at).await.unwrap().unwrap().day;
    store.set_meet_up(&adept, december.id, Slot::Before, true, at).await.unwrap();

    for (was, is) in before.iter().zip(of_the_others(&world).await) {
        assert!(*was == is, "changed:\n{}", differences(was, &is));
    }
}
contract_test!(what_a_pair_does_leaves_other_rounds_alone);

/// Nor does what organisers and the working group of 15 do around days, duties and matching.
async fn what_is_organised_leaves_other_rounds_alone(bench: &dyn Bench) {
    let world = three(bench).await;
    numbers(&world).await;
    let store = &*world.store;
    let organiser = caller_in(&world, "organisator1", 15).await;
    let adept = caller_in(&world, "adept1", 15).await;
    let (before, at) = (of_the_others(&world).await, now());

    let morning = store.day(&organiser, "april", at).await.unwrap().unwrap().day.segments[0].id;
    let walk_in = NewVisitor::walk_in("Gerda Gäst", "").unwrap();
    let guest = store.add_visitor(&organiser, None, morning, &walk_in, at).await.unwrap();
    store.undo_visitor(&organiser, guest, now()).await.unwrap();
    store.remove_visitor(&organiser, guest, now()).await.unwrap();
    let draw = TableChange { segment: morning, version: 0, step: Step::Draw { tables: 2, rounds: 2 } };
    store.change_tables(&organiser, None, draw, at).await.unwrap();
    store.answer_for(&organiser, morning, adept.person, Answer::Yes, at).await.unwrap();
    store.save_comment(&adept, morning, &text("Sent")).await.unwrap();
    store.set_weights(&organiser, Weights::default(), Weights::default()).await.unwrap();
    let new = NewDraft { name: text("I femton"), reserves: false, like: None };
    let matches = store.new_match_draft(&organiser, None, &new, at).await.unwrap();
    store.delete_match_draft(&organiser, matches).await.unwrap();
    store.new_match_draft(&organiser, None, &new, at).await.unwrap();
    let contact = caller_in(&world, "kontakt1", 15).await.person;
    store.begin_duty(&organiser, &Holder::Known(contact), Duty::WorkingGroup, at).await.unwrap();

    for (was, is) in before.iter().zip(of_the_others(&world).await) {
        assert!(*was == is, "changed:\n{}", differences(was, &is));
    }
}
contract_test!(what_is_organised_leaves_other_rounds_alone);

/// Emails to whoever has several rounds or pairs say which they are about; to others not.
async fn emails_name_the_round_where_there_are_several(bench: &dyn Bench) {
    let world = three(bench).await;
    let store = &*world.store;
    store.propose_times(&caller_in(&world, "forr1", 14).await, None, &proposal(9), now()).await.unwrap();
    store.propose_times(&caller_in(&world, "adept2", 15).await, None, &proposal(9), now()).await.unwrap();
    store.cancel_day(&caller_in(&world, "organisator1", 15).await, "december", &text("Snö"), now()).await.unwrap();
    let due = store.due_emails(100, now()).await.unwrap();
    let about = |to: &str, cause: Cause| {
        let to = email(to);
        let parcel = due.iter().find(|parcel| parcel.to == to.as_str() && parcel.message.cause() == cause).unwrap();
        let Concerns { round, pair } = parcel.concerns.clone();
        (round, pair.map(|(_, partner)| partner))
    };
    assert_eq!(about("mentor1", Cause::Proposed), (Some(14), Some("Frida Ek".to_owned())));
    assert_eq!(about("mentor2", Cause::Proposed), (None, None), "one round, one pair");
    assert_eq!(about("adept1", Cause::DayCancelled), (Some(15), None), "a mentor in 16 too");
    assert_eq!(about("adept2", Cause::DayCancelled), (None, None));
}
contract_test!(emails_name_the_round_where_there_are_several);

/// Whoever helps at a day of one round is let through to that door, and to none of the days
/// of the same name in the others; nothing else of that round is there for them.
async fn a_helper_is_let_through_in_one_round(bench: &dyn Bench) {
    let world = three(bench).await;
    let store = &*world.store;
    let [in_15, in_16] = ["organisator2", "organisator3"];
    let (in_15, in_16) = (caller_in(&world, in_15, 15).await, caller_in(&world, in_16, 16).await);
    let [mentor, adept] = [caller_in(&world, "mentor1", 15).await, caller_in(&world, "adept1", 15).await];
    // The one is nothing in 16; the other is something in both.
    store.name_helper(&in_16, "april", &Holder::Known(mentor.person), now()).await.unwrap();
    store.name_helper(&in_15, "april", &Holder::Known(adept.person), now()).await.unwrap();
    let eve: Timestamp = "2027-04-08T10:00Z".parse().unwrap();
    let signed_in = async |name: &str, at| {
        let session = new_session();
        store.sign_in_as(&email(name), &session, at).await.unwrap();
        store.signed_in(&session.secret, at).await.unwrap().unwrap()
    };
    for (name, helps, elsewhere) in [("mentor1", 16, [15, 14]), ("adept1", 15, [16, 14])] {
        let who = signed_in(name, eve).await;
        let caller = |number: u32| {
            let standing = who.rounds.iter().find(|standing| standing.round.number == number);
            who.caller(standing.unwrap())
        };
        assert!(store.door(&caller(helps), "april", None, eve).await.unwrap().is_some(), "{name}: control");
        assert!(store.door(&caller(helps), "december", None, eve).await.unwrap().is_none(), "{name}");
        let there = if helps == 15 { &in_15 } else { &in_16 };
        let segment = store.day(there, "april", eve).await.unwrap().unwrap().day.segments[0].id;
        for number in elsewhere {
            let caller = caller(number);
            assert!(store.door(&caller, "april", None, eve).await.unwrap().is_none(), "{name} in {number}");
            let pressed = store.check_in(&caller, segment, adept.person, eve).await;
            assert!(matches!(pressed, Err(Error::NotFound)), "{name} in {number}");
        }
        assert_eq!(who.meant(Topic::Door, today(eve)).unwrap().round.number, helps, "{name}");
    }
    let mentor = signed_in("mentor1", eve).await;
    assert!(mentor.named(16, Topic::Door).is_some() && mentor.named(16, Topic::Organising).is_none());
    let early = signed_in("mentor1", now()).await;
    assert!(early.named(16, Topic::Door).is_none() && early.doors.is_empty());
}
contract_test!(a_helper_is_let_through_in_one_round);
