//! What a manager and a contact person say to an application.

use std::sync::Arc;

use domain::{
    application::{Part, State, StepKind, typed::Support},
    people::{Duty, Lang},
};
use jiff::civil::date;

use super::{applicant, emails_to, link, manager, open_world, sent, state};
use crate::contract::{
    Bench, World,
    world::{email, later, now, person},
};
use crate::{
    Error,
    application::endorsement::{MANAGER_LINK_LIFE, ManagerLink, NewStandIn, Nominee, StandIn, Verdict},
    mail::outbox::Email,
    secret::Secret,
};

fn yes() -> Support {
    Support { supports: true, why: "Rätt person".into(), commits: "Tid i kalendern".into() }
}

/// It opens one question, however often it is looked at; the first answer spends
/// it, and time or withdrawal ends it.
async fn a_managers_link_is_good_once(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    let (caller, link) = sent(&world, "ny").await;
    for _ in 0..20 {
        let Some(ManagerLink::Open(question)) = store.manager_link(&link, now()).await.unwrap() else { panic!() };
        assert_eq!((question.name.as_str(), question.manager.as_str()), ("ny Ek", "chef"));
    }
    assert_eq!(state(&**store, &caller).await, State::Sent, "looking answers nothing");
    assert_eq!(store.manager_link(&Secret::generate(), now()).await.unwrap(), None);
    let late = now() + MANAGER_LINK_LIFE;
    assert_eq!(store.manager_link(&link, late).await.unwrap(), Some(ManagerLink::Expired));
    assert!(matches!(store.support(&link, &yes(), late).await, Err(Error::Gone)));

    let answers = (0..8).map(|_| {
        let (store, link) = (Arc::clone(store), link.clone());
        tokio::spawn(async move { store.support(&link, &yes(), now()).await.is_ok() })
    });
    let mut taken = 0;
    for answer in answers.collect::<Vec<_>>() {
        taken += u32::from(answer.await.unwrap());
    }
    assert_eq!(taken, 1, "of many at once one is taken");
    assert_eq!(store.manager_link(&link, now()).await.unwrap(), Some(ManagerLink::Used));
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.state, own.supports), (State::Supported, Some(true)));
    let told = emails_to(&**store, "ny").await;
    assert!(told.iter().any(|told| told.message == Email::ApplicationStep { step: StepKind::Supported }));
    assert!(emails_to(&**store, "kontakt1").await.iter().any(|told| matches!(told.message, Email::ToEndorse { .. })));

    let (other, link) = sent(&world, "annan").await;
    store.withdraw_application(&other, true, now()).await.unwrap();
    assert_eq!(store.manager_link(&link, now()).await.unwrap(), Some(ManagerLink::Withdrawn));
    assert!(matches!(store.support(&link, &yes(), now()).await, Err(Error::Gone)));
}
contract_test!(a_managers_link_is_good_once);

/// The manager passes it on, or the applicant names another one: each time there
/// is a new link, and the one before opens nothing.
async fn a_manager_passes_the_question_on(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (caller, first) = sent(&world, "ny").await;
    let own = store.pass_on(&first, &manager("ny"), now()).await;
    assert!(matches!(own, Err(Error::Invalid(_))), "nobody supports their own application");
    store.pass_on(&first, &manager("chef2"), now()).await.unwrap();
    assert_eq!(store.manager_link(&first, now()).await.unwrap(), Some(ManagerLink::Used));
    let second = link(store, "chef2").await.unwrap();
    store.ask_manager(&caller, None, later(1)).await.unwrap();
    assert_eq!(store.manager_link(&second, now()).await.unwrap(), Some(ManagerLink::Withdrawn));
    store.ask_manager(&caller, Some(&manager("chef3")), later(2)).await.unwrap();
    let third = link(store, "chef3").await.unwrap();
    assert!(matches!(store.pass_on(&second, &manager("chef"), now()).await, Err(Error::Gone)));
    let no = Support { supports: false, ..yes() };
    store.support(&third, &no, later(3)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Unsupported);
    assert!(matches!(store.ask_manager(&caller, None, later(4)).await, Err(Error::Conflict)));
}
contract_test!(a_manager_passes_the_question_on);

