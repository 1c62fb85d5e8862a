//! How many emails may be written.

use domain::{
    application::Part,
    mail::budget::OverBudget,
    meeting::proposal::{Plan, Proposal},
    pair::status::StatusChange,
    people::{Caller, Lang},
};
use jiff::{
    SignedDuration,
    civil::{DateTime, date},
};

use crate::contract::{
    Bench, World,
    application::{emails_to, link, manager, open_world, sent},
    world::{later, now, request, text},
};
use crate::{
    Error, Result,
    application::{NewApplicant, manager::ManagerLink},
    mail::outbox::Email,
    secret::Secret,
};

fn refused(outcome: Result<()>, expected: OverBudget) {
    assert!(matches!(&outcome, Err(Error::OverBudget(over)) if *over == expected), "{outcome:?}");
}

async fn due(world: &World, minutes: i64) -> usize {
    let at = now() + SignedDuration::from_mins(minutes);
    world.store.due_emails(1000, at).await.unwrap().len()
}

/// Asking for contact again and again is one email an hour.
async fn what_says_nothing_new_is_not_written(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    for n in 0..200 {
        let at = now() + SignedDuration::from_secs(n);
        store.send_help_request(&adept, &text("Hej"), false, at).await.unwrap();
        store.withdraw_help_request(&adept).await.unwrap();
    }
    assert_eq!(due(&world, 120).await, 1);
    store.send_help_request(&adept, &text("Hej"), false, later(1)).await.unwrap();
    assert_eq!(due(&world, 120).await, 2, "after an hour it is news");
    store.send_help_request(&world.caller("mentor1").await, &text(""), false, later(1)).await.unwrap();
    assert_eq!(due(&world, 120).await, 3, "and someone else's is");
}
contract_test!(what_says_nothing_new_is_not_written);

/// Pausing and resuming to and fro: an hour apart, and the last word arrives.
async fn emails_of_a_kind_are_an_hour_apart(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, mentor) = (&world.store, world.caller("mentor1").await);
    let turns = [StatusChange::Pause, StatusChange::Resume].into_iter().cycle().take(21);
    for (n, change) in (0..).zip(turns) {
        let at = now() + SignedDuration::from_secs(n);
        store.change_status(&mentor, change, None, at).await.unwrap();
    }
    assert_eq!(due(&world, 59).await, 1);
    assert_eq!(due(&world, 61).await, 1, "what was told in the end was told at first");
    store.change_status(&mentor, StatusChange::Resume, None, later(0)).await.unwrap();
    assert_eq!((due(&world, 59).await, due(&world, 61).await), (1, 2));
    let messages = store.due_emails(9, later(2)).await.unwrap();
    let last = &messages.last().unwrap().message;
    assert!(matches!(last, Email::PairStatusChanged { change: StatusChange::Resume, .. }));
}
contract_test!(emails_of_a_kind_are_an_hour_apart);

fn proposal(day: i8) -> Proposal {
    Proposal { times: vec![at(day)], plan: Plan::default() }
}

fn at(day: i8) -> DateTime {
    date(2026, 12, day).at(9, 0, 0, 0)
}

/// Two who answer each other wait for nothing; whoever goes on alone does.
async fn an_answer_frees_the_next(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept, mentor) = (&world.store, world.caller("adept1").await, world.caller("mentor1").await);
    let propose = async |caller: &Caller, day| store.propose_times(caller, None, &proposal(day), now()).await.unwrap();
    propose(&adept, 8).await;
    let sent = store.take_email(now()).await.unwrap().unwrap();
    store.email_sent(sent.id, now()).await.unwrap();
    let open = store.meetings(&mentor).await.unwrap().open.unwrap();
    store.decline(&mentor, None, open.id, &text("Nej"), now()).await.unwrap();
    propose(&adept, 9).await;
    assert_eq!(due(&world, 0).await, 2, "the no, and other times");
    let sent = async || {
        while let Some(parcel) = store.take_email(now()).await.unwrap() {
            store.email_sent(parcel.id, now()).await.unwrap();
        }
    };
    sent().await;
    for day in 10..20 {
        propose(&adept, day).await;
    }
    assert_eq!((due(&world, 59).await, due(&world, 60).await), (0, 1), "one, with the latest times");
    let waiting = store.due_emails(9, later(1)).await.unwrap().remove(0);
    let Email::Proposed { times, .. } = waiting.message else { panic!("a proposal") };
    assert_eq!(times, [at(19)]);
    let open = store.meetings(&mentor).await.unwrap().open.unwrap();
    store.accept(&mentor, None, open.id, 0, now()).await.unwrap();
    let left = store.due_emails(9, later(2)).await.unwrap();
    assert!(left.iter().all(|parcel| matches!(parcel.message, Email::Meeting(_))), "what is settled is not proposed");
}
contract_test!(an_answer_frees_the_next);

