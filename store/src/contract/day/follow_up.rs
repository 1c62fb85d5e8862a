//! Once a day is over: who came, and thank-you emails.

use std::sync::Arc;

use domain::day::{
    Answer, Audience,
    evaluation::closes,
    follow_up::{CheckIns, Thanks},
    material::{FileKind, NewMaterial},
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World,
    world::{later, now},
};
use crate::{Error, mail::outbox::Email};

/// When the day's last part ends.
fn end() -> Timestamp {
    "2027-04-09T13:00Z".parse().unwrap()
}

async fn check_in(world: &World, name: &str, part: usize) {
    let (organiser, person) = (world.caller("organisator1").await, world.caller(name).await.person);
    let segment = world.segment("april", part).await;
    world.store.check_in(&organiser, segment, person, now()).await.unwrap();
}

/// To whom thank-you emails go, as an organiser reads it.
async fn thanks(world: &World, at: Timestamp) -> Option<Thanks> {
    world.store.follow_up(&world.caller("organisator1").await, "april", at).await.unwrap().unwrap().thanks
}

/// To whom emails of which kind wait, in the order of their names.
async fn messages(world: &World) -> Vec<(String, Email)> {
    let parcels = world.store.due_emails(99, closes(end())).await.unwrap();
    let mut messages: Vec<_> = parcels.into_iter().map(|parcel| (parcel.to, parcel.message)).collect();
    messages.sort_by(|a, b| a.0.cmp(&b.0));
    messages
}

/// When whom of the invited, for organisers.
async fn check_ins_are_for_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    check_in(&world, "adept1", 0).await;
    check_in(&world, "mentor1", 1).await;
    let organiser = world.caller("organisator1").await;
    let mut expected = CheckIns::new();
    for (name, part) in [("adept1", 0), ("mentor1", 1)] {
        expected.insert((world.segment("april", part).await, world.caller(name).await.person), now());
    }
    assert_eq!(world.store.came(&organiser, "april").await.unwrap(), expected);
    assert!(world.store.came(&organiser, "december").await.unwrap().is_empty());
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert!(world.store.came(&world.caller(name).await, "april").await.unwrap().is_empty(), "{name}");
    }
}
contract_test!(check_ins_are_for_organisers);

/// Those who came are thanked, the others missed; each told of what is theirs.
async fn those_who_came_are_thanked(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    check_in(&world, "adept1", 0).await;
    check_in(&world, "mentor1", 1).await;
    // Said yes, and did not come.
    let adept = world.caller("adept2").await;
    world.store.answer(&adept, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    let (name, content) = ("m.pdf".to_owned(), b"%PDF-".to_vec());
    let file = NewMaterial { audience: Audience::Mentors, name, kind: FileKind::Pdf, content };
    world.store.add_material(&organiser, "april", None, &file, now()).await.unwrap();

    assert_eq!(thanks(&world, end()).await, Some(Thanks { there: 2, missed: 2, sent_at: None }));
    world.store.send_thanks(&organiser, "april", end()).await.unwrap();
    let sent = messages(&world).await;
    let to: Vec<_> = sent.iter().map(|(to, _)| to.as_str()).collect();
    let everyone = ["adept1@example.org", "adept2@example.org", "mentor1@example.org", "mentor2@example.org"];
    assert_eq!(to, everyone);
    let gist = |message: &Email| match message {
        Email::Thanks { materials, evaluate_until, .. } => (true, *materials, *evaluate_until),
        Email::Missed { materials, .. } => (false, *materials, None),
        _ => panic!("another email"),
    };
    let gists: Vec<_> = sent.iter().map(|(_, message)| gist(message)).collect();
    let adepts_end = end() - SignedDuration::from_hours(3);
    let expected = [
        (true, false, Some(closes(adepts_end))),
        (false, false, None),
        (true, true, Some(closes(end()))),
        (false, true, None),
    ];
    assert_eq!(gists, expected);
}
contract_test!(those_who_came_are_thanked);

/// Where nobody stood at the door, those who said yes were there.
async fn where_nobody_was_checked_in_a_yes_is_thanked(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept2").await;
    world.store.answer(&adept, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    assert_eq!(thanks(&world, end()).await, Some(Thanks { there: 1, missed: 3, sent_at: None }));
}
contract_test!(where_nobody_was_checked_in_a_yes_is_thanked);

/// Once, however many send, and only once the day is over.
async fn thanks_are_sent_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    check_in(&world, "adept1", 0).await;
    let early = end() - SignedDuration::from_secs(1);
    assert_eq!(thanks(&world, early).await, None);
    assert!(matches!(world.store.send_thanks(&organiser, "april", early).await, Err(Error::NotFound)));
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        assert_eq!(world.store.follow_up(&caller, "april", end()).await.unwrap(), None, "{name}");
        assert!(matches!(world.store.send_thanks(&caller, "april", end()).await, Err(Error::NotFound)), "{name}");
    }
    assert!(messages(&world).await.is_empty());

    let send = |_| {
        let (store, caller) = (Arc::clone(&world.store), organiser.clone());
        tokio::spawn(async move { store.send_thanks(&caller, "april", end()).await.unwrap() })
    };
    let all: Vec<_> = (0..8).map(send).collect();
    for one in all {
        one.await.unwrap();
    }
    assert_eq!(messages(&world).await.len(), 4);
    world.store.send_thanks(&organiser, "april", later(24 * 365)).await.unwrap();
    assert_eq!(messages(&world).await.len(), 4);
    assert_eq!(thanks(&world, later(24 * 365)).await, Some(Thanks { there: 1, missed: 3, sent_at: Some(end()) }));
}
contract_test!(thanks_are_sent_once);
