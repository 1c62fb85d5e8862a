//! What an applicant has written and not sent is theirs alone; and what no longer
//! opens takes nothing else with it.

use domain::{
    application::{Application, Filled, Part, Purpose, State, typed::Support},
    live::Change,
    lost::Lost,
};

use super::{applicant, fill, open_world, purpose, sent, state};
use crate::{
    application::endorsement::Verdict,
    contract::{
        Bench,
        world::{later, now},
    },
};

/// While an application is with its applicant again, everyone else reads what was sent.
async fn what_is_not_sent_again_is_read_by_nobody_else(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (caller, link) = sent(&world, "ny").await;
    let support = Support { supports: true, why: "Bra".into(), commits: "Tid".into() };
    store.support(&link, &support, now()).await.unwrap();
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let contact = world.caller("kontakt1").await;
    store.endorse(&contact, id, &Verdict::Return("Varför nu?".into()), later(1)).await.unwrap();

    let read = async |name: &str| {
        let caller = world.caller(name).await;
        let one = store.application(&caller, id).await.unwrap().unwrap().application;
        let listed: Vec<Application> = store.applications(&caller).await.unwrap();
        assert_eq!(listed, std::slice::from_ref(&one), "{name}");
        one.form.purpose.unwrap().develop_words
    };
    for words in ["Ett utkast", "Ett annat"] {
        let edited = Purpose { develop_words: words.into(), ..purpose() };
        store.save_section(&caller, &Filled::Purpose(edited), later(2)).await.unwrap();
        for name in ["kontakt1", "organisator1"] {
            assert_eq!(read(name).await, purpose().develop_words, "{name}");
        }
        let own = store.own_application(&caller).await.unwrap().unwrap();
        assert_eq!(own.application.form.purpose.unwrap().develop_words, words);
    }
    store.send_application(&caller, "Så här", later(3)).await.unwrap();
    for name in ["kontakt1", "organisator1"] {
        assert_eq!(read(name).await, "Ett annat", "{name}");
    }
}
contract_test!(what_is_not_sent_again_is_read_by_nobody_else);

/// A contact person is not told that a colleague writes an application.
async fn what_is_saved_is_told_to_its_writer_and_organisers(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let caller = applicant(&world, "ny", Part::Adept).await;
    let mut changes = world.store.changes();
    world.store.save_section(&caller, &Filled::Purpose(purpose()), now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(matches!(change, Change::ApplicationDraft { .. }), "{change:?}");
    assert!(caller.may_know(&change));
    for (name, told) in [("organisator1", true), ("kontakt1", false), ("arbetsgrupp1", false), ("adept2", false)] {
        assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
    }
    world.store.withdraw_application(&caller, true, later(1)).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(!world.caller("kontakt1").await.may_know(&change), "nor that they think better of it");
}
contract_test!(what_is_saved_is_told_to_its_writer_and_organisers);

/// One damaged application is shown as such, among the others and to its applicant,
/// who fills it in anew.
async fn one_damaged_application_is_shown_as_such(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (whole, _) = sent(&world, "hel").await;
    let caller = applicant(&world, "skadad", Part::Adept).await;
    fill(store, &caller, purpose()).await;
    let elsewhere = format!("(SELECT a.sealed FROM applications a WHERE a.person_id = {})", whole.person);
    let own = format!("SELECT a.id FROM applications a WHERE a.person_id = {}", caller.person);
    for sql in [
        format!("UPDATE conflicts SET sealed = {elsewhere} WHERE application_id = ({own})"),
        format!("UPDATE applications SET sealed = {elsewhere} WHERE person_id = {}", caller.person),
    ] {
        assert!(bench.write(sql).await);
    }
    let organiser = world.caller("organisator1").await;
    let listed: Vec<_> =
        store.applications(&organiser).await.unwrap().into_iter().map(|one| (one.name, one.unreadable)).collect();
    assert_eq!(listed, [("hel Ek".to_owned(), false), ("skadad Ek".to_owned(), true)]);
    let seen = store.own_application(&caller).await.unwrap().unwrap();
    assert!(seen.application.unreadable);
    assert_eq!(Lost::of(&seen.conflicts[0].who), Some(Lost::Unreadable));

    fill(store, &caller, purpose()).await;
    store.save_section(&caller, &Filled::Part(Part::Adept), now()).await.unwrap();
    store.send_application(&caller, "", now()).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Sent);
}
contract_test!(one_damaged_application_is_shown_as_such);
