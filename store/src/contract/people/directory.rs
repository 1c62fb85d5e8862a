//! Everyone in the network, and one person over all rounds.

use domain::{
    Refusal,
    application::State,
    day::Answer,
    pair::status,
    people::{
        self, Duty, Lang, PersonId, Role,
        directory::{Details, Filter, PAGE},
    },
};

use crate::contract::{
    Bench, World,
    application::{open_world, sent},
    world::{email, new_session, now, one_of_two, person, request, round},
};
use crate::{Error, people::LinkState};

async fn found(world: &World, query: &str) -> Vec<String> {
    let organiser = world.caller("organisator1").await;
    let page = world.store.directory(&organiser, &Filter::from_query(query)).await.unwrap().unwrap();
    assert_eq!(usize::try_from(page.found).unwrap(), page.people.len(), "{query}: all on one page");
    page.people.into_iter().map(|entry| entry.name).collect()
}

/// By name as people type it, by organisation, address, duty and round, in the order of
/// the Swedish alphabet.
async fn everyone_is_found(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mut earlier = round(14);
    earlier.people = vec![person("gammal1", "Ösp Lind", "Ärla region", Duty::Mentor)];
    earlier.pairs.clear();
    earlier.days.clear();
    assert!(world.store.load_round(&earlier, now()).await.unwrap());

    let all = found(&world, "").await;
    assert_eq!((all.len(), all[0].as_str(), all[8].as_str()), (9, "Greta Ek", "Ösp Lind"));
    assert_eq!(found(&world, "?sok=orjan").await, ["Örjan Ek"]);
    assert_eq!(found(&world, "?sok=MENTOR1%40example").await, ["Åsa Ek"], "by address");
    assert_eq!(found(&world, "?sok=arla+region").await, ["Greta Ek", "Ösp Lind"], "by organisation");
    assert_eq!(found(&world, "?roll=mentor&omgang=14").await, ["Ösp Lind"]);
    assert_eq!(found(&world, "?roll=mentor&omgang=15").await, ["Åsa Ek", "Ärla Ek"]);
    assert_eq!(found(&world, "?omgang=14").await, ["Ösp Lind"]);
    let works_for = world.caller("organisator1").await.organisation;
    assert_eq!(found(&world, &format!("?org={works_for}")).await, ["Olga Ek"]);
    for nobody in ["?sok=%25", "?sok=_", "?sok=%5C", "?sok=ingen", "?roll=organiser&omgang=14"] {
        assert!(found(&world, nobody).await.is_empty(), "{nobody}");
    }
}
contract_test!(everyone_is_found);

/// A page holds so many, and one that is not there is the first.
async fn a_long_list_comes_in_pages(bench: &dyn Bench) {
    let mut loaded = round(15);
    let names = (0..60).map(|n| person(&format!("extra{n}"), &format!("Zz {n:02}"), "Alfa kommun", Duty::Applicant));
    loaded.people.extend(names);
    let world = World::of(bench, &loaded).await;
    let organiser = world.caller("organisator1").await;
    let page =
        async |query: &str| world.store.directory(&organiser, &Filter::from_query(query)).await.unwrap().unwrap();
    let first = page("?sok=zz").await;
    assert_eq!((first.people.len(), first.found, first.people[0].name.as_str()), (PAGE as usize, 60, "Zz 00"));
    let second = page("?sok=zz&sida=2").await;
    assert_eq!((second.people.len(), second.found, second.page), (10, 60, 1));
    assert_eq!((second.people[0].name.as_str(), second.people[9].name.as_str()), ("Zz 50", "Zz 59"));
    let beyond = page("?sok=zz&sida=9").await;
    assert_eq!((beyond.page, beyond.people), (0, first.people));
}
contract_test!(a_long_list_comes_in_pages);

