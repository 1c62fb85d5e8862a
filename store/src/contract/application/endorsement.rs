//! What a contact person says to an application.

use domain::{
    application::{Part, State},
    people::{Duty, Lang},
};
use jiff::civil::date;

use super::{applicant, emails_to, manager::yes, open_world, sent, state};
use crate::contract::{
    Bench, World,
    world::{email, later, now, person},
};
use crate::{
    Error,
    application::endorsement::{NewStandIn, Nomination, Nominee, StandIn, Verdict},
    mail::outbox::Email,
};

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
    store.rank(&contact, &[(id, None)], &[(id, 1)]).await.unwrap();
    let late = store.rank(&contact, &[(id, None)], &[(id, 2)]).await;
    assert!(matches!(late, Err(Error::Conflict)), "another has ranked it: {late:?}");
    store.rank(&world.caller("kontakt2").await, &[], &[(id, 7)]).await.unwrap();
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

/// They get an application and an email; whoever has begun one is nominated with it.
async fn a_contact_person_nominates_a_colleague(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let contact = world.caller("kontakt1").await;
    let nominee = |name: &str| Nominee { email: email(name), name: "Ny Ek".into(), part: Part::Adept, lang: Lang::Sv };
    assert_eq!(store.nominate(&contact, &nominee("ny"), now()).await.unwrap(), Nomination::New);
    let caller = world.caller("ny").await;
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.nominated_by.as_deref(), caller.organisation), (Some("Karl Ek"), contact.organisation));
    let messages = emails_to(store, "ny").await;
    assert!(matches!(&messages[0].message, Email::Nominated { by, .. } if by == "Karl Ek"));

    assert_eq!(store.nominate(&contact, &nominee("ny"), later(1)).await.unwrap(), Nomination::Again);
    assert_eq!(emails_to(store, "ny").await.len(), messages.len(), "no second email");

    let began = applicant(&world, "sjalv", Part::Mentor).await;
    assert_eq!(store.nominate(&contact, &nominee("sjalv"), later(1)).await.unwrap(), Nomination::Noted);
    let own = store.own_application(&began).await.unwrap().unwrap().application;
    assert_eq!((own.nominated_by.as_deref(), own.form.part), (Some("Karl Ek"), Some(Part::Mentor)));
    let listed = store.nominations(&contact).await.unwrap();
    let listed: Vec<_> = listed.iter().map(|one| (one.name.as_str(), one.part, one.state)).collect();
    assert_eq!(
        listed,
        [("Ny Ek", Part::Adept, None), ("Ny Ek", Part::Adept, None)],
        "a draft is nobody else's to read"
    );
    let (sender, _) = sent(&world, "skickad").await;
    assert_eq!(store.nominate(&contact, &nominee("skickad"), later(2)).await.unwrap(), Nomination::Noted);
    assert_eq!(store.nominations(&contact).await.unwrap()[0].state, Some(state(store, &sender).await));

    store.invite(&person("kontakt2", "Östen Ek", "Alfa kommun", Duty::ContactPerson), now()).await.unwrap();
    let colleague = world.caller("kontakt2").await;
    assert!(store.nominations(&colleague).await.unwrap().is_empty(), "each sees their own");
    assert_eq!(store.nominate(&colleague, &nominee("ny"), later(2)).await.unwrap(), Nomination::ByAnother);
    let other = store.nominate(&world.caller("adept1").await, &nominee("annan"), now()).await;
    assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
    let late = store.nominate(&contact, &nominee("annan"), later(24 * 31)).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
}
contract_test!(a_contact_person_nominates_a_colleague);

/// Whether an address is a member's elsewhere cannot be told from any answer: not
/// the first one, not when it is tried again, not by what is listed.
async fn who_is_a_member_elsewhere_is_not_told(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let contact = world.caller("kontakt1").await;
    let nominee = |name: &str| Nominee { email: email(name), name: "Ny Ek".into(), part: Part::Adept, lang: Lang::Sv };
    let stand_in = |name: &str| NewStandIn {
        email: email(name),
        lang: Lang::Sv,
        stand_in: StandIn { name: "Ny Ek".into(), from: date(2026, 11, 20), until: date(2026, 12, 1) },
    };
    let mut told = Vec::new();
    for name in ["okand", "adept2"] {
        let mut answers = Vec::new();
        for hours in [0, 0, 2, 30] {
            answers.push(format!("{:?}", store.nominate(&contact, &nominee(name), later(hours)).await));
            answers.push(format!("{:?}", store.set_stand_in(&contact, Some(&stand_in(name)), later(hours)).await));
            answers.push(format!("{:?}", store.stand_in(&contact, date(2026, 11, 22)).await));
            answers.push(format!("{:?}", store.applications(&contact).await.map(|all| all.len())));
            let nominated = store.nominations(&contact).await.unwrap();
            answers.push(format!("{:?}", nominated.first().map(|one| (one.name.clone(), one.state))));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0][0].starts_with("Ok"), "{told:?}");
    let member = world.caller("adept2").await;
    assert!(!member.has(Duty::Applicant) && !member.has(Duty::ContactPerson), "it lets them do nothing");
    assert!(store.own_application(&member).await.unwrap().is_none());
    let messages = emails_to(store, "adept2").await;
    assert!(matches!(&messages[0].message, Email::WorksElsewhere { by, .. } if by == "Karl Ek"), "they alone are told");
    let own = store.set_stand_in(&contact, Some(&stand_in("kontakt1")), now()).await;
    assert!(matches!(own, Err(Error::Invalid(_))), "{own:?}");
}
contract_test!(who_is_a_member_elsewhere_is_not_told);

/// From the first day to the last they do the contact person's work, and cannot
/// hand it on.
async fn a_stand_in_endorses_while_they_are_asked_to(bench: &dyn Bench) {
    let world: World = open_world(bench).await;
    let store = &*world.store;
    let contact = world.caller("kontakt1").await;
    let stand_in = |name: &str, from, until| {
        let stand_in = StandIn { name: "Siv Ek".into(), from, until };
        NewStandIn { email: email(name), lang: Lang::Sv, stand_in }
    };
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
    // Whoever does that work and applies ranks all but their own.
    store.begin_application(&substitute, Part::Adept, now()).await.unwrap();
    let own = store.own_application(&substitute).await.unwrap().unwrap().application.id;
    store.rank(&contact, &[(own, None), (id, None)], &[(own, 2), (id, 1)]).await.unwrap();
    store.rank(&substitute, &[(own, None), (id, Some(1))], &[(own, 1), (id, 2)]).await.unwrap();
    let rank = async |caller| store.own_application(caller).await.unwrap().unwrap().application.rank;
    assert_eq!((rank(&substitute).await, rank(&caller).await), (Some(2), Some(2)));
    let on = store.set_stand_in(&substitute, Some(&soon), now()).await;
    assert!(matches!(on, Err(Error::NotFound)), "{on:?}");
    store.set_stand_in(&contact, None, now()).await.unwrap();
    assert!(!world.caller("ersattare").await.has(Duty::ContactPerson));
}
contract_test!(a_stand_in_endorses_while_they_are_asked_to);
