//! Whoever does not judge an applicant does not match them; and what does not
//! open matches nobody.

use domain::{
    application::{Conflict, State},
    matching::Step,
    people::{Caller, PersonId},
};

use super::{Group, applied, pairs};
use crate::contract::{Bench, world::now};
use crate::{Error, mail::outbox::Email, matching::DraftChange};

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

/// A mentor has one adept, unless the group allows as many as they have offered to take;
/// then two can be proposed, settled and published, and the board knows who has room left.
async fn the_group_allows_a_mentor_several_adepts(bench: &dyn Bench) {
    let mut round = applied();
    round.applications[2].form.wishes.as_mut().unwrap().capacity = 2;
    round.applications[3].state = State::Endorsed;
    let group = Group::of(bench, &round).await;
    let (store, organiser) = (group.store(), &group.organiser);
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let draft = group.draft().await;
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, cilla)], "one at a time");

    // Of Cilla, who is from her own organisation, the group's member does not judge; an
    // adept has one mentor, and Dan is not chosen.
    for (caller, mentor) in [(&group.member, cilla), (organiser, alva), (organiser, dan)] {
        assert!(matches!(store.set_several_adepts(caller, mentor, true).await, Err(Error::NotFound)));
    }
    let adept = group.world.caller("adept1").await;
    assert!(matches!(store.set_several_adepts(&adept, cilla, true).await, Err(Error::NotFound)));
    store.set_several_adepts(organiser, cilla, true).await.unwrap();
    let view = group.view(organiser, draft).await;
    let profile = view.person(cilla).unwrap();
    assert_eq!((profile.offered, profile.several, profile.candidate.capacity), (2, true, 2));
    store.set_several_adepts(organiser, cilla, false).await.unwrap();
    assert_eq!(group.view(organiser, draft).await.person(cilla).unwrap().candidate.capacity, 1);

    store.set_several_adepts(organiser, cilla, true).await.unwrap();
    group.take(draft, Step::Propose).await.unwrap();
    let open = group.open_draft(draft).await;
    assert_eq!(pairs(&open), [(alva, cilla), (bo, cilla)]);
    assert_eq!(store.publish_matches(organiser, draft, open.version, now()).await.unwrap(), 2);
    for name in ["sokande1", "sokande2"] {
        let pair = store.pair(&group.world.caller(name).await).await.unwrap().unwrap();
        assert_eq!(pair.partner.person, cilla, "{name}");
    }
    let due = store.due_emails(20, now()).await.unwrap();
    let matched = due.iter().filter(|parcel| matches!(parcel.message, Email::Matched { .. }));
    let mut told: Vec<_> = matched.map(|parcel| parcel.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["sokande1@example.org", "sokande2@example.org", "sokande3@example.org", "sokande3@example.org"]);
    assert!(group.view_without(organiser).await.person(cilla).is_none(), "she has room for no more");
}
contract_test!(the_group_allows_a_mentor_several_adepts);
