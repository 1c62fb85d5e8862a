//! Changes of employer.

use domain::application::{State, typed::Support};

use crate::contract::{
    Bench,
    application::{emails_to, open_world, sent},
    world::now,
};
use crate::{Error, mail::outbox::Email};

/// Support and endorsement are those of one organisation: in another one both are
/// asked anew. Organisers hear of it, and whether a pair is now within one organisation.
async fn whoever_changes_employer_is_endorsed_anew(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (caller, link) = sent(&world, "ny").await;
    let support = Support { supports: true, why: "Bra".into(), commits: "Tid".into() };
    store.support(&link, &support, now()).await.unwrap();
    let elsewhere = world.caller("adept2").await.organisation;
    store.change_employer(&caller, caller.person, elsewhere, now()).await.unwrap();
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.state, own.supports, own.application.form.done()), (State::Draft, None, 5));
    assert!(
        emails_to(store, "organisator1").await.iter().any(|parcel| {
            matches!(&parcel.message, Email::Moved { to, partner: None, .. } if to == "Östra verket")
        })
    );

    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    store.change_employer(&adept, adept.person, mentor.organisation, now()).await.unwrap();
    assert!(emails_to(store, "organisator1").await.iter().any(|parcel| {
        matches!(&parcel.message, Email::Moved { name, partner: Some(partner), .. } if name == "Örjan Ek" && partner == "Åsa Ek")
    }));
    for name in ["kontakt1", "arbetsgrupp1", "organisator1"] {
        let caller = world.caller(name).await;
        let moved = store.change_employer(&caller, caller.person, mentor.organisation, now()).await;
        assert!(matches!(moved, Err(Error::NotFound)), "{name} acts for their organisation");
    }
    let others = store.change_employer(&adept, mentor.person, adept.organisation, now()).await;
    assert!(matches!(others, Err(Error::NotFound)), "not one's own to change");
    for name in ["kontakt1", "arbetsgrupp1", "adept1"] {
        assert_eq!(store.employers(&world.caller(name).await).await.unwrap(), None, "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let known = store.employers(&organiser).await.unwrap().unwrap();
    assert!(known.within.iter().any(|pair| pair.adept == "Örjan Ek" && pair.mentor == "Åsa Ek"));
    assert_eq!((known.moves[0].name.as_str(), known.moves[0].by.as_str()), ("Örjan Ek", "Örjan Ek"));
    let listed = |person| known.people.iter().any(|one| one.person == person);
    assert!(listed(mentor.person) && !listed(organiser.person), "not those who act for their organisation");
    store.change_employer(&organiser, mentor.person, caller.organisation, now()).await.unwrap();
    assert_eq!(world.caller("mentor1").await.organisation, caller.organisation);
    let known = store.employers(&organiser).await.unwrap().unwrap();
    assert_eq!((known.within.len(), known.moves[0].by.as_str()), (0, organiser.name.as_str()));
}
contract_test!(whoever_changes_employer_is_endorsed_anew);