/// Only organisers, and nobody who does not exist.
async fn the_directory_is_for_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let adept = world.caller("adept1").await.person;
    let details = Details { name: "Ny".into(), title: String::new(), phone: String::new(), lang: Lang::Sv };
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(store.directory(&caller, &Filter::default()).await.unwrap().is_none(), "{name}");
        assert!(store.person_page(&caller, adept, now()).await.unwrap().is_none(), "{name}");
        assert!(matches!(store.edit_person(&caller, adept, &details, &details).await, Err(Error::NotFound)), "{name}");
        assert!(matches!(store.set_active(&caller, adept, false, now()).await, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let nobody = PersonId(999_999);
    assert!(store.person_page(&organiser, nobody, now()).await.unwrap().is_none());
    assert!(matches!(store.edit_person(&organiser, nobody, &details, &details).await, Err(Error::NotFound)));
    assert!(matches!(store.set_active(&organiser, nobody, false, now()).await, Err(Error::NotFound)));
}
contract_test!(the_directory_is_for_organisers);

/// All that organisers may see, over all rounds, and no word of a pair's.
async fn a_persons_page_tells_no_word_of_a_pair(bench: &dyn Bench) {
    const NOTE: &str = "kanarieanteckning";
    let world = World::new(bench).await;
    let store = &*world.store;
    let mut earlier = round(14);
    earlier.people = vec![
        person("adept1", "Örjan Ek", "Alfa kommun", Duty::Adept),
        person("gammal1", "Ösp Lind", "Ärla region", Duty::Mentor),
    ];
    earlier.pairs.truncate(1);
    earlier.pairs[0].mentor = email("gammal1");
    earlier.days.clear();
    assert!(store.load_round(&earlier, now()).await.unwrap());

    let adept = world.caller("adept1").await;
    world.log(&adept, NOTE).await;
    store.answer(&adept, world.segment("december", 0).await, Answer::Maybe, now()).await.unwrap();
    let organiser = world.caller("organisator1").await;
    let page = store.person_page(&organiser, adept.person, now()).await.unwrap().unwrap();
    let duties: Vec<_> = page.duties.iter().map(|held| (held.round, held.duty, held.ours)).collect();
    assert_eq!(duties, [(15, Duty::Adept, true), (14, Duty::Adept, false)]);
    let pairs: Vec<_> = page.pairs.iter().map(|pair| (pair.round, pair.role, pair.partner_name.as_str())).collect();
    assert_eq!(pairs, [(15, Role::Adept, "Åsa Ek"), (14, Role::Adept, "Ösp Lind")]);
    assert_eq!(page.pairs[0].state, status::State::Active);
    assert_eq!((page.answers.len(), page.answers[0].answer, page.answers[0].came), (1, Answer::Maybe, false));
    assert_eq!((page.email.as_str(), page.organisation.name.as_str()), ("adept1@example.org", "Alfa kommun"));
    assert!(page.movable && page.role() == Some(Role::Adept) && !page.can_be_deactivated());
    assert!(!format!("{page:?}").contains(NOTE));
}
contract_test!(a_persons_page_tells_no_word_of_a_pair);

/// An application is told of by where it stands.
async fn a_persons_page_tells_of_applications(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (applicant, _) = sent(&world, "ny").await;
    let organiser = world.caller("organisator1").await;
    let page = world.store.person_page(&organiser, applicant.person, now()).await.unwrap().unwrap();
    assert_eq!(page.applications.iter().map(|one| (one.round, one.state)).collect::<Vec<_>>(), [(15, State::Sent)]);
}
contract_test!(a_persons_page_tells_of_applications);

/// Whatever is written is searched and sorted by at once, and seen by those who see it.
async fn details_are_written(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let details = Details { name: "Åke Ny".into(), title: "Chef".into(), phone: "070".into(), lang: Lang::En };
    let read = world.store.person_page(&organiser, adept.person, now()).await.unwrap().unwrap().details;
    world.store.edit_person(&organiser, adept.person, &read, &details).await.unwrap();
    assert_eq!(found(&world, "?sok=ake+ny").await, ["Åke Ny"]);
    let page = world.store.person_page(&organiser, adept.person, now()).await.unwrap().unwrap();
    assert_eq!(page.details, details);
    let pair = world.store.pair(&world.caller("mentor1").await).await.unwrap().unwrap();
    assert_eq!((pair.partner.name.as_str(), pair.partner.phone.as_str()), ("Åke Ny", "070"));
}
contract_test!(details_are_written);

/// Nobody writes over what they have not read.
async fn details_that_another_has_written_stay(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let adept = world.caller("adept1").await.person;
    let details = async || store.person_page(&organiser, adept, now()).await.unwrap().unwrap().details;
    let read = details().await;
    let phone = Details { phone: "070-1".into(), ..read.clone() };
    let title = Details { title: "Enhetschef".into(), ..read.clone() };
    store.edit_person(&organiser, adept, &read, &phone).await.unwrap();
    let late = store.edit_person(&organiser, adept, &read, &title).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    assert_eq!(details().await, phone);
    let both = Details { title: title.title.clone(), ..phone.clone() };
    one_of_two(
        store.edit_person(&organiser, adept, &phone, &both),
        store.edit_person(&organiser, adept, &phone, &title),
    )
    .await;
}
contract_test!(details_that_another_has_written_stay);

/// Signed out at once, let in no more, and written to no more; until they are active again.
async fn whoever_is_deactivated_is_out(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let busy = world.caller("kontakt1").await.person;
    let refused = store.set_active(&organiser, busy, false, now()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::People(people::Refusal::HoldsDuties)))), "{refused:?}");

    store.invite(&person("ny", "Ny Ek", "Alfa kommun", Duty::Applicant), now()).await.unwrap();
    let (session, asked) = (new_session(), request("ny"));
    store.sign_in_as(&email("ny"), &session, now()).await.unwrap();
    let someone = store.caller(&session.secret, now()).await.unwrap().unwrap().person;
    store.request_sign_in(&asked, now()).await.unwrap();
    store.set_active(&organiser, someone, false, now()).await.unwrap();
    assert!(store.caller(&session.secret, now()).await.unwrap().is_none());
    assert_eq!(store.redeem_link(&asked.link, &new_session(), now()).await.unwrap(), LinkState::Unknown);
    assert!(matches!(store.sign_in_as(&email("ny"), &new_session(), now()).await, Err(Error::NotFound)));
    store.request_sign_in(&request("ny"), now()).await.unwrap();
    store.invite(&person("ny", "Ny Ek", "Alfa kommun", Duty::Applicant), now()).await.unwrap();
    assert!(store.due_emails(10, now()).await.unwrap().iter().all(|parcel| parcel.to != "ny@example.org"));

    store.set_active(&organiser, someone, true, now()).await.unwrap();
    store.request_sign_in(&request("ny"), now()).await.unwrap();
    assert!(store.due_emails(10, now()).await.unwrap().iter().any(|parcel| parcel.to == "ny@example.org"));
}
contract_test!(whoever_is_deactivated_is_out);
