//! Someone whom an organiser adds by hand.

use domain::{
    input::Problem,
    people::{
        Duty, Lang,
        directory::Details,
        newcomer::{Newcomer, NewcomerProblem, Workplace},
        organisation::OrganisationKind,
    },
};

use crate::contract::{
    Bench, World,
    application::emails_to,
    world::{email, now},
};
use crate::{Error, Result, idempotency::IdempotencyKey, mail::outbox::Email};

fn newcomer(name: &str, duty: Duty, workplace: Workplace) -> Newcomer {
    Newcomer {
        details: Details {
            name: format!("{name} Ek"),
            title: "Chef".to_owned(),
            phone: "031-1".to_owned(),
            lang: Lang::En,
        },
        email: email(&name.to_lowercase()),
        workplace,
        duty,
        invite: true,
    }
}

fn wrong<T>(outcome: Result<T>) -> (String, Problem) {
    let Some(Error::Invalid(mut errors)) = outcome.err() else { panic!("it was taken") };
    let error = errors.remove(0);
    (error.field, error.problem)
}

/// Someone new is in the round at once, with an organisation that the network did not know.
async fn someone_is_added_to_a_running_round(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let sara = newcomer("Sara", Duty::Adept, Workplace::New("Nya kommun".to_owned()));
    let key = IdempotencyKey::of("newcomer", b"1");
    let person = store.add_newcomer(&organiser, Some(&key), &sara, now()).await.unwrap();
    assert_eq!(store.add_newcomer(&organiser, Some(&key), &sara, now()).await.unwrap(), person, "once");
    let page = store.person_page(&organiser, person, now()).await.unwrap().unwrap();
    assert_eq!((page.details, page.organisation.name.as_str()), (sara.details.clone(), "Nya kommun"));
    assert_eq!(world.caller("sara").await.duties, [Duty::Adept]);
    let lines = store.organisation_list(&organiser).await.unwrap().unwrap();
    let new = lines.iter().find(|line| line.description.name == "Nya kommun").unwrap();
    assert_eq!(new.description.kind, OrganisationKind::Municipality);
    let told: Vec<_> = emails_to(store, "sara").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(told.contains(&Email::Invitation));

    let quiet = Newcomer { invite: false, ..newcomer("Bo", Duty::Reserve, sara.workplace.clone()) };
    store.add_newcomer(&organiser, None, &quiet, now()).await.unwrap();
    assert_eq!((world.caller("bo").await.duties, emails_to(store, "bo").await.len()), (vec![Duty::Reserve], 0));
    let contact = Newcomer { invite: false, ..newcomer("Cia", Duty::ContactPerson, sara.workplace) };
    store.add_newcomer(&organiser, None, &contact, now()).await.unwrap();
    assert!(matches!(emails_to(store, "cia").await[0].message, Email::DutyBegun { .. }), "always told");
}
contract_test!(someone_is_added_to_a_running_round);

/// Whoever is known is kept as they are, and nobody gets another's role.
async fn whoever_is_known_gets_the_role(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let contact = world.caller("kontakt1").await;
    let workplace = Workplace::Known(contact.organisation);
    let mut karl = newcomer("Kontakt1", Duty::Mentor, workplace.clone());
    let before = bench.rows().await;
    let wrongly = wrong(store.add_newcomer(&organiser, None, &karl, now()).await);
    assert_eq!(wrongly, ("email".to_owned(), NewcomerProblem::OtherPerson.into()));
    "Karl Nyman".clone_into(&mut karl.details.name);
    karl.workplace = Workplace::New("Nya kommun".to_owned());
    let wrongly = wrong(store.add_newcomer(&organiser, None, &karl, now()).await);
    assert_eq!(wrongly, ("email".to_owned(), NewcomerProblem::OtherOrganisation.into()));
    let mut orjan = newcomer("Adept1", Duty::Mentor, workplace.clone());
    "Örjan Ek".clone_into(&mut orjan.details.name);
    let wrongly = wrong(store.add_newcomer(&organiser, None, &orjan, now()).await);
    assert_eq!(wrongly, ("duty".to_owned(), NewcomerProblem::TakesPart.into()));
    assert_eq!(bench.rows().await, before, "nothing is half done");
    karl.workplace = workplace;
    assert_eq!(store.add_newcomer(&organiser, None, &karl, now()).await.unwrap(), contact.person);
    assert_eq!(world.caller("kontakt1").await.duties, [Duty::Mentor, Duty::ContactPerson]);
    assert_eq!(world.caller("kontakt1").await.name, "Karl Ek");
}
contract_test!(whoever_is_known_gets_the_role);

/// For anyone else there is nobody to add.
async fn only_organisers_add_people(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = bench.rows().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let sara = newcomer("Sara", Duty::Adept, Workplace::Known(caller.organisation));
        assert!(matches!(world.store.add_newcomer(&caller, None, &sara, now()).await, Err(Error::NotFound)), "{name}");
        world.store.end_session(&caller, caller.session).await.unwrap();
    }
    assert_eq!(bench.rows().await, before);
}
contract_test!(only_organisers_add_people);
