//! The outbox.

use std::{sync::Arc, time::Duration};

use domain::people::{Duty, Lang};
use tokio::{sync::Notify, time::timeout};

use super::{
    Bench, World,
    world::{later, now, person, request},
};
use crate::message::{Backlog, LEASE, Letter};

/// What is sent is not due again; those that were written first go first.
pub async fn a_letter_is_sent_once_and_emptied(bench: &impl Bench) {
    let store = World::new(bench).await.store;
    let asked = request("adept1");
    store.request_sign_in(&asked, now()).await.unwrap();
    store.invite(&person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor), later(1)).await.unwrap();

    assert_eq!(store.due_letters(10, now()).await.unwrap().len(), 1, "the other is not due yet");
    let due = store.due_letters(10, later(1)).await.unwrap();
    assert_eq!(due.iter().map(|letter| letter.name.as_str()).collect::<Vec<_>>(), ["Örjan Ek", "Åsa Ek"]);
    assert_eq!(store.due_letters(1, later(1)).await.unwrap().len(), 1);
    let expected = Letter::SignIn { link: asked.link.reveal().to_owned(), code: asked.code.reveal().to_owned() };
    assert!(due[0].letter == expected);

    store.letter_sent(due[0].id, later(1)).await.unwrap();
    let left = store.due_letters(10, later(1)).await.unwrap();
    assert_eq!(left.iter().map(|letter| letter.id).collect::<Vec<_>>(), [due[1].id]);
}

/// What waits is counted until it is sent or given up; what is not due, or in
/// a worker's hands, is not late.
pub async fn what_waits_is_counted(bench: &impl Bench) {
    let store = World::new(bench).await.store;
    let backlog = async |hours| store.backlog(later(hours)).await.unwrap();
    assert_eq!(backlog(0).await, Backlog { waiting: 0, due_since: None });
    store.request_sign_in(&request("adept1"), later(1)).await.unwrap();
    store.request_sign_in(&request("mentor1"), later(2)).await.unwrap();
    assert_eq!(backlog(0).await, Backlog { waiting: 2, due_since: None });
    assert_eq!(backlog(3).await, Backlog { waiting: 2, due_since: Some(later(1)) });
    let letter = store.take_letter(later(3)).await.unwrap().unwrap();
    assert_eq!(backlog(3).await, Backlog { waiting: 2, due_since: Some(later(2)) });
    store.letter_sent(letter.id, later(3)).await.unwrap();
    assert_eq!(backlog(3).await, Backlog { waiting: 1, due_since: Some(later(2)) });
}

/// Of many workers at once each gets letters of its own; one that dies with a
/// letter in its hands leaves it to the others, later.
pub async fn a_letter_is_taken_by_one(bench: &impl Bench) {
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
            while let Some(parcel) = store.take_letter(now()).await.unwrap() {
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
    let due = store.due_letters(100, now() + LEASE).await.unwrap();
    let mut all: Vec<_> = due.iter().map(|parcel| parcel.id).collect();
    all.sort_unstable();
    assert_eq!((taken.len(), &taken), (LETTERS, &all), "each once");
    assert!(store.take_letter(now() + LEASE).await.unwrap().is_some(), "nobody said that it was sent");
}

/// Back later, with its attempts counted; given up, never again.
pub async fn a_letter_is_tried_again_until_given_up(bench: &impl Bench) {
    let store = World::new(bench).await.store;
    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let letter = store.due_letters(1, now()).await.unwrap().remove(0);
    assert_eq!(letter.attempts, 0);

    store.letter_failed(letter.id, "451 greylisted", Some(later(1))).await.unwrap();
    assert!(store.due_letters(1, now()).await.unwrap().is_empty());
    let again = store.due_letters(1, later(1)).await.unwrap().remove(0);
    assert_eq!((again.id, again.attempts), (letter.id, 1));

    store.letter_failed(letter.id, "550 no such user", None).await.unwrap();
    assert!(store.due_letters(1, later(1000)).await.unwrap().is_empty());
}

/// The language is the reader's, at the time when it is sent.
pub async fn a_letter_bears_its_readers_language(bench: &impl Bench) {
    let world = World::new(bench).await;
    world.store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let language = async || world.store.due_letters(1, now()).await.unwrap()[0].lang;
    assert_eq!(language().await, Lang::Sv);
    world.store.set_language(&world.caller("adept1").await, Lang::En).await.unwrap();
    assert_eq!(language().await, Lang::En);
}

/// The outbox's bell is rung by whatever puts a letter into it, once that is
/// committed, and by nothing else.
pub async fn a_letter_that_is_committed_rings(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (store, bell) = (&world.store, world.store.outbox());
    let organiser = world.caller("organisator1").await;
    rung(&bell).await;
    store.set_language(&organiser, Lang::En).await.unwrap();
    store.request_sign_in(&request("okand"), now()).await.unwrap();
    let nowhere = person("ny1", "Ny Ek", "Ingenstans", Duty::Adept);
    assert!(store.invite(&nowhere, now()).await.is_err());
    assert!(!rung(&bell).await, "nobody was written to");

    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    assert!(rung(&bell).await && !rung(&bell).await, "once");
    assert!(store.remind(&organiser, "april", None, now()).await.unwrap() > 0);
    assert!(rung(&bell).await, "a write that is announced as well");
    let letter = store.take_letter(now()).await.unwrap().unwrap();
    store.letter_sent(letter.id, now()).await.unwrap();
    assert!(!rung(&bell).await, "sending is no new letter");
}

/// Whether the bell has been rung since it was last asked.
async fn rung(bell: &Notify) -> bool {
    timeout(Duration::ZERO, bell.notified()).await.is_ok()
}
