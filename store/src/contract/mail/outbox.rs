//! The outbox.

use std::{sync::Arc, time::Duration};

use domain::{
    mail::delivery::{Next, Reason},
    people::{Duty, Lang},
};
use jiff::SignedDuration;
use tokio::{sync::Notify, time::timeout};

use crate::contract::{
    Bench, World,
    world::{later, now, person, request},
};
use crate::{
    mail::outbox::{Backlog, Email, LEASE},
    people::SignInRequest,
};

/// What is sent is not due again; those that were written first go first.
async fn an_email_is_sent_once_and_emptied(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let asked = request("adept1");
    store.request_sign_in(&asked, now()).await.unwrap();
    store.invite(&person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor), later(1)).await.unwrap();

    assert_eq!(store.due_emails(10, now()).await.unwrap().len(), 1, "the other is not due yet");
    let due = store.due_emails(10, later(1)).await.unwrap();
    assert_eq!(due.iter().map(|message| message.name.as_str()).collect::<Vec<_>>(), ["Örjan Ek", "Åsa Ek"]);
    assert_eq!(store.due_emails(1, later(1)).await.unwrap().len(), 1);
    let (link, code) = (asked.link.reveal().to_owned(), asked.code.reveal().to_owned());
    let expected = Email::SignIn { link, code, till: asked.till.clone(), lang: asked.lang };
    assert!(due[0].message == expected);

    store.email_sent(due[0].id, later(1)).await.unwrap();
    let left = store.due_emails(10, later(1)).await.unwrap();
    assert_eq!(left.iter().map(|message| message.id).collect::<Vec<_>>(), [due[1].id]);
}
contract_test!(an_email_is_sent_once_and_emptied);

/// What lets someone sign in goes before what was written earlier.
async fn whoever_signs_in_waits_for_no_other(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    store.invite(&person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor), now()).await.unwrap();
    store.request_sign_in(&request("adept1"), later(1)).await.unwrap();
    let first = store.take_email(later(1)).await.unwrap().unwrap();
    assert!(matches!(first.message, Email::SignIn { .. }));
    assert!(matches!(store.take_email(later(1)).await.unwrap().unwrap().message, Email::Invitation));
}
contract_test!(whoever_signs_in_waits_for_no_other);

/// What waits is counted until it is sent or given up; what is not due, or in
/// a worker's hands, is not late. What has failed is late since it was due first.
async fn what_waits_is_counted(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let backlog = async |hours| store.backlog(later(hours)).await.unwrap();
    let waiting = |waiting, due_since| Backlog { waiting, due_since, given_up: 0 };
    assert_eq!(backlog(0).await, waiting(0, None));
    store.request_sign_in(&request("adept1"), later(1)).await.unwrap();
    store.request_sign_in(&request("mentor1"), later(2)).await.unwrap();
    assert_eq!(backlog(0).await, waiting(2, None));
    assert_eq!(backlog(3).await, waiting(2, Some(later(1))));
    let message = store.take_email(later(3)).await.unwrap().unwrap();
    assert_eq!(backlog(3).await, waiting(2, Some(later(2))));
    store.email_failed(message.id, "451", Next::Again(later(9)), later(3)).await.unwrap();
    assert_eq!(backlog(3).await, waiting(2, Some(later(1))));
    store.email_sent(message.id, later(3)).await.unwrap();
    assert_eq!(backlog(3).await, waiting(1, Some(later(2))));
}
contract_test!(what_waits_is_counted);

/// Of many workers at once each gets emails of its own; one that dies with an
/// email in its hands leaves it to the others, within a minute.
async fn an_email_is_taken_by_one(bench: &dyn Bench) {
    const EMAILS: usize = 12;
    assert!(LEASE <= SignedDuration::from_mins(1));
    let store = World::new(bench).await.store;
    for n in 0..EMAILS {
        let new = person(&format!("ny{n}"), "Ny Ek", "Östra verket", Duty::Reserve);
        store.invite(&new, now()).await.unwrap();
    }
    let worker = || {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let mut taken = Vec::new();
            while let Some(parcel) = store.take_email(now()).await.unwrap() {
                taken.push(parcel.id);
            }
            taken
        })
    };
    let workers: Vec<_> = (0..6).map(|_| worker()).collect();
    let mut taken = Vec::new();
    for worker in workers {
        taken.extend(worker.await.unwrap());
    }
    taken.sort_unstable();
    let due = store.due_emails(100, now() + LEASE).await.unwrap();
    let mut all: Vec<_> = due.iter().map(|parcel| parcel.id).collect();
    all.sort_unstable();
    assert_eq!((taken.len(), &taken), (EMAILS, &all), "each once");
    assert!(store.take_email(now() + LEASE).await.unwrap().is_some(), "nobody said that it was sent");
}
contract_test!(an_email_is_taken_by_one);