/// Calendars hear of each change at once, and of so many in a day.
async fn a_meeting_is_moved_so_often_in_a_day(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    for day in 1..=12 {
        store.settle(&adept, None, at(day), &Plan::default(), now()).await.unwrap();
    }
    assert_eq!(due(&world, 0).await, 24);
    refused(store.settle(&adept, None, at(13), &Plan::default(), later(23)).await, OverBudget::Recipient);
    assert_eq!(store.meetings(&adept).await.unwrap().next.unwrap().at, at(12), "nothing has changed");
    store.settle(&adept, None, at(13), &Plan::default(), later(24)).await.unwrap();
}
contract_test!(a_meeting_is_moved_so_often_in_a_day);

/// A manager is asked once a day, three of them at most; the link that they have
/// stays good.
async fn a_manager_is_asked_once_a_day(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (caller, first) = sent(&world, "ny").await;
    let is_open =
        async |link: &Secret| matches!(store.manager_link(link, later(1)).await.unwrap(), Some(ManagerLink::Open(_)));
    for _ in 0..9 {
        refused(store.ask_manager(&caller, None, later(1)).await, OverBudget::Recipient);
    }
    refused(store.ask_manager(&caller, Some(&manager("chef+2")), later(1)).await, OverBudget::Recipient);
    assert!(is_open(&first).await && emails_to(store, "chef").await.len() == 1);

    for name in ["chef2", "chef3"] {
        store.ask_manager(&caller, Some(&manager(name)), later(1)).await.unwrap();
    }
    refused(store.ask_manager(&caller, Some(&manager("chef4")), later(1)).await, OverBudget::Managers);
    let third = link(store, "chef3").await.unwrap();
    assert!(is_open(&third).await && !is_open(&first).await && emails_to(store, "chef4").await.is_empty());

    // Taken back and sent again on the same day: the same link, and no email.
    store.withdraw_application(&caller, true, later(1)).await.unwrap();
    assert!(!is_open(&third).await);
    store.withdraw_application(&caller, false, later(1)).await.unwrap();
    store.send_application(&caller, "", later(1)).await.unwrap();
    assert!(is_open(&third).await && emails_to(store, "chef3").await.len() == 1);
    store.ask_manager(&caller, None, later(25)).await.unwrap();
    assert_eq!(emails_to(store, "chef3").await.len(), 2);
}
contract_test!(a_manager_is_asked_once_a_day);

/// Addresses that differ after a plus sign lead to one mailbox.
async fn a_mailbox_is_counted_once(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let new =
        NewApplicant { name: "Ny Ek".into(), organisation: "Alfa kommun".into(), lang: Lang::Sv, part: Part::Mentor };
    let start = async |name: &str, hours| world.store.start_application(&request(name), &new, later(hours)).await;
    start("ny+1", 0).await.unwrap();
    start("ny+1", 0).await.unwrap();
    assert_eq!(due(&world, 0).await, 2, "each has a code of its own");
    for n in 2..99 {
        refused(start(&format!("ny+{n}"), 0).await, OverBudget::Recipient);
    }
    refused(start("ny", 0).await, OverBudget::Recipient);
    start("ny", 1).await.unwrap();
}
contract_test!(a_mailbox_is_counted_once);
