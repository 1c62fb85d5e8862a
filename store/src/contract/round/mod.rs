//! Rounds and organisations.

pub mod alive;
pub mod call;
pub mod certificate;
pub mod closing;
pub mod focus;
pub mod lineage;
pub mod next;
pub mod overview;
pub mod public_page;
mod report;
pub mod retention;
pub mod start;
mod today;

use domain::day::board::Filter;
use jiff::civil::date;

use super::{
    Bench, World,
    world::{email, now, round},
};
use crate::Error;

/// Before anything is loaded there is nothing, and no error.
async fn an_empty_store_is_empty(bench: &dyn Bench) {
    let store = bench.store();
    assert!(store.up_to_date().await.unwrap());
    assert!(store.rounds().await.unwrap().is_empty() && store.main_round(now()).await.unwrap().is_none());
    assert!(store.organisations().await.unwrap().is_empty());
    assert!(store.public_days(now()).await.unwrap().is_empty());
    assert!(store.demo_people().await.unwrap().is_empty());
    assert!(store.due_emails(10, now()).await.unwrap().is_empty());
}
contract_test!(an_empty_store_is_empty);

/// A round of the same number is not loaded again.
async fn loading_twice_changes_nothing(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let before = bench.rows().await;
    assert!(!store.load_round(&round(15), now()).await.unwrap());
    assert_eq!(bench.rows().await, before);

    let main = store.main_round(now()).await.unwrap().unwrap();
    assert_eq!((main.number, main.max_pairs), (15, 25));
    assert_eq!((main.starts_on, main.ends_on), (date(2026, 1, 1), date(2027, 4, 30)));

    assert!(store.load_round(&round(14), now()).await.unwrap());
    let numbers: Vec<_> = store.rounds().await.unwrap().iter().map(|round| round.number).collect();
    assert_eq!(numbers, [15, 14]);
    assert_eq!(bench.rows().await["persons"], before["persons"], "people are kept from round to round");
}
contract_test!(loading_twice_changes_nothing);

/// One name that is wrong, and nothing of the round is there.
async fn a_round_is_loaded_whole_or_not_at_all(bench: &dyn Bench) {
    let store = bench.store();
    let before = bench.rows().await;
    let mut wrong = round(15);
    wrong.pairs[1].mentor = email("ingen");
    assert!(matches!(store.load_round(&wrong, now()).await, Err(Error::Inconsistent(..))));
    let mut after = bench.rows().await;
    // The first pair's key was made before its data, and will serve no one.
    after.insert("pair_keys".to_owned(), before["pair_keys"]);
    assert_eq!(after, before);
}
contract_test!(a_round_is_loaded_whole_or_not_at_all);

/// Å, ä and ö come last, in that order, whatever the machine's language is.
async fn names_come_in_the_swedish_order(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organisations = world.store.organisations().await.unwrap();
    let names: Vec<_> = organisations.iter().map(|organisation| organisation.name.as_str()).collect();
    assert_eq!(names, ["Alfa kommun", "Åsby kommun", "Ärla region", "Östra verket"]);

    let organiser = world.caller("organisator1").await;
    let board = world.store.board(&organiser, "december", &Filter::default(), now()).await.unwrap().unwrap();
    let guests: Vec<_> = board.segments[0].guests.iter().map(|guest| guest.name.as_str()).collect();
    assert_eq!(guests, ["Zara Ek", "Åsa Ek", "Ärla Ek", "Örjan Ek"]);
    let pairs = world.store.overview_page(&organiser, now()).await.unwrap().unwrap().pairs;
    assert_eq!(pairs.iter().map(|pair| pair.adept.as_str()).collect::<Vec<_>>(), ["Zara Ek", "Örjan Ek"]);
}
contract_test!(names_come_in_the_swedish_order);
