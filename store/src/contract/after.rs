//! Once a day is over: who came, and letters of thanks.

use std::sync::Arc;

use domain::{
    day::{Answer, Audience},
    evaluation::closes,
    material::{FileKind, NewMaterial},
    turnout::{CheckIns, Thanks},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Bench, World,
    world::{later, now},
};
use crate::{Error, message::Letter};

/// When the day's last part ends.
fn end() -> Timestamp {
    "2027-04-09T13:00Z".parse().unwrap()
}

async fn check_in(world: &World, name: &str, part: usize) {
    let (organiser, person) = (world.caller("organisator1").await, world.caller(name).await.person);
    let segment = world.segment("april", part).await;
    world.store.check_in(&organiser, segment, person, now()).await.unwrap();
}

/// To whom letters of thanks go, as an organiser reads it.
async fn thanks(world: &World, at: Timestamp) -> Option<Thanks> {
    world.store.after_day(&world.caller("organisator1").await, "april", at).await.unwrap().unwrap().thanks
}

/// To whom letters of which kind wait, in the order of their names.
async fn letters(world: &World) -> Vec<(String, Letter)> {
    let parcels = world.store.due_letters(99, closes(end())).await.unwrap();
    let mut letters: Vec<_> = parcels.into_iter().map(|parcel| (parcel.to, parcel.letter)).collect();
    letters.sort_by(|a, b| a.0.cmp(&b.0));
    letters
}

/// When whom of the invited, for organisers.
pub async fn check_ins_are_for_organisers(bench: &impl Bench) {
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

/// Those who came are thanked, the others missed; each told of what is theirs.
pub async fn those_who_came_are_thanked(bench: &impl Bench) {
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
    let sent = letters(&world).await;
    let to: Vec<_> = sent.iter().map(|(to, _)| to.as_str()).collect();
    let everyone = ["adept1@example.org", "adept2@example.org", "mentor1@example.org", "mentor2@example.org"];
    assert_eq!(to, everyone);
    let gist = |letter: &Letter| match letter {
        Letter::Thanks { materials, evaluate_until, .. } => (true, *materials, *evaluate_until),
        Letter::Missed { materials, .. } => (false, *materials, None),
        _ => panic!("another letter"),
    };
    let gists: Vec<_> = sent.iter().map(|(_, letter)| gist(letter)).collect();
    let adepts_end = end() - SignedDuration::from_hours(3);
    let expected = [
        (true, false, Some(closes(adepts_end))),
        (false, false, None),
        (true, true, Some(closes(end()))),
        (false, true, None),
    ];
    assert_eq!(gists, expected);
}

/// Where nobody stood at the door, those who said yes were there.
pub async fn where_nobody_was_checked_in_a_yes_is_thanked(bench: &impl Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept2").await;
    world.store.answer(&adept, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    assert_eq!(thanks(&world, end()).await, Some(Thanks { there: 1, missed: 3, sent_at: None }));
}

/// Once, however many send, and only once the day is over.
pub async fn thanks_are_sent_once(bench: &impl Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    check_in(&world, "adept1", 0).await;
    let early = end() - SignedDuration::from_secs(1);
    assert_eq!(thanks(&world, early).await, None);
    assert!(matches!(world.store.send_thanks(&organiser, "april", early).await, Err(Error::NotFound)));
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        assert_eq!(world.store.after_day(&caller, "april", end()).await.unwrap(), None, "{name}");
        assert!(matches!(world.store.send_thanks(&caller, "april", end()).await, Err(Error::NotFound)), "{name}");
    }
    assert!(letters(&world).await.is_empty());

    let send = |_| {
        let (store, caller) = (Arc::clone(&world.store), organiser.clone());
        tokio::spawn(async move { store.send_thanks(&caller, "april", end()).await.unwrap() })
    };
    let all: Vec<_> = (0..8).map(send).collect();
    for one in all {
        one.await.unwrap();
    }
    assert_eq!(letters(&world).await.len(), 4);
    world.store.send_thanks(&organiser, "april", later(24 * 365)).await.unwrap();
    assert_eq!(letters(&world).await.len(), 4);
    assert_eq!(thanks(&world, later(24 * 365)).await, Some(Thanks { there: 1, missed: 3, sent_at: Some(end()) }));
}
