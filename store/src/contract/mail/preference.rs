//! Which emails someone wants.

use std::collections::BTreeSet;

use domain::mail::preference::Kind;

use crate::{
    Error,
    contract::{
        Bench, World,
        world::{later, now},
    },
};

/// What is chosen away stays so until it is chosen otherwise, and is one's own.
async fn kinds_are_chosen_away_and_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let of = async |caller| world.store.unwanted_emails(caller).await.unwrap();
    assert!(of(&adept).await.is_empty());
    for away in [BTreeSet::from([Kind::Rhythm, Kind::Pulse]), Kind::ALL.iter().copied().collect(), BTreeSet::new()] {
        for _ in 0..2 {
            world.store.choose_emails(&adept, &away, now()).await.unwrap();
        }
        assert_eq!(of(&adept).await, away);
        assert!(of(&mentor).await.is_empty());
    }
}
contract_test!(kinds_are_chosen_away_and_back);

/// An email that can be chosen away carries a token for its own kinds; others carry none,
/// and what no email had opens nothing.
async fn an_email_chooses_its_kind_away(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    assert_eq!(world.store.remind(&organiser, "april", None, now()).await.unwrap(), 4);
    let parcels = world.store.due_emails(10, now()).await.unwrap();
    let to_adept = parcels.iter().find(|parcel| parcel.to.starts_with("adept1")).unwrap();
    let token = to_adept.unsubscribe.as_deref().unwrap();
    assert_eq!(world.store.unsubscription(token).await.unwrap(), [Kind::Answers].into());
    for _ in 0..2 {
        world.store.unsubscribe(token, now()).await.unwrap();
    }
    let away = world.store.unwanted_emails(&world.caller("adept1").await).await.unwrap();
    assert_eq!(away, [Kind::Answers].into());
    // Whoever is asked by hand is asked in vain, and not counted.
    assert_eq!(world.store.remind(&organiser, "april", None, later(25)).await.unwrap(), 3);

    for wrong in ["", "okand", &token[2..]] {
        assert!(matches!(world.store.unsubscription(wrong).await, Err(Error::NotFound)));
        assert!(matches!(world.store.unsubscribe(wrong, now()).await, Err(Error::NotFound)));
    }
    world.store.request_sign_in(&crate::contract::world::request("adept2"), later(30)).await.unwrap();
    let parcels = world.store.due_emails(20, later(30)).await.unwrap();
    assert!(parcels.iter().any(|parcel| parcel.message.cause().signs_in() && parcel.unsubscribe.is_none()));
}
contract_test!(an_email_chooses_its_kind_away);
