//! What the working group reads, votes and decides; the record, and the emails.

use domain::{
    application::{ApplicationId, Rule, State, typed::Support},
    people::{Caller, Duty, Role},
    selection::{Ballot, Note, Outcome, Verdict, Vote},
};

use super::{
    Bench, World,
    application::{emails_to, open_world, sent, state},
    holds,
    world::{later, now, person},
};
use crate::{Error, Store, application::endorsement, mail::outbox::Email};

/// Someone of Alfa kommun whose application has been endorsed, or whose manager
/// was against it.
async fn endorsed(world: &World, name: &str, supports: bool) -> (Caller, ApplicationId) {
    let store = &*world.store;
    let (caller, link) = sent(world, name).await;
    let support = Support { supports, why: "Därför".into(), commits: "Tid".into() };
    store.support(&link, &support, now()).await.unwrap();
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let contact = world.caller("kontakt1").await;
    store.endorse(&contact, id, &endorsement::Verdict::Endorse(String::new()), now()).await.unwrap();
    (caller, id)
}

/// The world with two more in the group: of the applicants' organisation, and of another.
async fn group_world(bench: &dyn Bench) -> World {
    let world = open_world(bench).await;
    for (name, organisation) in [("arbetsgrupp2", "Alfa kommun"), ("arbetsgrupp3", "Östra verket")] {
        let member = person(name, &format!("{name} Ek"), organisation, Duty::WorkingGroup);
        world.store.invite(&member, now()).await.unwrap();
    }
    world
}

fn ballot(vote: Vote, note: &str) -> Ballot {
    Ballot { vote, note: note_of(note) }
}

fn note_of(text: &str) -> Note {
    Note::parse(text).unwrap()
}

fn verdict(outcome: Outcome, aside: &str) -> Verdict {
    let role = (outcome != Outcome::Declined).then_some(Role::Adept);
    Verdict { outcome, role, grounds: note_of("Kanariefågeln fick plats."), aside: note_of(aside) }
}

async fn names(store: &dyn Store, caller: &Caller) -> Option<Vec<String>> {
    let selection = store.selection(caller).await.unwrap()?;
    Some(selection.candidates.into_iter().map(|candidate| candidate.application.name).collect())
}

fn refused(outcome: crate::Result<()>) -> bool {
    matches!(outcome, Err(Error::NotFound))
}

/// Once it is endorsed, and nobody in the group from the own organisation.
async fn the_group_reads_what_is_endorsed(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    sent(&world, "vantar").await;
    let (applicant, id) = endorsed(&world, "ny", true).await;
    for name in ["arbetsgrupp1", "arbetsgrupp3", "organisator1"] {
        let caller = world.caller(name).await;
        assert_eq!(names(store, &caller).await, Some(vec!["ny Ek".to_owned()]), "{name}");
        let reading = store.candidate(&caller, id).await.unwrap().unwrap();
        assert_eq!(reading.dossier.conflicts.len(), 1, "{name}");
    }
    let own = world.caller("arbetsgrupp2").await;
    assert_eq!(names(store, &own).await, Some(Vec::new()));
    assert!(store.candidate(&own, id).await.unwrap().is_none());
    for name in ["adept1", "mentor1", "kontakt1", "reserv1"] {
        assert_eq!(names(store, &world.caller(name).await).await, None, "{name}");
    }
    let before = bench.rows().await;
    for caller in [own, applicant, world.caller("kontakt1").await, world.caller("adept1").await] {
        assert!(refused(store.vote(&caller, id, &ballot(Vote::Yes, ""), now()).await), "{}", caller.name);
        assert!(refused(store.recuse(&caller, id, &note_of("Vän"), now()).await), "{}", caller.name);
        assert!(refused(store.decide(&caller, id, &verdict(Outcome::Selected, ""), now()).await), "{}", caller.name);
        assert!(refused(store.move_up(&caller, id).await), "{}", caller.name);
        assert!(refused(store.record_decisions(&caller, now()).await), "{}", caller.name);
    }
    let rows = bench.rows().await;
    for table in ["votes", "recusals", "decisions", "decision_records"] {
        assert_eq!(rows[table], before[table], "{table}");
    }
}
contract_test!(the_group_reads_what_is_endorsed);

