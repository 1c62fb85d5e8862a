//! Who was an adept and became a mentor, over the rounds.

use domain::people::Role;

use super::closing::{caller_in, close, two};
use crate::contract::{Bench, world::now};

async fn organisers_see_who_became_a_mentor(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    let tree = store.lineage(&caller_in(&world, "organisator1", 15).await).await.unwrap().unwrap();
    assert_eq!((tree.rounds.as_slice(), tree.lines.len(), tree.ties.len()), ([14, 15].as_slice(), 1, 0));
    let stops = &tree.lines[0].stops;
    assert_eq!(tree.lines[0].name, "Frida Ek");
    let told: Vec<_> = stops.iter().map(|stop| (stop.round, stop.role, stop.partners[0].1.as_str())).collect();
    assert_eq!(told, [(14, Role::Adept, "Åsa Ek"), (15, Role::Mentor, "Ask Ek")]);
    for name in ["forr1", "mentor1", "kontakt1", "arbetsgrupp1"] {
        assert!(store.lineage(&caller_in(&world, name, 15).await).await.unwrap().is_none(), "{name}");
    }
}
contract_test!(organisers_see_who_became_a_mentor);

async fn everyone_sees_their_own_line(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    close(&world).await;
    let former = caller_in(&world, "forr1", 14).await;
    let own = store.own_line(&former, now()).await.unwrap();
    let stops: Vec<_> = own.stops.iter().map(|(stop, certificate)| (stop.round, stop.role, *certificate)).collect();
    assert_eq!(stops, [(14, Role::Adept, true), (15, Role::Mentor, false)]);
    assert_eq!(own.wish, Some(None));
    store.answer_mentor_wish(&former, true, now()).await.unwrap();
    assert_eq!(store.own_line(&former, now()).await.unwrap().wish, Some(Some(true)));
    let in_15 = store.own_line(&caller_in(&world, "forr1", 15).await, now()).await.unwrap();
    assert_eq!((in_15.stops.len(), in_15.wish), (2, None), "they are asked in the round that is over");
    let organiser = store.own_line(&caller_in(&world, "organisator1", 14).await, now()).await.unwrap();
    assert!(organiser.stops.is_empty());
}
contract_test!(everyone_sees_their_own_line);
