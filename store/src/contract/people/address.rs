//! The addresses that people sign in with, and who is told of a change.

use domain::{
    mail::budget::OverBudget,
    people::{
        Caller, Duty, EmailAddress,
        address::{AddressKind, LINK_LIFE, MAX_REQUESTS, Reason},
    },
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World, holds,
    world::{email, later, log, new_session, now, person, request, round},
};
use crate::{
    Error, Result, Store,
    mail::outbox::{Email, Parcel},
    people::{LinkState, address::AddressRequest},
    secret::Secret,
};

async fn ask(store: &dyn Store, caller: &Caller, kind: AddressKind, to: &str, at: Timestamp) -> Result<Secret> {
    let link = Secret::generate();
    let request = AddressRequest { kind, address: email(to), link: link.clone() };
    store.ask_for_address(caller, &request, at).await.map(|()| link)
}

async fn all(store: &dyn Store, at: Timestamp) -> Vec<Parcel> {
    store.due_emails(99, at).await.unwrap()
}

async fn to(store: &dyn Store, name: &str) -> Vec<Email> {
    let parcels = all(store, later(48)).await;
    parcels.into_iter().filter(|parcel| parcel.to == email(name).as_str()).map(|parcel| parcel.message).collect()
}

/// Whether an email lets someone sign in who types this address.
async fn signs_in(store: &dyn Store, address: &str, at: Timestamp) -> bool {
    let asked = request(address);
    store.request_sign_in(&asked, at).await.unwrap();
    let good = store.redeem_link(&asked.link, &new_session(), at).await.unwrap() == LinkState::Good;
    let mailed = all(store, at).await.iter().any(|parcel| {
        let its_own = matches!(&parcel.message, Email::SignIn { link, .. } if link == asked.link.reveal());
        its_own && parcel.to == email(address).as_str()
    });
    assert_eq!(good, mailed, "{address}");
    good
}

/// The link goes to the new address and a note to the old one, which is good until the
/// link is used: once, and by whoever has asked for it.
async fn an_address_is_changed_by_a_link_to_it(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let caller = world.caller("adept1").await;
    let link = ask(store, &caller, AddressKind::Main, "ny", now()).await.unwrap();
    assert!(matches!(&to(store, "ny").await[..], [Email::AddressAsked { kind: AddressKind::Main, .. }]));
    let note = to(store, "adept1").await;
    assert!(matches!(&note[..], [Email::AddressWanted { address, .. }] if address == "ny@example.org"));
    assert!(!holds(&bench.dump().await, "ny@example.org"), "until then it is kept sealed");
    assert!(signs_in(store, "adept1", now()).await && !signs_in(store, "ny", now()).await);

    let other = world.caller("mentor1").await;
    assert_eq!(store.address_link(&other, &link, now()).await.unwrap(), LinkState::Unknown);
    assert_eq!(store.redeem_address(&other, &link, now()).await.unwrap(), LinkState::Unknown);
    assert_eq!(store.address_link(&caller, &link, now()).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_address(&caller, &link, later(1)).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_address(&caller, &link, later(1)).await.unwrap(), LinkState::Used);
    assert!(signs_in(store, "ny", later(2)).await && !signs_in(store, "adept1", later(2)).await);
    for name in ["adept1", "ny"] {
        let told = to(store, name)
            .await
            .into_iter()
            .any(|message| matches!(message, Email::AddressChanged { whose: None, by: None, .. }));
        assert!(told, "{name}");
    }
    let own = store.own_addresses(&caller, later(2)).await.unwrap();
    assert_eq!((own.main, own.second, own.asked), (email("ny"), None, None));
    let organiser = world.caller("organisator1").await;
    let page = store.person_page(&organiser, caller.person, later(2)).await.unwrap().unwrap();
    let change = &page.addresses[0];
    assert_eq!((change.from.as_str(), change.to.as_str()), ("adept1@example.org", "ny@example.org"));
}
contract_test!(an_address_is_changed_by_a_link_to_it);

/// A link has its time, and a later change takes it from those before.
async fn a_link_to_an_address_has_its_time(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let caller = world.caller("adept1").await;
    let link = ask(store, &caller, AddressKind::Main, "ny", now()).await.unwrap();
    let too_late = now() + LINK_LIFE + SignedDuration::from_secs(1);
    assert_eq!(store.redeem_address(&caller, &link, too_late).await.unwrap(), LinkState::Expired);
    let other = ask(store, &caller, AddressKind::Main, "annan", now()).await.unwrap();
    assert_eq!(store.redeem_address(&caller, &other, now()).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_address(&caller, &link, later(1)).await.unwrap(), LinkState::Expired);
}
contract_test!(a_link_to_an_address_has_its_time);

/// Whoever asks is not told that an address is someone's: that one is told, and nothing
/// can become of it. Not even twice.
async fn an_address_of_someone_elses_tells_nothing(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let caller = world.caller("adept1").await;
    for name in ["mentor2", "ledig"] {
        let link = ask(store, &caller, AddressKind::Main, name, now()).await.unwrap();
        assert!(ask(store, &caller, AddressKind::Main, name, now()).await.is_ok(), "{name}");
        assert_eq!(store.address_link(&caller, &link, now()).await.unwrap(), LinkState::Good, "{name}");
    }
    assert!(matches!(&to(store, "mentor2").await[..], [Email::AddressTaken]));
    let own = ask(store, &caller, AddressKind::Second, "adept1", now()).await;
    assert!(matches!(own, Err(Error::Invalid(_))), "one's own");
    assert!(signs_in(store, "mentor2", now()).await);
}
contract_test!(an_address_of_someone_elses_tells_nothing);