/// So nobody votes after another.
async fn votes_show_to_those_who_have_voted(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (_, id) = endorsed(&world, "ny", true).await;
    let (one, other) = (world.caller("arbetsgrupp1").await, world.caller("arbetsgrupp3").await);
    store.vote(&one, id, &ballot(Vote::No, "Tveksam"), now()).await.unwrap();
    store.vote(&one, id, &ballot(Vote::Yes, "Stark"), now()).await.unwrap();
    let reading = store.candidate(&other, id).await.unwrap().unwrap();
    assert_eq!((reading.own, reading.opinions), (None, None));
    let listed = store.selection(&other).await.unwrap().unwrap().candidates.remove(0);
    assert_eq!((listed.own, listed.votes), (None, None));

    store.vote(&other, id, &ballot(Vote::Maybe, ""), now()).await.unwrap();
    let opinions = store.candidate(&other, id).await.unwrap().unwrap().opinions.unwrap();
    let said: Vec<_> = opinions.iter().map(|said| (said.by.as_str(), said.vote, said.note.as_str())).collect();
    assert_eq!(said, [("arbetsgrupp3 Ek", Vote::Maybe, ""), ("Greta Ek", Vote::Yes, "Stark")]);
    let votes = store.selection(&one).await.unwrap().unwrap().candidates.remove(0).votes.unwrap();
    assert_eq!((votes.yes, votes.maybe, votes.no), (1, 1, 0));
}
contract_test!(votes_show_to_those_who_have_voted);

/// It is gone for them, and so is their vote, until an organiser says otherwise.
async fn whoever_has_a_conflict_sees_it_no_more(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (_, id) = endorsed(&world, "ny", true).await;
    let (member, organiser) = (world.caller("arbetsgrupp1").await, world.caller("organisator1").await);
    store.vote(&member, id, &ballot(Vote::Yes, ""), now()).await.unwrap();
    store.recuse(&member, id, &note_of("Vi är gamla vänner."), now()).await.unwrap();
    assert_eq!(bench.rows().await["votes"], 0);
    assert_eq!(names(store, &member).await, Some(Vec::new()));
    assert!(store.candidate(&member, id).await.unwrap().is_none());
    assert!(refused(store.vote(&member, id, &ballot(Vote::Yes, ""), now()).await));
    assert!(refused(store.lift_recusal(&member, id, member.person).await));

    let other = world.caller("arbetsgrupp3").await;
    assert!(store.candidate(&other, id).await.unwrap().unwrap().recusals.is_empty(), "why is for organisers");
    assert!(refused(store.lift_recusal(&other, id, member.person).await));
    let recusals = store.candidate(&organiser, id).await.unwrap().unwrap().recusals;
    assert_eq!((recusals[0].person, recusals[0].reason.as_str()), (member.person, "Vi är gamla vänner."));
    store.lift_recusal(&organiser, id, member.person).await.unwrap();
    assert!(store.candidate(&member, id).await.unwrap().is_some());
}
contract_test!(whoever_has_a_conflict_sees_it_no_more);

/// Whoever is chosen in spite of a rule is so for a reason, which stays.
async fn a_rule_is_set_aside_for_a_reason(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (_, id) = endorsed(&world, "ny", false).await;
    let member = world.caller("arbetsgrupp1").await;
    let listed = store.selection(&member).await.unwrap().unwrap().candidates.remove(0);
    assert_eq!(listed.obstacles, [Rule::ManagerSupports]);
    let without = store.decide(&member, id, &verdict(Outcome::Selected, ""), now()).await;
    assert!(matches!(&without, Err(Error::Invalid(fields)) if fields[0].field == "aside"), "{without:?}");
    store.decide(&member, id, &verdict(Outcome::Declined, ""), now()).await.unwrap();
    store.decide(&member, id, &verdict(Outcome::Selected, "Chefen slutar."), now()).await.unwrap();
    let reading = store.candidate(&member, id).await.unwrap().unwrap();
    assert_eq!(reading.decision.unwrap().outcome, Outcome::Selected);
    assert_eq!(reading.dossier.overrides[0].reason, "Chefen slutar.");
    let contact = world.caller("kontakt1").await;
    assert!(store.application(&contact, id).await.unwrap().unwrap().overrides.is_empty(), "the group's own");
    store.decide(&member, id, &verdict(Outcome::Reserve, ""), now()).await.unwrap();
    assert!(store.selection(&member).await.unwrap().unwrap().candidates[0].obstacles.is_empty());
}
contract_test!(a_rule_is_set_aside_for_a_reason);

/// First come, first in turn, unless the group moves someone up.
async fn the_reserve_is_in_turn(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let member = world.caller("arbetsgrupp1").await;
    let mut ids = Vec::new();
    for name in ["ett", "tva", "tre"] {
        let (_, id) = endorsed(&world, name, true).await;
        store.decide(&member, id, &verdict(Outcome::Reserve, ""), now()).await.unwrap();
        ids.push(id);
    }
    let order = async || {
        let selection = store.selection(&member).await.unwrap().unwrap();
        let reserve = selection.with(Outcome::Reserve, Some(Role::Adept));
        reserve.iter().map(|candidate| candidate.application.id).collect::<Vec<_>>()
    };
    assert_eq!(order().await, ids);
    store.move_up(&member, ids[2]).await.unwrap();
    assert_eq!(order().await, [ids[0], ids[2], ids[1]]);
    store.move_up(&member, ids[0]).await.unwrap();
    store.decide(&member, ids[2], &verdict(Outcome::Reserve, ""), now()).await.unwrap();
    assert_eq!(order().await, [ids[0], ids[2], ids[1]], "the first stays first, and nobody loses a place");
}
contract_test!(the_reserve_is_in_turn);

