//! Emails that were given up.

use domain::{
    mail::{
        EmailId,
        budget::Cause,
        delivery::{KEPT, Next, Reason},
    },
    meeting::proposal::{Plan, Proposal},
    people::Duty,
};
use jiff::{Timestamp, civil::date};

use crate::contract::{
    Bench, World,
    application::{open_world, sent},
    holds,
    world::{email, later, now, person, text},
};
use crate::{Error, Store, mail::outbox::Backlog};

/// Takes every email that is due, and gives it up.
async fn give_up(store: &dyn Store, at: Timestamp) {
    while let Some(parcel) = store.take_email(at).await.unwrap() {
        store.email_failed(parcel.id, "550 5.1.1", Next::GiveUp(Reason::Refused), at).await.unwrap();
    }
}

/// Organisers see to whom and what for, and send it again; nobody else does.
async fn what_is_given_up_is_seen_and_sent_again(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    for name in ["ny1", "ny2"] {
        store.invite(&person(name, "Ny Ek", "Östra verket", Duty::Reserve), now()).await.unwrap();
    }
    give_up(store, now()).await;
    assert_eq!(store.backlog(later(1)).await.unwrap(), Backlog { waiting: 0, due_since: None, given_up: 2 });
    let seen = store.deliveries(&organiser, later(1)).await.unwrap().unwrap().given_up;
    let [second, first] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!((first.name.as_str(), first.address.as_str()), ("Ny Ek", "ny1@example.org"));
    assert_eq!((first.cause, first.at, first.reason), (Some(Cause::Invitation), now(), Reason::Refused));

    for name in ["adept1", "kontakt1", "arbetsgrupp1"] {
        let other = world.caller(name).await;
        assert!(store.deliveries(&other, now()).await.unwrap().is_none(), "{name}");
        for outcome in
            [store.send_again(&other, None, now()).await.map(|_| ()), store.drop_given_up(&other, first.id).await]
        {
            assert!(matches!(outcome, Err(Error::NotFound)), "{name}");
        }
    }
    assert_eq!(store.send_again(&organiser, Some(first.id), later(2)).await.unwrap(), 1);
    let due = store.due_emails(9, later(2)).await.unwrap();
    assert_eq!((due.len(), due[0].to.as_str()), (1, "ny1@example.org"));
    assert_eq!((due[0].attempts, due[0].since), (0, later(2)), "with all of its time");
    let twice = store.send_again(&organiser, Some(first.id), later(2)).await;
    assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
    store.drop_given_up(&organiser, second.id).await.unwrap();
    assert!(store.deliveries(&organiser, later(2)).await.unwrap().unwrap().given_up.is_empty());
    assert!(matches!(store.drop_given_up(&organiser, EmailId(999)).await, Err(Error::NotFound)));
    give_up(store, later(2)).await;
    assert_eq!(store.retry_given_up(later(3)).await.unwrap(), 1);
    assert_eq!(store.backlog(later(3)).await.unwrap().waiting, 1);
}
contract_test!(what_is_given_up_is_seen_and_sent_again);

/// Its content is kept for so long.
async fn what_was_given_up_long_ago_is_forgotten(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    store.invite(&person("ny", "Ny Ek", "Östra verket", Duty::Reserve), now()).await.unwrap();
    give_up(&*store, now()).await;
    store.forget_given_up(now() + KEPT).await.unwrap();
    assert_eq!(store.backlog(now()).await.unwrap().given_up, 1);
    store.forget_given_up(later(1) + KEPT).await.unwrap();
    assert_eq!(store.backlog(now()).await.unwrap().given_up, 0);
    assert_eq!(store.retry_given_up(now()).await.unwrap(), 0);
}
contract_test!(what_was_given_up_long_ago_is_forgotten);

/// Whoever brought it about sees that it did not arrive, until another has been
/// written; and what did not arrive holds back no other.
async fn whoever_asked_sees_that_it_did_not_arrive(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (applicant, _) = sent(&world, "ny").await;
    assert!(store.undelivered(&applicant).await.unwrap().is_empty());
    give_up(store, now()).await;
    let undelivered = store.undelivered(&applicant).await.unwrap();
    let [asked] = undelivered.as_slice() else { panic!("{undelivered:?}") };
    assert_eq!((asked.cause, asked.name.as_str(), asked.person), (Cause::ManagerAsked, "chef", None));
    assert_eq!(asked.address, "chef@example.org");
    store.ask_manager(&applicant, None, later(1)).await.unwrap();
    assert!(store.undelivered(&applicant).await.unwrap().is_empty());

    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let times = vec![date(2026, 12, 8).at(9, 0, 0, 0)];
    store.propose_times(&adept, None, &Proposal { times, plan: Plan::default() }, later(1)).await.unwrap();
    give_up(store, later(1)).await;
    let undelivered = store.undelivered(&adept).await.unwrap();
    assert_eq!(
        undelivered.iter().map(|one| (one.cause, one.person)).collect::<Vec<_>>(),
        [(Cause::Proposed, Some(mentor.person))]
    );
    assert!(store.undelivered(&mentor).await.unwrap().is_empty());
}
contract_test!(whoever_asked_sees_that_it_did_not_arrive);

/// What holds a pair's words is sealed with the pair's key: it does not open
/// without it, keeps no other waiting, and is erased with what the two wrote.
async fn a_pairs_words_are_gone_with_its_key(bench: &dyn Bench) {
    const CANARY: &str = "kanariefågel i avbokningen";
    let world = World::new(bench).await;
    let store = &*world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let decline = async || {
        let times = vec![date(2026, 12, 8).at(9, 0, 0, 0)];
        store.propose_times(&adept, None, &Proposal { times, plan: Plan::default() }, now()).await.unwrap();
        let open = store.meetings(&mentor).await.unwrap().open.unwrap();
        store.decline(&mentor, None, open.id, &text(CANARY), now()).await.unwrap();
    };
    decline().await;
    assert_eq!(store.due_emails(9, now()).await.unwrap().len(), 1, "control: it opens");
    assert!(!holds(&bench.dump().await, CANARY));
    bench.delete_pair_key(adept.pair.unwrap()).await;
    store.invite(&person("ny", "Ny Ek", "Östra verket", Duty::Reserve), now()).await.unwrap();
    let taken = store.take_email(now()).await.unwrap().unwrap();
    assert_eq!((taken.to.as_str(), store.backlog(now()).await.unwrap().waiting), ("ny@example.org", 1));
    store.email_sent(taken.id, now()).await.unwrap();

    decline().await;
    assert_eq!(store.due_emails(9, later(1)).await.unwrap().len(), 1);
    store.erase_pair(&email("adept1"), &email("mentor1"), 15, later(1)).await.unwrap();
    assert_eq!(store.backlog(later(1)).await.unwrap().waiting, 0);
}
contract_test!(a_pairs_words_are_gone_with_its_key);
