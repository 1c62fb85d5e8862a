//! Certificates: of a round that is closed or can be, one's own, and anyone's for organisers.

use domain::people::Role;
use jiff::civil::date;

use super::closing::{caller_in, close, two};
use crate::contract::{Bench, world::now};

async fn a_certificate_says_what_someone_was(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    let organiser = caller_in(&world, "organisator1", 14).await;
    let (adept, mentor) = (caller_in(&world, "forr1", 14).await, caller_in(&world, "mentor1", 14).await);
    let segment = store.day(&organiser, "december", now()).await.unwrap().unwrap().day.segments[0].id;
    store.check_in(&organiser, segment, adept.person, now()).await.unwrap();
    let before = store.certificate(&adept, adept.person, now()).await.unwrap().unwrap();
    assert_eq!(before.issued_on, date(2026, 11, 22), "the round can be closed");
    close(&world).await;
    let own = store.certificate(&adept, adept.person, now()).await.unwrap().unwrap();
    assert_eq!((own.name.as_str(), own.role, own.organisation.as_str()), ("Frida Ek", Role::Adept, "Alfa kommun"));
    assert_eq!((own.round.number, own.days, own.issuer.clone()), (14, 1, None));
    assert_eq!(own.period(), (date(2024, 10, 1), date(2026, 5, 31)));
    let seen = store.certificate(&organiser, mentor.person, now()).await.unwrap().unwrap();
    assert_eq!((seen.name.as_str(), seen.role, seen.days), ("Åsa Ek", Role::Mentor, 0));
}
contract_test!(a_certificate_says_what_someone_was);

async fn nobody_has_another_ones_certificate(bench: &dyn Bench) {
    let world = two(bench).await;
    let store = &*world.store;
    close(&world).await;
    let (adept, mentor) = (caller_in(&world, "forr1", 14).await, caller_in(&world, "mentor1", 14).await);
    assert!(store.certificate(&mentor, adept.person, now()).await.unwrap().is_none(), "nor the partner's");
    let organiser = caller_in(&world, "organisator1", 14).await;
    assert!(store.certificate(&organiser, organiser.person, now()).await.unwrap().is_none(), "no participant");
    let stranger = caller_in(&world, "adept1", 15).await.person;
    assert!(store.certificate(&organiser, stranger, now()).await.unwrap().is_none(), "of another round");
    // In the round that runs there is none yet.
    let running = caller_in(&world, "mentor1", 15).await;
    assert!(store.certificate(&running, running.person, now()).await.unwrap().is_none());
}
contract_test!(nobody_has_another_ones_certificate);
