//! What has been kept for long enough. What is kept of days is tested with what
//! it is: `day/needs`, `day/meet_up`, `day/visitor`.

use domain::time;
use jiff::civil::{Date, date};

use crate::contract::{Bench, World};

/// A year after a pair's last day its texts are erased, and not before; the
/// facts of its meetings stay, and nothing is done twice.
async fn what_a_pair_wrote_is_erased_in_the_end(bench: &dyn Bench) {
    let world = World::new(bench).await;
    world.log(&world.caller("adept1").await, "Vi ses igen.").await;
    let on = |day: Date| time::instant(day.at(12, 0, 0, 0));
    let kept = world.store.delete_what_is_due(on(date(2028, 4, 30))).await.unwrap();
    assert_eq!((kept.pairs, bench.rows().await["notes"]), (0, 1));
    let gone = world.store.delete_what_is_due(on(date(2028, 5, 1))).await.unwrap();
    let rows = bench.rows().await;
    assert_eq!((gone.pairs, rows["notes"], rows["meetings"]), (2, 0, 1));
    assert!(!world.store.delete_what_is_due(on(date(2028, 5, 1))).await.unwrap().is_any());
}
contract_test!(what_a_pair_wrote_is_erased_in_the_end);