/// Once all is decided, by organisers; after that nothing changes.
async fn the_record_is_made_once(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (member, organiser) = (world.caller("arbetsgrupp1").await, world.caller("organisator1").await);
    assert!(matches!(store.record_decisions(&organiser, now()).await, Err(Error::Gone)), "of nothing");
    let (applicant, id) = endorsed(&world, "ny", false).await;
    store.vote(&member, id, &ballot(Vote::Yes, ""), now()).await.unwrap();
    assert!(matches!(store.record_decisions(&organiser, now()).await, Err(Error::Gone)), "something is undecided");
    store.decide(&member, id, &verdict(Outcome::Selected, "Chefen slutar."), now()).await.unwrap();
    assert!(refused(store.record_decisions(&member, now()).await));
    assert!(store.decision_record(&member).await.unwrap().is_none());
    store.record_decisions(&organiser, later(1)).await.unwrap();

    let (record, stage) = store.decision_record(&member).await.unwrap().unwrap();
    assert_eq!((record.round, record.by.as_str(), record.members.len()), (15, "Olga Ek", 1));
    assert_eq!((stage.recorded, stage.told), (Some(later(1)), None));
    let entry = &record.entries[0];
    assert_eq!((entry.name.as_str(), entry.decision.outcome, entry.votes.yes), ("ny Ek", Outcome::Selected, 1));
    assert_eq!(entry.aside, [(Rule::ManagerSupports, "Chefen slutar.".to_owned())]);
    let own = world.caller("arbetsgrupp2").await;
    assert!(store.decision_record(&own).await.unwrap().unwrap().0.entries.is_empty(), "their own organisation's");
    for caller in [applicant, world.caller("kontakt1").await, world.caller("adept1").await] {
        assert!(store.decision_record(&caller).await.unwrap().is_none(), "{}", caller.name);
    }

    let conflict = |outcome: crate::Result<()>| matches!(outcome, Err(Error::Conflict));
    assert!(conflict(store.record_decisions(&organiser, later(2)).await));
    assert!(conflict(store.vote(&member, id, &ballot(Vote::No, ""), later(2)).await));
    assert!(conflict(store.recuse(&member, id, &note_of("Vän"), later(2)).await));
    assert!(conflict(store.decide(&member, id, &verdict(Outcome::Declined, ""), later(2)).await));
    assert_eq!(store.decision_record(&member).await.unwrap().unwrap().0, record);
}
contract_test!(the_record_is_made_once);

/// At one moment, each once; until then nobody outside knows.
async fn decisions_are_told_once(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (member, organiser) = (world.caller("arbetsgrupp1").await, world.caller("organisator1").await);
    let mut applicants = Vec::new();
    for (name, outcome) in [("ett", Outcome::Selected), ("tva", Outcome::Reserve), ("tre", Outcome::Declined)] {
        let (caller, id) = endorsed(&world, name, true).await;
        store.decide(&member, id, &verdict(outcome, ""), now()).await.unwrap();
        applicants.push((name, caller, outcome));
    }
    let (gone, id) = endorsed(&world, "angrat", true).await;
    store.decide(&member, id, &verdict(Outcome::Selected, ""), now()).await.unwrap();
    assert!(matches!(store.tell_decisions(&organiser, now()).await, Err(Error::Gone)), "before they are on record");
    store.record_decisions(&organiser, now()).await.unwrap();
    store.withdraw_application(&gone, true, now()).await.unwrap();
    let left = emails_to(store, "organisator1").await;
    assert!(left.iter().any(|told| matches!(&told.message, Email::Withdrew { name, .. } if *name == gone.name)));
    for (_, caller, _) in &applicants {
        assert_eq!(state(store, caller).await, State::Endorsed, "nobody knows yet");
    }
    assert!(matches!(store.tell_decisions(&member, now()).await, Err(Error::NotFound)));

    let (one, two) =
        tokio::join!(store.tell_decisions(&organiser, later(1)), store.tell_decisions(&organiser, later(1)));
    let told = [one, two].into_iter().filter_map(Result::ok).collect::<Vec<_>>();
    let each = [(Outcome::Selected, 1), (Outcome::Reserve, 1), (Outcome::Declined, 1)];
    assert_eq!(told, [each.to_vec()], "of two at once, one");
    for (name, caller, outcome) in applicants {
        assert_eq!(state(store, &caller).await.name(), outcome.name());
        let messages = emails_to(store, name).await;
        let about = messages.iter().filter(|parcel| matches!(parcel.message, Email::Decided { .. })).count();
        assert_eq!(about, 1, "{name}");
    }
    assert_eq!(state(store, &gone).await, State::Withdrawn);
    assert!(!emails_to(store, "angrat").await.iter().any(|parcel| matches!(parcel.message, Email::Decided { .. })));
    assert!(matches!(store.tell_decisions(&organiser, later(2)).await, Err(Error::Conflict)));
}
contract_test!(decisions_are_told_once);

