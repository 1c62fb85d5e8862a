//! How far the changes have come, for pages that follow them.

use std::sync::Arc;

use domain::{day::Answer, people::Lang};

use super::{
    Bench, World,
    world::{later, now},
};

/// The sequence moves with every change that is announced, and with nothing else.
async fn the_sequence_moves_with_every_change(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    let mentors = world.segment("april", 1).await;
    let before = world.store.sequence();
    world.store.days(&adept, now()).await.unwrap();
    world.store.set_language(&adept, Lang::En).await.unwrap();
    assert!(world.store.answer(&adept, mentors, Answer::Yes, now()).await.is_err());
    assert_eq!(world.store.sequence(), before, "nothing was announced");
    world.store.answer(&adept, segment, Answer::Yes, now()).await.unwrap();
    let after = world.store.sequence();
    assert_ne!(after, before);
    world.store.answer(&adept, segment, Answer::No, later(1)).await.unwrap();
    assert!(![before, after].contains(&world.store.sequence()), "none comes twice");
}
contract_test!(the_sequence_moves_with_every_change);

/// Whoever has received a change finds that the sequence has moved.
async fn a_change_is_counted_before_it_is_received(bench: &dyn Bench) {
    const TIMES: i64 = 20;
    let world = World::new(bench).await;
    let (adept, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    for n in 0..TIMES {
        let before = world.store.sequence();
        let (store, mut changes) = (Arc::clone(&world.store), world.store.changes());
        let listener = tokio::spawn(async move {
            changes.recv().await.unwrap();
            store.sequence()
        });
        world.store.answer(&adept, segment, Answer::Yes, later(n)).await.unwrap();
        assert_ne!(listener.await.unwrap(), before);
    }
}
contract_test!(a_change_is_counted_before_it_is_received);