/// Back later, with its attempts counted; given up, not by itself; and once it is
/// sent, whoever says later that it failed is too late.
async fn an_email_is_retried_until_given_up(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    store.invite(&person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor), now()).await.unwrap();
    let message = store.due_emails(1, now()).await.unwrap().remove(0);
    assert_eq!((message.attempts, message.since), (0, now()));

    store.email_failed(message.id, "451 greylisted", Next::Again(later(1)), now()).await.unwrap();
    assert!(store.due_emails(1, now()).await.unwrap().is_empty());
    let again = store.due_emails(1, later(1)).await.unwrap().remove(0);
    assert_eq!((again.id, again.attempts, again.since), (message.id, 1, now()));

    store.email_failed(message.id, "550", Next::GiveUp(Reason::Refused), later(1)).await.unwrap();
    assert!(store.due_emails(1, later(1000)).await.unwrap().is_empty());
    assert!(store.take_email(later(1000)).await.unwrap().is_none());

    store.email_sent(message.id, later(2)).await.unwrap();
    store.email_failed(message.id, "451", Next::Again(later(3)), later(3)).await.unwrap();
    assert_eq!(store.backlog(later(9)).await.unwrap(), Backlog { waiting: 0, due_since: None, given_up: 0 });
}
contract_test!(an_email_is_retried_until_given_up);

/// The language is the reader's, at the time when it is sent.
async fn an_email_is_in_its_readers_language(bench: &dyn Bench) {
    let world = World::new(bench).await;
    world.store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let language = async || world.store.due_emails(1, now()).await.unwrap()[0].lang;
    assert_eq!(language().await, Lang::Sv);
    world.store.set_language(&world.caller("adept1").await, Lang::En).await.unwrap();
    assert_eq!(language().await, Lang::En);
    // Whoever asks on a page in another language gets a mail in that one.
    let asked = SignInRequest { lang: Some(Lang::Sv), ..request("adept1") };
    world.store.request_sign_in(&asked, now()).await.unwrap();
    assert_eq!(world.store.due_emails(2, now()).await.unwrap()[1].lang, Lang::Sv);
}
contract_test!(an_email_is_in_its_readers_language);

/// Whoever sends emails is notified by whatever puts one into the outbox, once that
/// is committed, and by nothing else.
async fn an_email_that_is_committed_notifies(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, notify) = (&world.store, world.store.outbox());
    let organiser = world.caller("organisator1").await;
    notified(&notify).await;
    store.set_language(&organiser, Lang::En).await.unwrap();
    store.request_sign_in(&request("okand"), now()).await.unwrap();
    let nowhere = person("ny1", "Ny Ek", "Ingenstans", Duty::Adept);
    assert!(store.invite(&nowhere, now()).await.is_err());
    assert!(!notified(&notify).await, "nobody was written to");

    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    assert!(notified(&notify).await && !notified(&notify).await, "once");
    assert!(store.remind(&organiser, "april", None, now()).await.unwrap() > 0);
    assert!(notified(&notify).await, "a write that is announced as well");
    let message = store.take_email(now()).await.unwrap().unwrap();
    store.email_sent(message.id, now()).await.unwrap();
    assert!(!notified(&notify).await, "sending is no new email");
}
contract_test!(an_email_that_is_committed_notifies);

/// Whether there has been a notification since it was last asked.
async fn notified(notify: &Notify) -> bool {
    timeout(Duration::ZERO, notify.notified()).await.is_ok()
}

/// Calendar entries keep their names when the installation's address changes. One
/// that is older than these names goes on with those that it has given out.
async fn entries_keep_their_names(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let domain = store.calendar_domain("gammal.example").await.unwrap();
    assert!(!domain.is_empty() && !domain.contains("gammal.example"), "{domain}");
    assert_eq!(store.calendar_domain("ny.example").await.unwrap(), domain);
    assert!(bench.write("UPDATE installation SET calendar_domain = ''".to_owned()).await);
    for host in ["gammal.example", "ny.example"] {
        assert_eq!(store.calendar_domain(host).await.unwrap(), "gammal.example");
    }
}
contract_test!(entries_keep_their_names);
