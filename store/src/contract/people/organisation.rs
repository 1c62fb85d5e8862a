//! The network's organisations: named, ended, merged; and their ledger.

use domain::{
    Refusal,
    day::{Answer, board::Filter},
    people::{
        self, Duty, OrganisationId,
        organisation::{Description, OrganisationKind},
    },
};

use crate::contract::{
    Bench, World,
    world::{later, now, one_of_two, person, round},
};
use crate::{
    Error, Result,
    idempotency::IdempotencyKey,
    people::duty::{Departure, Ending, Holder},
};

fn described(name: &str) -> Description {
    Description { name: name.into(), short_name: String::new(), kind: OrganisationKind::Municipality }
}

async fn id_of(world: &World, name: &str) -> OrganisationId {
    let organiser = world.caller("organisator1").await;
    let all = world.store.organisation_list(&organiser).await.unwrap().unwrap();
    all.into_iter().find(|line| line.description.name == name).unwrap().id
}

/// Added once, under a name that nobody has, and renamed.
async fn an_organisation_is_added_and_renamed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let key = IdempotencyKey::of("organisation/add", b"1");
    let add = async |name: &str| store.add_organisation(&organiser, Some(&key), &described(name), now()).await;
    let new = add("Ödeborgs kommun").await.unwrap();
    assert_eq!(add("Ödeborgs kommun").await.unwrap(), new, "sent twice, it is one");
    let same = store.add_organisation(&organiser, None, &described("ODEBORGS  kommun"), now()).await;
    assert!(matches!(same, Err(Error::Invalid(_))), "people take it for the same");
    let renamed = Description { short_name: "Öde".into(), ..described("Ödeborg") };
    store.edit_organisation(&organiser, new, &described("Ödeborgs kommun"), &renamed).await.unwrap();
    assert!(matches!(
        store.edit_organisation(&organiser, new, &renamed, &described("Alfa kommun")).await,
        Err(Error::Invalid(_))
    ));
    let other = described("Ö kommun");
    let nothing = store.edit_organisation(&organiser, OrganisationId(999_999), &other, &other).await;
    assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
    let late = store.edit_organisation(&organiser, new, &described("Ödeborgs kommun"), &other).await;
    assert!(matches!(late, Err(Error::Conflict)), "another has renamed it: {late:?}");
    let page = store.organisation_page(&organiser, new).await.unwrap().unwrap();
    assert_eq!((page.description, page.active), (renamed, 0));
    assert!(store.organisations().await.unwrap().iter().any(|known| known.name == "Ödeborg"));
}
contract_test!(an_organisation_is_added_and_renamed);

async fn of_two_who_rename_an_organisation_one_does(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let id = id_of(&world, "Alfa kommun").await;
    let read = store.organisation_page(&organiser, id).await.unwrap().unwrap().description;
    let (one, other) = (described("Alfa"), Description { short_name: "Alfa".into(), ..read.clone() });
    one_of_two(
        store.edit_organisation(&organiser, id, &read, &one),
        store.edit_organisation(&organiser, id, &read, &other),
    )
    .await;
}
contract_test!(of_two_who_rename_an_organisation_one_does);

/// For anyone but organisers none of it is there.
async fn organisations_are_kept_by_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let (one, other) = (id_of(&world, "Alfa kommun").await, id_of(&world, "Åsby kommun").await);
    for name in ["adept1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        assert!(store.organisation_list(&caller).await.unwrap().is_none(), "{name}");
        assert!(store.organisation_page(&caller, one).await.unwrap().is_none(), "{name}");
        assert!(store.merge_preview(&caller, one, other).await.unwrap().is_none(), "{name}");
        let outcomes: [Result<()>; 4] = [
            store.add_organisation(&caller, None, &described("Ny"), now()).await.map(|_| ()),
            store.edit_organisation(&caller, one, &described("Alfa kommun"), &described("Ny")).await,
            store.set_organisation_ended(&caller, one, true, now()).await,
            store.merge_organisations(&caller, None, one, other, now()).await,
        ];
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{name}: {outcomes:?}");
    }
    assert_eq!(bench.rows().await["organisations"], 4);
}
contract_test!(organisations_are_kept_by_organisers);

