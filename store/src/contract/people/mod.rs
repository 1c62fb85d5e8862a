//! Persons and their sessions.

pub mod address;
pub mod calendar;
pub mod directory;
pub mod draft;
pub mod duplicate;
pub mod duty;
pub mod employer;
pub mod import;
pub mod newcomer;
pub mod organisation;
pub mod sign_in;

use domain::people::Duty;
use jiff::SignedDuration;

use super::{
    Bench, World,
    world::{email, later, new_session, now, person},
};
use crate::{Error, mail::outbox::Email, people::SESSION_LIFE, secret::Secret};

/// Thirty days without use end a session; use prolongs it.
async fn a_session_slides_and_ends(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let session = new_session();
    store.sign_in_as(&email("adept1"), &session, now()).await.unwrap();
    let almost = now() + SESSION_LIFE - SignedDuration::from_secs(1);
    let caller = store.caller(&session.secret, almost).await.unwrap().unwrap();
    let sessions = async |at| store.settings(&caller, at).await.unwrap().sessions;
    assert_eq!(sessions(almost).await[0].seen, almost);

    let soon = almost + SignedDuration::from_mins(59);
    store.caller(&session.secret, soon).await.unwrap().unwrap();
    assert_eq!(sessions(soon).await[0].seen, almost, "noted once an hour at most");

    assert!(store.caller(&session.secret, almost + SESSION_LIFE).await.unwrap().is_none());
    assert!(sessions(almost + SESSION_LIFE).await.is_empty());
}
contract_test!(a_session_slides_and_ends);

/// One's own sessions can be listed and ended, one or all; no one else's.
async fn signing_out_ends_ones_own_sessions_only(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (other, first, second) =
        (world.caller("mentor1").await, world.caller("adept1").await, world.caller("adept1").await);
    let store = world.store;
    let sessions = async |caller| store.settings(caller, now()).await.unwrap().sessions;
    let count = async |caller| sessions(caller).await.len();
    let listed = sessions(&first).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(
        listed.iter().filter(|session| session.current).map(|session| session.id).collect::<Vec<_>>(),
        [first.session]
    );

    store.end_session(&other, first.session).await.unwrap();
    assert_eq!(count(&first).await, 2, "another's session is left alone");
    store.end_session(&first, second.session).await.unwrap();
    assert_eq!(count(&first).await, 1);
    store.end_all_sessions(&first).await.unwrap();
    assert_eq!((count(&first).await, count(&other).await), (0, 1));
}
contract_test!(signing_out_ends_ones_own_sessions_only);

/// Name, organisation, duties, round and pair are read from the store.
async fn a_caller_is_what_their_rows_say(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mentor = world.caller("mentor1").await;
    let adept = world.caller("adept1").await;
    assert_eq!((adept.name.as_str(), adept.duties.as_slice()), ("Örjan Ek", [Duty::Adept].as_slice()));
    assert!(adept.pair.is_some());
    assert_eq!(adept.pair, mentor.pair);
    assert_ne!(adept.organisation, mentor.organisation);
    assert_ne!(adept.pair, world.caller("adept2").await.pair);
    assert_eq!(world.caller("organisator1").await.pair, None);

    let two_duties = person("mentor1", "Åsa Ek", "Östra verket", Duty::ContactPerson);
    world.store.invite(&two_duties, now()).await.unwrap();
    assert_eq!(world.caller("mentor1").await.duties, [Duty::Mentor, Duty::ContactPerson]);
    assert!(world.store.caller(&Secret::generate(), now()).await.unwrap().is_none());
}
contract_test!(a_caller_is_what_their_rows_say);

/// Whoever is nothing in any round keeps their session and nothing else.
async fn without_a_duty_one_is_still_oneself(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = world.caller("reserv1").await;
    assert!(bench.write(format!("DELETE FROM duties WHERE person_id = {}", before.person.0)).await);

    let after = world.caller("reserv1").await;
    assert_eq!((after.person, after.round), (before.person, before.round));
    assert_eq!((after.duties.len(), after.pair), (0, None));
    assert!(world.store.meetings(&after).await.unwrap().held.is_empty());
    assert!(world.store.overview_page(&after, now()).await.unwrap().is_none());
}
contract_test!(without_a_duty_one_is_still_oneself);

/// Twice invited is one person, with one duty; an email that says the same again is
/// written after an hour. Without a round, or to an organisation that is not there,
/// no one is.
async fn an_invitation_can_be_repeated(bench: &dyn Bench) {
    let new = person("adept3", "Ny Ek", "Alfa kommun", Duty::Adept);
    assert!(matches!(bench.store().invite(&new, now()).await, Err(Error::NotFound)));
    let world = World::new(bench).await;
    let nowhere = person("adept3", "Ny Ek", "Ingenstans", Duty::Adept);
    assert!(matches!(world.store.invite(&nowhere, now()).await, Err(Error::NotFound)));

    world.store.invite(&new, now()).await.unwrap();
    let once = bench.rows().await;
    world.store.invite(&new, now()).await.unwrap();
    let twice = bench.rows().await;
    assert_eq!((twice["persons"], twice["duties"]), (once["persons"], once["duties"]));
    assert_eq!(world.store.due_emails(10, now()).await.unwrap().len(), 1);
    world.store.invite(&new, later(1)).await.unwrap();
    let messages = world.store.due_emails(10, later(1)).await.unwrap();
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| message.to == "adept3@example.org" && message.message == Email::Invitation));
    assert_eq!(world.caller("adept3").await.duties, [Duty::Adept]);
}
contract_test!(an_invitation_can_be_repeated);

/// Everyone in the round once, by address, shorter ones first.
async fn the_demo_lists_everyone_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let two_duties = person("adept1", "Örjan Ek", "Alfa kommun", Duty::WorkingGroup);
    world.store.invite(&two_duties, now()).await.unwrap();
    let people = world.store.demo_people().await.unwrap();
    assert_eq!(people.len(), 8);
    assert!(people.is_sorted_by_key(|person| (person.email.len(), person.email.clone())));
    let adept = people.iter().find(|person| person.email == "adept1@example.org").unwrap();
    assert_eq!((adept.duty, adept.organisation.as_str()), (Duty::Adept, "Alfa kommun"));
}
contract_test!(the_demo_lists_everyone_once);