/// Those of the own organisation, once the manager has answered, and not one's
/// own; ranks are theirs as well.
async fn a_contact_person_endorses_the_own_organisations(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    store.invite(&person("kontakt2", "Östen Ek", "Östra verket", Duty::ContactPerson), now()).await.unwrap();
    let (caller, link) = sent(&world, "ny").await;
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let contact = world.caller("kontakt1").await;
    let endorse = Verdict::Endorse("Gärna".into());
    let early = store.endorse(&contact, id, &endorse, now()).await;
    assert!(matches!(early, Err(Error::Conflict)), "{early:?}");
    store.support(&link, &yes(), now()).await.unwrap();
    for name in ["kontakt2", "organisator1", "arbetsgrupp1", "adept1"] {
        let refused = store.endorse(&world.caller(name).await, id, &endorse, now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{name}");
    }
    store.rank(&contact, &[(id, 1)]).await.unwrap();
    store.rank(&world.caller("kontakt2").await, &[(id, 7)]).await.unwrap();
    assert_eq!(store.application(&contact, id).await.unwrap().unwrap().application.rank, Some(1));
    store.endorse(&contact, id, &endorse, later(1)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Endorsed);
    let again = store.endorse(&contact, id, &Verdict::Decline("Nej".into()), later(2)).await;
    assert!(matches!(again, Err(Error::Conflict)), "{again:?}");

    store.begin_application(&contact, Part::Mentor, now()).await.unwrap();
    let own = store.own_application(&contact).await.unwrap().unwrap().application.id;
    assert!(matches!(store.endorse(&contact, own, &endorse, now()).await, Err(Error::NotFound)));
}
contract_test!(a_contact_person_endorses_the_own_organisations);

/// The applicant reads the question, changes what is needed and answers; the
/// manager is not asked again.
async fn a_question_comes_back_without_the_manager(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (caller, link) = sent(&world, "ny").await;
    store.support(&link, &yes(), now()).await.unwrap();
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let contact = world.caller("kontakt1").await;
    store.endorse(&contact, id, &Verdict::Return("Varför nu?".into()), later(1)).await.unwrap();
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!(own.application.state, State::Returned);
    assert_eq!(own.steps.last().unwrap().words, "Varför nu?");
    store.send_application(&caller, "För att jag byter roll.", later(24 * 40)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Supported, "after the call has closed, too");
    let read = store.application(&contact, id).await.unwrap().unwrap();
    assert_eq!(read.steps.last().unwrap().words, "För att jag byter roll.");
}
contract_test!(a_question_comes_back_without_the_manager);

/// They get an application and an email; whoever has begun one is nominated with
/// it; whoever works elsewhere is not.
async fn a_contact_person_nominates_a_colleague(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let contact = world.caller("kontakt1").await;
    let nominee = |name: &str| Nominee { email: email(name), name: "Ny Ek".into(), part: Part::Adept, lang: Lang::Sv };
    store.nominate(&contact, &nominee("ny"), now()).await.unwrap();
    let caller = world.caller("ny").await;
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.nominated_by.as_deref(), caller.organisation), (Some("Karl Ek"), contact.organisation));
    let messages = emails_to(store, "ny").await;
    assert!(matches!(&messages[0].message, Email::Nominated { by, .. } if by == "Karl Ek"));

    let began = applicant(&world, "sjalv", Part::Mentor).await;
    store.nominate(&contact, &nominee("sjalv"), now()).await.unwrap();
    let own = store.own_application(&began).await.unwrap().unwrap().application;
    assert_eq!((own.nominated_by.as_deref(), own.form.part), (Some("Karl Ek"), Some(Part::Mentor)));
    let elsewhere = store.nominate(&contact, &nominee("adept2"), now()).await;
    assert!(matches!(elsewhere, Err(Error::Invalid(_))), "{elsewhere:?}");
    let other = store.nominate(&world.caller("adept1").await, &nominee("annan"), now()).await;
    assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
    let late = store.nominate(&contact, &nominee("annan"), later(24 * 31)).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
}
contract_test!(a_contact_person_nominates_a_colleague);

/// From the first day to the last they do the contact person's work, and cannot
/// hand it on.
async fn a_stand_in_endorses_while_they_are_asked_to(bench: &dyn Bench) {
    let world: World = open_world(bench).await;
    let store = &*world.store;
    let contact = world.caller("kontakt1").await;
    let stand_in = |name: &str, from, until| {
        let stand_in = StandIn { name: "Siv Ek".into(), from, until };
        NewStandIn { email: email(name), stand_in }
    };
    let elsewhere = stand_in("adept2", date(2026, 11, 20), date(2026, 12, 1));
    assert!(matches!(store.set_stand_in(&contact, Some(&elsewhere), now()).await, Err(Error::Invalid(_))));
    let soon = stand_in("ersattare", date(2026, 12, 1), date(2026, 12, 9));
    store.set_stand_in(&contact, Some(&soon), now()).await.unwrap();
    assert!(!world.caller("ersattare").await.has(Duty::ContactPerson), "not yet");
    let today = stand_in("ersattare", date(2026, 11, 20), date(2026, 11, 22));
    store.set_stand_in(&contact, Some(&today), now()).await.unwrap();
    // An address of before they were checked as they are now is no reason not to say it.
    let address = async |from: &str, to: &str| {
        assert!(bench.write(format!("UPDATE persons SET email = '{to}' WHERE email = '{from}'")).await);
    };
    address("ersattare@example.org", "siv..ek@example.org").await;
    assert_eq!(store.stand_in(&contact, date(2026, 11, 22)).await.unwrap(), Some(today.stand_in));
    address("siv..ek@example.org", "ersattare@example.org").await;
    assert_eq!(store.stand_in(&contact, date(2026, 11, 23)).await.unwrap(), None, "over");
    let substitute = world.caller("ersattare").await;
    assert!(substitute.endorses(contact.organisation));

    let (caller, link) = sent(&world, "ny").await;
    store.support(&link, &yes(), now()).await.unwrap();
    assert!(emails_to(store, "ersattare").await.iter().any(|told| matches!(told.message, Email::ToEndorse { .. })));
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    store.endorse(&substitute, id, &Verdict::Endorse(String::new()), now()).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Endorsed);
    let on = store.set_stand_in(&substitute, Some(&soon), now()).await;
    assert!(matches!(on, Err(Error::NotFound)), "{on:?}");
    store.set_stand_in(&contact, None, now()).await.unwrap();
    assert!(!world.caller("ersattare").await.has(Duty::ContactPerson));
}
contract_test!(a_stand_in_endorses_while_they_are_asked_to);