/// Nobody can have the product write to others without end.
async fn requests_for_addresses_are_counted(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let caller = world.caller("adept1").await;
    for n in 0..MAX_REQUESTS {
        ask(store, &caller, AddressKind::Main, &format!("ny{n}"), now()).await.unwrap();
    }
    let more = ask(store, &caller, AddressKind::Main, "ny9", now()).await;
    assert!(matches!(more, Err(Error::TooMany)), "{more:?}");
    let other = world.caller("mentor1").await;
    ask(store, &other, AddressKind::Main, "ny0", now()).await.unwrap();
    let asked = to(store, "ny0").await;
    assert_eq!(asked.len(), 1, "one letter an hour, whoever asks");
    let mut at = later(1);
    let mut outcome = Ok(());
    for _ in 0..6 {
        outcome = ask(store, &other, AddressKind::Main, "ny0", at).await.map(|_| ());
        at += SignedDuration::from_hours(1);
    }
    assert!(matches!(outcome, Err(Error::OverBudget(OverBudget::Recipient))), "{outcome:?}");
}
contract_test!(requests_for_addresses_are_counted);

/// Proved early: when the old mailbox is gone, one signs in with the second and makes it
/// the first.
async fn a_second_address_signs_in_too(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let caller = world.caller("adept1").await;
    assert!(matches!(store.swap_addresses(&caller, now()).await, Err(Error::NotFound)));
    let link = ask(store, &caller, AddressKind::Second, "hemma", now()).await.unwrap();
    assert!(!signs_in(store, "hemma", now()).await);
    assert_eq!(store.redeem_address(&caller, &link, now()).await.unwrap(), LinkState::Good);
    assert!(signs_in(store, "hemma", now()).await && signs_in(store, "adept1", now()).await);
    // Whoever is invited by it is the same person.
    let rows = bench.rows().await["persons"];
    store.invite(&person("hemma", "Örjan Ek", "Alfa kommun", Duty::Mentor), now()).await.unwrap();
    assert_eq!(bench.rows().await["persons"], rows);

    store.swap_addresses(&caller, later(2)).await.unwrap();
    let own = store.own_addresses(&caller, later(2)).await.unwrap();
    assert_eq!((own.main, own.second), (email("hemma"), Some(email("adept1"))));
    store.drop_second_address(&caller, later(3)).await.unwrap();
    assert!(!signs_in(store, "adept1", later(3)).await && signs_in(store, "hemma", later(3)).await);
    assert!(matches!(store.drop_second_address(&caller, later(3)).await, Err(Error::NotFound)));
}
contract_test!(a_second_address_signs_in_too);

fn reason(words: &str) -> Reason {
    Reason::parse(words).unwrap()
}

/// With a reason, told to both addresses, to the partner and to the other organisers:
/// nobody reads what a pair writes by it unseen. The one whose it is is signed out.
async fn an_organiser_changes_an_address_in_the_open(bench: &dyn Bench) {
    const WHY: &str = "Kanariebrevlådan är stängd.";
    let mut loaded = round(15);
    loaded.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    let world = World::of(bench, &loaded).await;
    let store = &*world.store;
    let session = new_session();
    store.sign_in_as(&email("adept1"), &session, now()).await.unwrap();
    let adept = store.caller(&session.secret, now()).await.unwrap().unwrap();
    store.log_meeting(&adept, None, &log("Hemligt."), now()).await.unwrap();
    let open = request("adept1");
    store.request_sign_in(&open, now()).await.unwrap();
    for name in ["mentor1", "kontakt1", "arbetsgrupp1", "adept1"] {
        let caller = world.caller(name).await;
        let changed = store.change_address(&caller, adept.person, &email("ny"), &reason(WHY), now()).await;
        assert!(matches!(changed, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let own = store.change_address(&organiser, organiser.person, &email("ny"), &reason(WHY), now()).await;
    assert!(matches!(own, Err(Error::NotFound)), "one's own one shows to be one's own");
    let taken = store.change_address(&organiser, adept.person, &email("mentor2"), &reason(WHY), now()).await;
    assert!(matches!(taken, Err(Error::Invalid(_))));

    store.change_address(&organiser, adept.person, &email("ny"), &reason(WHY), now()).await.unwrap();
    assert!(store.caller(&session.secret, now()).await.unwrap().is_none(), "signed out");
    assert_eq!(store.redeem_link(&open.link, &new_session(), now()).await.unwrap(), LinkState::Unknown);
    assert!(signs_in(store, "ny", later(1)).await && !signs_in(store, "adept1", later(1)).await);
    for (name, whose) in
        [("adept1", None), ("ny", None), ("mentor1", Some("Örjan Ek")), ("organisator2", Some("Örjan Ek"))]
    {
        let told = to(store, name).await.into_iter().any(|message| match message {
            Email::AddressChanged { whose: of, by: Some((by, why)), .. } => {
                of.as_deref() == whose && by == "Olga Ek" && why == WHY
            }
            _ => false,
        });
        assert!(told, "{name}");
    }
    assert!(to(store, "organisator1").await.is_empty() && to(store, "adept2").await.is_empty());
    let page = store.person_page(&organiser, adept.person, later(1)).await.unwrap().unwrap();
    assert_eq!((page.addresses[0].by.as_str(), page.addresses[0].reason.as_str()), ("Olga Ek", WHY));
    assert!(!holds(&bench.dump().await, WHY));
    assert_eq!(page.email, EmailAddress::parse("ny@example.org").unwrap().as_str());
}
contract_test!(an_organiser_changes_an_address_in_the_open);
