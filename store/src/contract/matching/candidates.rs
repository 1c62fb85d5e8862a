//! Whoever does not judge an applicant does not match them; and what does not
//! open matches nobody.

use domain::{
    application::Conflict,
    matching::Step,
    people::{Caller, PersonId},
};

use super::{Group, applied, pairs};
use crate::contract::{Bench, world::now};
use crate::{Error, matching::DraftChange};

/// Says on someone's behalf that they have a conflict of interest.
async fn recuse(bench: &dyn Bench, who: &Caller, applicant: PersonId) {
    let sql = format!(
        "INSERT INTO recusals (application_id, person_id, at, sealed) \
         SELECT id, {}, 0, sealed FROM applications WHERE person_id = {applicant}",
        who.person
    );
    assert!(bench.write(sql).await);
}

/// Whoever has declared a conflict of interest neither sees that applicant nor
/// whoever is in a pair with them, and neither moves nor publishes them.
async fn a_declared_conflict_hides_the_applicant(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let (store, organiser) = (group.store(), &group.organiser);
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let draft = group.draft().await;
    recuse(bench, organiser, bo).await;

    let view = group.view(organiser, draft).await;
    assert!(view.recused && view.person(bo).is_none() && view.person(dan).is_none());
    let open = view.open.unwrap();
    assert_eq!((pairs(&open), open.whole, view.drafts[0].pairs.len()), (vec![(alva, cilla)], false, 1));
    assert!(store.alternatives(organiser, draft, bo).await.unwrap().is_none());
    let alternatives = store.alternatives(organiser, draft, alva).await.unwrap().unwrap();
    assert!(alternatives.iter().all(|one| one.mentor != dan));
    for step in [Step::Lock(bo, dan), Step::Part(bo, dan), Step::Pair(bo, cilla), Step::Forbid(alva, dan)] {
        let change = DraftChange { draft, version: 1, step };
        assert!(matches!(group.change(organiser, None, change).await, Err(Error::NotFound)), "{step:?}");
    }
    assert!(matches!(store.publish_matches(organiser, draft, 1, now()).await, Err(Error::NotFound)));

    assert!(bench.write("DELETE FROM recusals".to_owned()).await);
    let view = group.view(organiser, draft).await;
    assert!(!view.recused && view.person(bo).is_some());
    assert_eq!(store.publish_matches(organiser, draft, 1, now()).await.unwrap(), 2);
}
contract_test!(a_declared_conflict_hides_the_applicant);

/// An organiser who has applied does not see what becomes of herself.
async fn nobody_matches_herself(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let organiser = &group.organiser;
    let (bo, own) = (group.adepts[1], organiser.person);
    assert!(bench.write(format!("UPDATE applications SET person_id = {own} WHERE person_id = {bo}")).await);
    let draft = group.draft().await;
    let view = group.view(organiser, draft).await;
    assert!(view.recused && view.person(own).is_none());
    assert!(!view.open.unwrap().whole);
    assert!(matches!(group.store().publish_matches(organiser, draft, 1, now()).await, Err(Error::NotFound)));
}
contract_test!(nobody_matches_herself);

/// One damaged application is left out and named; the board of the others stays.
async fn what_does_not_open_matches_nobody(bench: &dyn Bench) {
    let mut round = applied();
    round.applications[1].conflicts = vec![Conflict { who: "Dan Ek".to_owned(), why: "Vi var gifta".to_owned() }];
    let group = Group::of(bench, &round).await;
    let ([alva, bo], [cilla, _]) = (group.adepts, group.mentors);
    let damaged = format!("(SELECT a.sealed FROM applications a WHERE a.person_id = {alva})");
    assert!(bench.write(format!("UPDATE conflicts SET sealed = {damaged}")).await);
    let draft = group.draft().await;
    let view = group.view(&group.organiser, draft).await;
    assert_eq!(view.left_out, ["Bo Ek"], "nobody is matched past a conflict that cannot be read");
    assert!(view.person(bo).is_none() && view.person(alva).is_some());
    assert_eq!(pairs(&view.open.unwrap()), [(alva, cilla)]);

    assert!(bench.write(format!("UPDATE applications SET sealed = {damaged} WHERE person_id = {cilla}")).await);
    assert_eq!(group.view(&group.organiser, draft).await.left_out, ["Bo Ek", "Cilla Ek"]);
    assert_eq!(group.view(&group.member, draft).await.left_out, ["Bo Ek"], "she does not judge her own");
}
contract_test!(what_does_not_open_matches_nobody);