/// Not while its people have duties. Then it is gone from lists to choose in, and can be
/// taken in again.
async fn an_organisation_ends_and_comes_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let id = id_of(&world, "Ärla region").await;
    let refused = store.set_organisation_ended(&organiser, id, true, now()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::People(people::Refusal::HasActivePeople)))), "{refused:?}");
    let member = world.caller("arbetsgrupp1").await.person;
    store.end_duty(&organiser, None, member, Duty::WorkingGroup, &Ending::default(), now()).await.unwrap();
    let listed = async || store.organisations().await.unwrap().iter().any(|known| known.id == id);
    assert!(listed().await);
    store.set_organisation_ended(&organiser, id, true, now()).await.unwrap();
    assert!(!listed().await);
    let page = store.organisation_page(&organiser, id).await.unwrap().unwrap();
    assert!(page.ended_on.is_some() && page.merged_into.is_none());
    let refused = store.begin_duty(&organiser, &Holder::Known(member), Duty::ContactPerson, now()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::People(people::Refusal::OrganisationEnded)))), "{refused:?}");
    store.set_organisation_ended(&organiser, id, false, now()).await.unwrap();
    assert!(listed().await);
}
contract_test!(an_organisation_ends_and_comes_back);

/// What it has given and received, by where people worked when the round began.
async fn a_ledger_counts_what_was_given_and_received(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let adept = world.caller("adept1").await;
    store.answer(&adept, world.segment("december", 0).await, Answer::Yes, now()).await.unwrap();
    let alfa = adept.organisation;
    let row = async || store.organisation_page(&organiser, alfa).await.unwrap().unwrap().ledger[0];
    // An adept and a mentor: two parts for everyone, and one for mentors.
    let given = row().await;
    assert_eq!((given.round, given.adepts, given.mentors, given.places), (15, 1, 1, 1));
    assert_eq!((given.asked, given.answered, given.came), (5, 1, 0));
    let (elsewhere, before) = (id_of(&world, "Åsby kommun").await, given);
    store.change_employer(&organiser, adept.person, elsewhere, now()).await.unwrap();
    assert_eq!(row().await, before, "they were Alfa's when the round began");
    store.leave(&organiser, None, adept.person, &Departure::default(), later(1)).await.unwrap();
    assert_eq!(row().await.adepts, 1, "whoever has left has taken part");
}
contract_test!(a_ledger_counts_what_was_given_and_received);

/// As authorities are: people, contact persons, figures and the ledger go with it.
async fn a_merge_takes_everything_along(bench: &dyn Bench) {
    let mut loaded = round(15);
    loaded.people.push(person("kontakt3", "Ove Ek", "Östra verket", Duty::ContactPerson));
    let world = World::of(bench, &loaded).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let (alfa, ostra) = (id_of(&world, "Alfa kommun").await, id_of(&world, "Östra verket").await);
    let arla = id_of(&world, "Ärla region").await;
    store.set_tie(&organiser, alfa, arla, true).await.unwrap();
    let segment = world.segment("december", 0).await;
    for name in ["adept1", "adept2"] {
        store.answer(&world.caller(name).await, segment, Answer::Yes, now()).await.unwrap();
    }
    let preview = store.merge_preview(&organiser, alfa, ostra).await.unwrap().unwrap();
    assert_eq!((preview.people, preview.contacts, preview.within.len()), (4, vec!["Karl Ek".to_owned()], 2));
    assert!(store.merge_preview(&organiser, alfa, alfa).await.unwrap().is_none());

    let key = IdempotencyKey::of("organisation/merge", b"1");
    for _ in 0..2 {
        store.merge_organisations(&organiser, Some(&key), alfa, ostra, now()).await.unwrap();
    }
    assert_eq!(world.caller("adept1").await.organisation, ostra);
    let board = store.day_board(&organiser, "december", &Filter::default(), now()).await.unwrap().unwrap().board;
    let yes = |id| domain::day::board::tally(&board.segments[0].counts, |count| count.organisation == id).yes;
    assert_eq!((yes(ostra), yes(alfa)), (2, 0));
    let page = store.organisation_page(&organiser, ostra).await.unwrap().unwrap();
    assert_eq!((page.ledger[0].adepts, page.ledger[0].mentors, page.contacts.len()), (2, 2, 2));
    let gone = store.organisation_page(&organiser, alfa).await.unwrap().unwrap();
    assert_eq!(gone.merged_into.unwrap().id, ostra);
    assert!(gone.ended_on.is_some() && gone.ledger.is_empty());
    assert!(matches!(store.set_organisation_ended(&organiser, alfa, false, now()).await, Err(Error::NotFound)));
    assert!(store.merge_preview(&organiser, alfa, arla).await.unwrap().is_none(), "only once");
    let ties = store.matching(&organiser, None).await.unwrap().unwrap().ties;
    assert!(ties.iter().any(|(one, other)| [one.id, other.id] == [ostra, arla] || [one.id, other.id] == [arla, ostra]));
    assert_eq!(world.caller("kontakt1").await.organisation, world.caller("kontakt3").await.organisation);
}
contract_test!(a_merge_takes_everything_along);
