//! What an applicant's manager says, by a link.

use std::sync::Arc;

use domain::application::{State, StepKind, typed::Support};

use super::{emails_to, link, manager, open_world, sent, state};
use crate::contract::{
    Bench,
    world::{later, now},
};
use crate::{
    Error,
    application::manager::{MANAGER_LINK_LIFE, ManagerLink},
    mail::outbox::Email,
    secret::Secret,
};

/// The manager supports it.
pub fn yes() -> Support {
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
    store.ask_manager(&caller, None, later(24)).await.unwrap();
    assert_eq!(store.manager_link(&second, now()).await.unwrap(), Some(ManagerLink::Withdrawn));
    store.ask_manager(&caller, Some(&manager("chef3")), later(25)).await.unwrap();
    let third = link(store, "chef3").await.unwrap();
    assert!(matches!(store.pass_on(&second, &manager("chef"), now()).await, Err(Error::Gone)));
    let no = Support { supports: false, ..yes() };
    store.support(&third, &no, later(26)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Unsupported);
    assert!(matches!(store.ask_manager(&caller, None, later(27)).await, Err(Error::Conflict)));
}
contract_test!(a_manager_passes_the_question_on);
