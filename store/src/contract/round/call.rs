//! The call for applications.

use domain::{
    Refusal,
    application::{Call, Part, State},
    round::call::{self as calls, CallSettings, Taken},
};

use crate::Error;
use crate::contract::{
    Bench,
    application::{applicant, call, fill, open_world, purpose, sent},
    world::{later, now, one_of_two},
};

/// Before and after its time nothing begins, and none is sent; a role that is
/// full takes no more, and has room again when someone takes theirs back.
async fn a_call_is_open_for_a_while_and_until_it_is_full(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let adept = world.caller("reserv1").await;
    for at in [later(-48), later(24 * 31)] {
        let closed = store.begin_application(&adept, Part::Adept, at).await;
        assert!(matches!(closed, Err(Error::Refused(Refusal::Call(calls::Refusal::Closed)))), "{closed:?}");
    }
    let (first, _) = sent(&world, "ett").await;
    let second = applicant(&world, "tva", Part::Adept).await;
    fill(store, &second, purpose()).await;
    store.save_call(&organiser, Some(&call()), &Call { most_adepts: Some(1), ..call() }).await.unwrap();
    assert_eq!(store.call(now()).await.unwrap().unwrap().2, Taken { adepts: 1, mentors: 0 });
    let full = store.send_application(&second, "", now()).await;
    assert!(matches!(full, Err(Error::Refused(Refusal::Call(calls::Refusal::Full)))), "{full:?}");
    assert!(store.begin_application(&adept, Part::Either, now()).await.is_ok(), "there is room for mentors");
    store.withdraw_application(&first, true, now()).await.unwrap();
    store.send_application(&second, "", now()).await.unwrap();
    let closed = store.save_call(&second, Some(&call()), &call()).await;
    assert!(matches!(closed, Err(Error::NotFound)), "only organisers settle the call");
}
contract_test!(a_call_is_open_for_a_while_and_until_it_is_full);

/// Nobody writes over a call that they have not read, nor over one that they take to be
/// the first.
async fn a_call_that_another_has_saved_stays(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let [one, other] = [1, 2].map(|most| Call { most_mentors: Some(most), ..call() });
    let first = store.save_call(&organiser, None, &one).await;
    assert!(matches!(first, Err(Error::Conflict)), "{first:?}");
    let read = Some(call());
    one_of_two(store.save_call(&organiser, read.as_ref(), &one), store.save_call(&organiser, read.as_ref(), &other))
        .await;
    let late = store.save_call(&organiser, read.as_ref(), &call()).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    assert_ne!(store.round_call(&organiser).await.unwrap(), read);
}
contract_test!(a_call_that_another_has_saved_stays);

/// The page of the call's settings has the call, and counts the applications that
/// organisers read.
async fn a_calls_settings_are_read_at_once(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    sent(&world, "ett").await;
    applicant(&world, "tva", Part::Adept).await;
    applicant(&world, "tre", Part::Mentor).await;
    let applications = store.applications(&organiser).await.unwrap();
    let count = |state: State| applications.iter().filter(|application| application.state == state).count();
    let states = State::ALL.iter().map(|state| (*state, u32::try_from(count(*state)).unwrap()));
    let settings = CallSettings {
        call: store.call(now()).await.unwrap().map(|(_, call, taken)| (call, taken)),
        states: states.filter(|(_, n)| *n > 0).collect(),
    };
    assert_eq!(settings.states, [(State::Draft, 2), (State::Sent, 1)]);
    assert_eq!(store.call_settings(&organiser).await.unwrap(), Some(settings));
    for name in ["adept1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert_eq!(store.call_settings(&world.caller(name).await).await.unwrap(), None, "{name}");
    }
}
contract_test!(a_calls_settings_are_read_at_once);
