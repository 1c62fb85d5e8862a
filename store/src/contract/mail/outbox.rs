//! The outbox.

use std::{sync::Arc, time::Duration};

use domain::people::{Duty, Lang};
use tokio::{sync::Notify, time::timeout};

use crate::contract::{
    Bench, World,
    world::{later, now, person, request},
};
use crate::mail::outbox::{Backlog, Email, LEASE};

/// What is sent is not due again; those that were written first go first.
async fn a_letter_is_sent_once_and_emptied(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let asked = request("adept1");
    store.request_sign_in(&asked, now()).await.unwrap();
    store.invite(&person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor), later(1)).await.unwrap();

    assert_eq!(store.due_emails(10, now()).await.unwrap().len(), 1, "the other is not due yet");
    let due = store.due_emails(10, later(1)).await.unwrap();
    assert_eq!(due.iter().map(|message| message.name.as_str()).collect::<Vec<_>>(), ["Örjan Ek", "Åsa Ek"]);
    assert_eq!(store.due_emails(1, later(1)).await.unwrap().len(), 1);
    let expected = Email::SignIn { link: asked.link.reveal().to_owned(), code: asked.code.reveal().to_owned() };
    assert!(due[0].message == expected);

    store.email_sent(due[0].id, later(1)).await.unwrap();
    let left = store.due_emails(10, later(1)).await.unwrap();
    assert_eq!(left.iter().map(|message| message.id).collect::<Vec<_>>(), [due[1].id]);
}
contract_test!(a_letter_is_sent_once_and_emptied);

/// What waits is counted until it is sent or given up; what is not due, or in
/// a worker's hands, is not late.
async fn what_waits_is_counted(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let backlog = async |hours| store.backlog(later(hours)).await.unwrap();
    assert_eq!(backlog(0).await, Backlog { waiting: 0, due_since: None });
    store.request_sign_in(&request("adept1"), later(1)).await.unwrap();
    store.request_sign_in(&request("mentor1"), later(2)).await.unwrap();
    assert_eq!(backlog(0).await, Backlog { waiting: 2, due_since: None });
    assert_eq!(backlog(3).await, Backlog { waiting: 2, due_since: Some(later(1)) });
    let message = store.take_email(later(3)).await.unwrap().unwrap();
    assert_eq!(backlog(3).await, Backlog { waiting: 2, due_since: Some(later(2)) });
    store.email_sent(message.id, later(3)).await.unwrap();
    assert_eq!(backlog(3).await, Backlog { waiting: 1, due_since: Some(later(2)) });
}
contract_test!(what_waits_is_counted);

/// Of many workers at once each gets emails of its own; one that dies with a
/// email in its hands leaves it to the others, later.
async fn a_letter_is_taken_by_one(bench: &dyn Bench) {
    const LETTERS: usize = 12;
    let store = World::new(bench).await.store;
    for n in 0..LETTERS {
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
    assert_eq!((taken.len(), &taken), (LETTERS, &all), "each once");
    assert!(store.take_email(now() + LEASE).await.unwrap().is_some(), "nobody said that it was sent");
}
contract_test!(a_letter_is_taken_by_one);

/// Back later, with its attempts counted; given up, never again.
async fn a_letter_is_tried_again_until_given_up(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let message = store.due_emails(1, now()).await.unwrap().remove(0);
    assert_eq!(message.attempts, 0);

    store.email_failed(message.id, "451 greylisted", Some(later(1))).await.unwrap();
    assert!(store.due_emails(1, now()).await.unwrap().is_empty());
    let again = store.due_emails(1, later(1)).await.unwrap().remove(0);
    assert_eq!((again.id, again.attempts), (message.id, 1));

    store.email_failed(message.id, "550 no such user", None).await.unwrap();
    assert!(store.due_emails(1, later(1000)).await.unwrap().is_empty());
}
contract_test!(a_letter_is_tried_again_until_given_up);

/// The language is the reader's, at the time when it is sent.
async fn a_letter_bears_its_readers_language(bench: &dyn Bench) {
    let world = World::new(bench).await;
    world.store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let language = async || world.store.due_emails(1, now()).await.unwrap()[0].lang;
    assert_eq!(language().await, Lang::Sv);
    world.store.set_language(&world.caller("adept1").await, Lang::En).await.unwrap();
    assert_eq!(language().await, Lang::En);
}
contract_test!(a_letter_bears_its_readers_language);

/// The outbox's bell is rung by whatever puts an email into it, once that is
/// committed, and by nothing else.
async fn a_letter_that_is_committed_rings(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, notify) = (&world.store, world.store.outbox());
    let organiser = world.caller("organisator1").await;
    rung(&notify).await;
    store.set_language(&organiser, Lang::En).await.unwrap();
    store.request_sign_in(&request("okand"), now()).await.unwrap();
    let nowhere = person("ny1", "Ny Ek", "Ingenstans", Duty::Adept);
    assert!(store.invite(&nowhere, now()).await.is_err());
    assert!(!rung(&notify).await, "nobody was written to");

    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    assert!(rung(&notify).await && !rung(&notify).await, "once");
    assert!(store.remind(&organiser, "april", None, now()).await.unwrap() > 0);
    assert!(rung(&notify).await, "a write that is announced as well");
    let message = store.take_email(now()).await.unwrap().unwrap();
    store.email_sent(message.id, now()).await.unwrap();
    assert!(!rung(&notify).await, "sending is no new letter");
}
contract_test!(a_letter_that_is_committed_rings);

/// Whether the bell has been rung since it was last asked.
async fn rung(notify: &Notify) -> bool {
    timeout(Duration::ZERO, notify.notified()).await.is_ok()
}
