//! A pair that an organiser makes by hand.

use domain::{
    Refusal,
    matching::{ByHandProblem, Infeasible, LiftReason, Rule},
    people::{
        Duty, Lang, PersonId, Role,
        directory::Details,
        newcomer::{Newcomer, Workplace},
    },
};

use super::Group;
use crate::contract::{
    Bench, World,
    application::emails_to,
    world::{email, now},
};
use crate::{Error, idempotency::IdempotencyKey, mail::outbox::Email};

/// Adds someone without a word, as an organiser.
async fn add(world: &World, name: &str, duty: Duty, organisation: &str) -> PersonId {
    let newcomer = Newcomer {
        details: Details { name: format!("{name} Ek"), title: String::new(), phone: String::new(), lang: Lang::Sv },
        email: email(&name.to_lowercase()),
        workplace: Workplace::New(organisation.to_owned()),
        duty,
        invite: false,
    };
    let organiser = world.caller("organisator1").await;
    world.store.add_newcomer(&organiser, None, &newcomer, now()).await.unwrap()
}

/// Two who came by hand become a pair, are told of each other, and are asked to the days of
/// which nobody has told them.
async fn two_are_made_a_pair_by_hand(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let sara = add(&world, "Sara", Duty::Adept, "Alfa kommun").await;
    let (bo, ida) =
        (add(&world, "Bo", Duty::Mentor, "Ärla region").await, add(&world, "Ida", Duty::Mentor, "Alfa kommun").await);
    let by_hand = store.by_hand(&organiser).await.unwrap().unwrap();
    let names: Vec<_> = by_hand.people.iter().map(|side| (side.name.as_str(), side.role)).collect();
    assert_eq!(
        names,
        [("Bo Ek", Role::Mentor), ("Ida Ek", Role::Mentor), ("Sara Ek", Role::Adept)],
        "those in no pair"
    );

    let same = store.pair_by_hand(&organiser, None, (sara, ida), None, now()).await;
    let rule = Infeasible::Pair { adept: sara, mentor: ida, rule: Rule::SameOrganisation };
    assert!(matches!(same, Err(Error::Refused(Refusal::Matching(why))) if why == rule), "{same:?}");
    let key = IdempotencyKey::of("pair", b"1");
    for _ in 0..2 {
        store.pair_by_hand(&organiser, Some(&key), (sara, bo), None, now()).await.unwrap();
    }
    assert_eq!(world.caller("sara").await.pair, world.caller("bo").await.pair);
    let told: Vec<_> = emails_to(store, "bo").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(matches!(&told[0], Email::Matched { partner, .. } if partner.name == "Sara Ek"));
    let again = store.pair_by_hand(&organiser, None, (sara, bo), None, now()).await;
    assert!(matches!(again, Err(Error::NotFound)), "they are in a pair");
}
contract_test!(two_are_made_a_pair_by_hand);

/// Who have been a pair may be one again for a reason, and no other rule is lifted.
async fn a_former_pair_needs_a_reason(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let (adept, mentor) = (world.caller("adept1").await.person, world.caller("mentor1").await.person);
    assert!(bench.write("UPDATE pairs SET state = 'ended', state_since = '2026-11-01'".to_owned()).await);
    let without = store.pair_by_hand(&organiser, None, (adept, mentor), None, now()).await;
    let Err(Error::Invalid(errors)) = without else { panic!("{without:?}") };
    assert_eq!((errors[0].field.as_str(), &errors[0].problem), ("reason", &ByHandProblem::FormerPair.into()));
    let reason = LiftReason::parse("Båda vill.").unwrap();
    store.pair_by_hand(&organiser, None, (adept, mentor), Some(&reason), now()).await.unwrap();
    assert_eq!(world.caller("adept1").await.pair, world.caller("mentor1").await.pair);
    assert_eq!(bench.rows().await["former_pair_lifts"], 1);
    let within = (world.caller("adept2").await.person, mentor);
    assert!(store.pair_by_hand(&organiser, None, within, Some(&reason), now()).await.is_err());
}
contract_test!(a_former_pair_needs_a_reason);

/// Those who were chosen can be taken too, as far as the round has room; those of whom an
/// organiser does not judge neither are offered nor taken.
async fn those_who_were_chosen_are_offered(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let (store, organiser) = (group.store(), &group.organiser);
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    assert!(
        bench
            .write(format!(
                "INSERT INTO recusals (application_id, person_id, at, sealed) \
         SELECT id, {}, 0, sealed FROM applications WHERE person_id = {bo}",
                organiser.person
            ))
            .await
    );
    let offered = store.by_hand(organiser).await.unwrap().unwrap();
    assert!(
        offered.of(Role::Adept).all(|side| side.person != bo)
            && offered.of(Role::Adept).any(|side| side.person == alva)
    );
    assert!(matches!(store.pair_by_hand(organiser, None, (bo, dan), None, now()).await, Err(Error::NotFound)));
    store.pair_by_hand(organiser, None, (alva, cilla), None, now()).await.unwrap();
    assert!(bench.write("UPDATE rounds SET max_pairs = 1".to_owned()).await);
    assert!(bench.write("DELETE FROM recusals".to_owned()).await);
    let full = store.pair_by_hand(organiser, None, (bo, dan), None, now()).await;
    assert!(matches!(full, Err(Error::Refused(Refusal::Matching(Infeasible::Places { .. })))), "{full:?}");
}
contract_test!(those_who_were_chosen_are_offered);

/// For anyone else there is nobody to choose.
async fn only_organisers_make_pairs_by_hand(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = bench.rows().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.by_hand(&caller).await.unwrap().is_none(), "{name}");
        let two = (caller.person, caller.person);
        assert!(
            matches!(world.store.pair_by_hand(&caller, None, two, None, now()).await, Err(Error::NotFound)),
            "{name}"
        );
        world.store.end_session(&caller, caller.session).await.unwrap();
    }
    assert_eq!(bench.rows().await, before);
}
contract_test!(only_organisers_make_pairs_by_hand);