/// An organiser who has applied herself waits for her outcome like everyone, and no
/// gap in the reserve tells her of it.
async fn an_organiser_does_not_see_her_own_outcome(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (member, organiser) = (world.caller("arbetsgrupp1").await, world.caller("organisator1").await);
    let mut ids = Vec::new();
    for name in ["ett", "tva", "tre"] {
        let (_, id) = endorsed(&world, name, true).await;
        store.decide(&member, id, &verdict(Outcome::Reserve, ""), now()).await.unwrap();
        ids.push(id);
    }
    let (own, others) = (ids[1], [ids[0], ids[2]]);
    assert!(bench.write(format!("UPDATE applications SET person_id = {} WHERE id = {own}", organiser.person)).await);

    let selection = store.selection(&organiser).await.unwrap().unwrap();
    assert_eq!(selection.candidates.len(), 2);
    let reserve = selection.with(Outcome::Reserve, Some(Role::Adept));
    let in_turn = reserve.iter().map(|one| (one.application.id, one.decision.as_ref().unwrap().place));
    assert_eq!(in_turn.collect::<Vec<_>>(), [(others[0], Some(1)), (others[1], Some(2))]);
    assert!(store.candidate(&organiser, own).await.unwrap().is_none());
    let reading = store.candidate(&organiser, others[1]).await.unwrap().unwrap();
    assert_eq!(reading.decision.unwrap().place, Some(2));
    assert!(refused(store.decide(&organiser, own, &verdict(Outcome::Selected, ""), now()).await));
    assert!(refused(store.move_up(&organiser, own).await));

    store.record_decisions(&organiser, later(1)).await.unwrap();
    let entries = store.decision_record(&organiser).await.unwrap().unwrap().0.entries;
    let in_turn = entries.iter().map(|entry| (entry.application, entry.decision.place));
    assert_eq!(in_turn.collect::<Vec<_>>(), [(others[0], Some(1)), (others[1], Some(2))]);
    assert_eq!(state(store, &organiser).await, State::Endorsed, "until it is told");
    assert_eq!(store.decision_record(&member).await.unwrap().unwrap().0.entries.len(), 3, "the others see it");
}
contract_test!(an_organiser_does_not_see_her_own_outcome);

/// Notes, grounds, reasons and the record.
async fn what_the_group_writes_is_sealed(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let store = &*world.store;
    let (member, other) = (world.caller("arbetsgrupp1").await, world.caller("arbetsgrupp3").await);
    let (_, id) = endorsed(&world, "ny", false).await;
    store.vote(&member, id, &ballot(Vote::Yes, "Kanariefågel i anteckningen"), now()).await.unwrap();
    store.recuse(&other, id, &note_of("Kanariefågel i jävet"), now()).await.unwrap();
    store.decide(&member, id, &verdict(Outcome::Selected, "Kanariefågel vid sidan"), now()).await.unwrap();
    store.record_decisions(&world.caller("organisator1").await, now()).await.unwrap();
    assert!(!holds(&bench.dump().await, "Kanariefågel"), "it lies open in the database");
}
contract_test!(what_the_group_writes_is_sealed);

/// To those who decide on it, and to nobody else.
async fn a_vote_is_announced_to_the_group(bench: &dyn Bench) {
    let world = group_world(bench).await;
    let (applicant, id) = endorsed(&world, "ny", true).await;
    let member = world.caller("arbetsgrupp1").await;
    let mut changes = world.store.changes();
    world.store.vote(&member, id, &ballot(Vote::Yes, ""), now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    for name in ["arbetsgrupp1", "arbetsgrupp3", "organisator1"] {
        assert!(world.caller(name).await.may_know(&change), "{name}");
    }
    for name in ["arbetsgrupp2", "adept1", "mentor1", "kontakt1", "reserv1"] {
        assert!(!world.caller(name).await.may_know(&change), "{name}");
    }
    assert!(!applicant.may_know(&change));
}
contract_test!(a_vote_is_announced_to_the_group);
