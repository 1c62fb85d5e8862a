//! Which applications wait for whom, and reminding them by a press.

use domain::{
    application::{
        ApplicationId, Part, Party,
        waiting::{Stage, WaitingPage},
    },
    mail::budget::OverBudget,
    people::Lang,
};
use jiff::Timestamp;

use super::{applicant, emails_to, manager::yes, open_world, sent};
use crate::{
    Error,
    application::endorsement::Nominee,
    contract::{
        Bench, World,
        world::{email, later, now},
    },
};

async fn page(world: &World, at: Timestamp) -> WaitingPage {
    world.store.waiting_applications(&world.caller("organisator1").await, at).await.unwrap().unwrap()
}

async fn remind(world: &World, id: ApplicationId, at: Timestamp) -> Result<Party, Error> {
    world.store.remind_of_application(&world.caller("organisator1").await, id, None, at).await
}

/// Whoever was nominated and has not begun, who writes, the manager, the contact person.
async fn an_organiser_sees_whom_applications_wait_for(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    let nominee = Nominee { email: email("ny2"), name: "Nina Ek".into(), part: Part::Mentor, lang: Lang::Sv };
    store.nominate(&world.caller("kontakt1").await, &nominee, now()).await.unwrap();
    applicant(&world, "skriver", Part::Adept).await;
    let (_, link) = sent(&world, "ny").await;
    let seen = async |world: &World| {
        let page = page(world, now()).await;
        assert!(page.open && page.closes.is_some());
        page.applications
            .into_iter()
            .map(|one| (one.stage(), one.people.into_iter().map(|one| one.email).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    let address = |name: &str| vec![email(name).as_str().to_owned()];
    assert_eq!(
        seen(&world).await,
        [(Stage::NotBegun, address("ny2")), (Stage::Applicant, address("skriver")), (Stage::Manager, address("chef"))]
    );
    store.support(&link, &yes(), now()).await.unwrap();
    assert_eq!(seen(&world).await[2], (Stage::ContactPerson, address("kontakt1")));
    for name in ["adept1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert_eq!(store.waiting_applications(&world.caller(name).await, now()).await.unwrap(), None, "{name}");
    }
}
contract_test!(an_organiser_sees_whom_applications_wait_for);

/// One email for a press, and none sooner than a day after the last one.
async fn a_press_reminds_once_a_day(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    applicant(&world, "skriver", Part::Adept).await;
    let id = page(&world, now()).await.applications[0].id;
    let before = emails_to(&**store, "skriver").await.len();
    assert_eq!(remind(&world, id, now()).await.unwrap(), Party::Applicant);
    assert_eq!(emails_to(&**store, "skriver").await.len(), before + 1);
    let again = remind(&world, id, later(23)).await;
    assert!(matches!(again, Err(Error::OverBudget(OverBudget::Recipient))), "{again:?}");
    assert_eq!(emails_to(&**store, "skriver").await.len(), before + 1);
    assert_eq!(page(&world, now()).await.applications[0].reminded, Some(now()));
    remind(&world, id, later(24)).await.unwrap();

    let closed = remind(&world, id, later(24 * 31)).await;
    assert!(matches!(closed, Err(Error::Conflict)), "a draft cannot be sent any more: {closed:?}");
    for name in ["adept1", "kontakt1", "arbetsgrupp1"] {
        let refused = store.remind_of_application(&world.caller(name).await, id, None, later(60)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{name}: {refused:?}");
    }
    let none = remind(&world, ApplicationId(999_999), now()).await;
    assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
}
contract_test!(a_press_reminds_once_a_day);

/// The manager's link and the contact person's mail go by their own budgets too.
async fn a_press_reminds_managers_and_contact_persons(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    let (caller, link) = sent(&world, "ny").await;
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let soon = remind(&world, id, later(1)).await;
    assert!(matches!(soon, Err(Error::OverBudget(OverBudget::Recipient))), "asked an hour ago: {soon:?}");
    assert_eq!(remind(&world, id, later(25)).await.unwrap(), Party::Manager);
    assert_eq!(emails_to(&**store, "chef").await.len(), 2);
    drop(link);
    let link = super::link(&**store, "chef").await.unwrap();
    store.support(&link, &yes(), later(26)).await.unwrap();
    let before = emails_to(&**store, "kontakt1").await.len();
    assert_eq!(remind(&world, id, later(30)).await.unwrap(), Party::ContactPerson);
    assert_eq!(emails_to(&**store, "kontakt1").await.len(), before + 1);
}
contract_test!(a_press_reminds_managers_and_contact_persons);
