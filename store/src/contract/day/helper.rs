//! Who helps at the door.

use domain::{
    day::{
        Consent, Mailing, SegmentId,
        board::Filter,
        check_in::{Door, NewVisitor},
    },
    input::Problem,
    live::Change,
    people::{Caller, Duty, PersonId, address::AddressProblem, newcomer::NewcomerProblem},
    round::focus::SignedIn,
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World,
    application::emails_to,
    world::{email, later, new_session, now, round, text},
};
use crate::{
    Error, Result,
    mail::outbox::Email,
    people::duty::{Ending, Holder},
};

/// Noon before `april`, the last moment before that, and the end of its date.
const BEFORE: &str = "2027-04-08T09:59:59Z";
const EVE: &str = "2027-04-08T10:00:00Z";
const LAST: &str = "2027-04-09T21:59:59Z";
const AFTER: &str = "2027-04-09T22:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A world in which whoever is in reserve helps at `april`.
async fn helped(bench: &dyn Bench) -> (World, Caller, Caller) {
    let world = World::new(bench).await;
    let (organiser, helper) = (world.caller("organisator1").await, world.caller("reserv1").await);
    let named = world.store.name_helper(&organiser, "april", &Holder::Known(helper.person), now()).await.unwrap();
    assert_eq!(named, helper.person);
    (world, organiser, helper)
}

async fn door(world: &World, caller: &Caller, day: &str, when: &str) -> Option<Door> {
    world.store.door(caller, day, None, at(when)).await.unwrap()
}

/// Everything that is done at a door, by whoever asks; `guest` is expected there, and
/// `walk_in` was let in.
async fn presses(world: &World, caller: &Caller, segment: SegmentId, person: PersonId, when: &str) -> Vec<Result<()>> {
    let (store, organiser, now) = (&world.store, world.caller("organisator1").await, at(when));
    let expected = NewVisitor::expected("guest", "Tala Talsson", "").unwrap();
    let guest = store.add_visitor(&organiser, None, segment, &expected, now).await.unwrap();
    let walk_in = store.add_visitor(&organiser, None, segment, &gerda(), now).await.unwrap();
    vec![
        store.check_in(caller, segment, person, now).await.map(|_| ()),
        store.undo_check_in(caller, segment, person, now).await,
        store.add_visitor(caller, None, segment, &gerda(), now).await.map(|_| ()),
        store.check_in_visitor(caller, guest, now).await.map(|_| ()),
        store.undo_visitor(caller, guest, now).await,
        store.remove_visitor(caller, walk_in, now).await,
    ]
}

fn gerda() -> NewVisitor {
    NewVisitor::walk_in("Gerda Gäst", "Åsby kommun").unwrap()
}

fn all_refused(outcomes: &[Result<()>]) -> bool {
    outcomes.iter().all(|outcome| matches!(outcome, Err(Error::NotFound)))
}

/// From noon on the date before to the end of the day's own, and at no other time.
async fn a_helper_is_let_through_for_a_day_and_a_half(bench: &dyn Bench) {
    let (world, _, helper) = helped(bench).await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    for (when, through) in [(BEFORE, false), (EVE, true), (LAST, true), (AFTER, false)] {
        assert_eq!(door(&world, &helper, "april", when).await.is_some(), through, "{when}");
        let outcomes = presses(&world, &helper, segment, adept, when).await;
        let as_expected = if through { outcomes.iter().all(Result::is_ok) } else { all_refused(&outcomes) };
        assert!(as_expected, "{when}: {outcomes:?}");
    }
}
contract_test!(a_helper_is_let_through_for_a_day_and_a_half);

/// They see who is expected, at every part of the day, and neither answers nor numbers.
async fn a_helper_sees_names_and_no_answers(bench: &dyn Bench) {
    let mut with_numbers = round(15);
    for person in &mut with_numbers.people {
        "031-1".clone_into(&mut person.phone);
    }
    let world = World::of(bench, &with_numbers).await;
    let (organiser, helper) = (world.caller("organisator1").await, world.caller("reserv1").await);
    world.store.name_helper(&organiser, "april", &Holder::Known(helper.person), now()).await.unwrap();
    let seen = door(&world, &helper, "april", EVE).await.unwrap();
    assert_eq!((seen.day.segments.len(), seen.guests.len()), (2, 4), "also the mentors' part");
    assert!(seen.guests.iter().all(|arrival| arrival.standing.is_none() && arrival.phone.is_empty()));
    let mentors = world.store.door(&helper, "april", Some(seen.day.segments[1].id), at(EVE)).await.unwrap().unwrap();
    assert_eq!(mentors.guests.len(), 2);
    // The control: organisers see both.
    let seen = door(&world, &organiser, "april", EVE).await.unwrap();
    assert!(seen.guests.iter().all(|arrival| arrival.standing.is_some() && arrival.phone == "031-1"));
}
contract_test!(a_helper_sees_names_and_no_answers);

/// Nothing else of the day is theirs, and nothing of another one.
async fn a_helper_does_nothing_else(bench: &dyn Bench) {
    let (world, organiser, helper) = helped(bench).await;
    let (store, segment, when) = (&world.store, world.segment("april", 0).await, at(EVE));
    let everything = Filter::default();
    assert!(store.badges(&helper, "april", when).await.unwrap().is_none());
    assert!(store.day_board(&helper, "april", &everything, when).await.unwrap().is_none());
    assert!(store.board(&helper, "april", &everything, when).await.unwrap().is_none());
    assert!(store.print_list(&helper, "april", &everything, when).await.unwrap().is_none());
    assert!(store.visitors(&helper, "april", when).await.unwrap().is_none());
    assert!(store.helpers(&helper, "april", "ek").await.unwrap().is_none());
    assert!(store.day_needs(&helper, "april", when).await.unwrap().is_none());
    assert!(store.tables(&helper, "april", None, when).await.unwrap().is_none());
    assert!(store.day_materials(&helper, "april").await.unwrap().is_none());
    assert!(store.follow_up(&helper, "april", when).await.unwrap().is_none());
    let expected = NewVisitor::expected("guest", "Tala Talsson", "").unwrap();
    let guest = store.add_visitor(&organiser, None, segment, &expected, when).await.unwrap();
    let (_, visitors) = store.visitors(&organiser, "april", when).await.unwrap().unwrap();
    let read = visitors.into_iter().find(|one| one.id == guest).unwrap();
    let own = Holder::Known(helper.person);
    let outcomes = [
        store.add_visitor(&helper, None, segment, &expected, when).await.map(|_| ()),
        store.edit_visitor(&helper, &read, &expected).await,
        store.remove_visitor(&helper, guest, when).await,
        store.name_helper(&helper, "december", &own, now()).await.map(|_| ()),
        store.end_helper(&helper, "april", helper.person, when).await,
    ];
    assert!(all_refused(&outcomes), "{outcomes:?}");

    let (other, adept) = (world.segment("december", 0).await, world.caller("adept1").await.person);
    for day in ["2026-12-04T09:00Z", EVE] {
        assert!(door(&world, &helper, "december", day).await.is_none(), "{day}");
        assert!(all_refused(&presses(&world, &helper, other, adept, day).await), "{day}");
    }
}
contract_test!(a_helper_does_nothing_else);

/// Nobody else is let through by it, and a day that is cancelled or a draft has no door.
async fn only_whoever_is_named_helps(bench: &dyn Bench) {
    let (world, organiser, helper) = helped(bench).await;
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(door(&world, &caller, "april", EVE).await.is_none(), "{name}");
        assert!(all_refused(&presses(&world, &caller, segment, adept, EVE).await), "{name}");
    }
    assert!(door(&world, &helper, "april", EVE).await.is_some(), "control");
    let reason = text("Snö");
    world.store.cancel_day(&organiser, "april", &reason, now()).await.unwrap();
    assert!(door(&world, &helper, "april", EVE).await.is_none());
    let told = emails_to(&*world.store, "reserv1").await.pop().unwrap().message;
    assert!(matches!(told, Email::HelpsNoLonger { day, .. } if day.slug == "april"));
    let again = world.store.name_helper(&organiser, "april", &Holder::Known(adept), now()).await;
    assert!(matches!(again, Err(Error::NotFound)), "it does not take place");
}
contract_test!(only_whoever_is_named_helps);

/// By their next request they are let through no longer; both times they are told, once.
async fn what_is_taken_back_ends_at_once(bench: &dyn Bench) {
    let (world, organiser, helper) = helped(bench).await;
    let store = &*world.store;
    let holder = Holder::Known(helper.person);
    store.name_helper(&organiser, "april", &holder, now()).await.unwrap();
    let told: Vec<_> = emails_to(store, "reserv1").await.into_iter().map(|parcel| parcel.message).collect();
    let [Email::HelpsAtDoor { day, hours, place, by, again: false }] = &told[..] else { panic!("told once") };
    assert_eq!((day.slug.as_str(), place.as_str(), by.as_str()), ("april", "Huset, Gatan 1", "Olga Ek"));
    assert_eq!((hours.starts, hours.ends), (at("2027-04-09T07:00Z"), at("2027-04-09T13:00Z")));
    let [listed] = <[_; 1]>::try_from(helpers(&world, "").await.0).unwrap();
    assert_eq!(listed, (helper.person, "Rut Ek".to_owned()));

    let mut changes = store.changes();
    store.end_helper(&organiser, "april", helper.person, later(1)).await.unwrap();
    let change = Change::Helper { round: organiser.round, person: helper.person };
    assert_eq!(changes.try_recv().ok(), Some(change.clone()));
    assert!(change.alters_rights_of(helper.person) && !change.alters_rights_of(organiser.person));
    assert!(helper.may_know(&change) && organiser.may_know(&change));
    assert!(!world.caller("adept1").await.may_know(&change));
    let (segment, adept) = (world.segment("april", 0).await, world.caller("adept1").await.person);
    assert!(door(&world, &helper, "april", EVE).await.is_none());
    assert!(all_refused(&presses(&world, &helper, segment, adept, EVE).await));
    store.end_helper(&organiser, "april", helper.person, later(2)).await.unwrap();
    let told = emails_to(store, "reserv1").await;
    assert_eq!(told.len(), 2);
    assert!(matches!(&told[1].message, Email::HelpsNoLonger { day, by } if day.slug == "april" && by == "Olga Ek"));

    // What is over is nothing to be told of.
    store.name_helper(&organiser, "april", &holder, later(3)).await.unwrap();
    let before = bench.rows().await["outbox"];
    store.end_helper(&organiser, "april", helper.person, at(AFTER)).await.unwrap();
    assert_eq!((bench.rows().await["outbox"], bench.rows().await["day_helpers"]), (before, 0));
    assert!(matches!(store.name_helper(&organiser, "april", &holder, at(AFTER)).await, Err(Error::NotFound)));
    assert!(matches!(store.end_helper(&organiser, "ingen-dag", helper.person, now()).await, Err(Error::NotFound)));
}
contract_test!(what_is_taken_back_ends_at_once);

/// Those who help, and those who are found and could.
async fn helpers(world: &World, search: &str) -> (Vec<(PersonId, String)>, Vec<String>) {
    let organiser = world.caller("organisator1").await;
    let page = world.store.helpers(&organiser, "april", search).await.unwrap().unwrap();
    let helpers = page.helpers.into_iter().map(|helper| (helper.person, helper.name)).collect();
    (helpers, page.found.into_iter().map(|candidate| candidate.name).collect())
}

/// Found by name, organisation or address; not those who help or are let through anyway.
async fn those_who_could_help_are_found(bench: &dyn Bench) {
    let (world, organiser, _) = helped(bench).await;
    let found = async |search: &str| helpers(&world, search).await.1;
    assert_eq!(found("").await, [] as [&str; 0]);
    assert_eq!(found("ek").await, ["Greta Ek", "Karl Ek", "Zara Ek", "Åsa Ek", "Ärla Ek", "Örjan Ek"]);
    assert_eq!(found("alfa").await, ["Karl Ek", "Ärla Ek", "Örjan Ek"]);
    assert_eq!(found("adept1@").await, ["Örjan Ek"]);
    assert_eq!(found("%").await, [] as [&str; 0]);
    let karl = world.caller("kontakt1").await.person;
    world.store.end_duty(&organiser, None, karl, Duty::ContactPerson, &Ending::default(), now()).await.unwrap();
    world.store.set_active(&organiser, karl, false, now()).await.unwrap();
    assert_eq!(found("karl").await, [] as [&str; 0], "who cannot sign in");
    let named = world.store.name_helper(&organiser, "april", &Holder::Known(karl), now()).await;
    assert!(matches!(named, Err(Error::NotFound)));
}
contract_test!(those_who_could_help_are_found);

/// Someone whom nobody knew is let in, and is nothing but a helper; nobody gets it by
/// another's address.
async fn someone_new_is_let_in(bench: &dyn Bench) {
    let (world, organiser, helper) = helped(bench).await;
    let store = &*world.store;
    let typed = |address: &str, name: &str| Holder::Typed {
        email: email(address),
        name: name.to_owned(),
        organisation: organiser.organisation,
    };
    let vera = store.name_helper(&organiser, "april", &typed("vera", "Vera Värd"), now()).await.unwrap();
    assert_eq!(store.name_helper(&organiser, "april", &typed("vera", "Vera Värd"), now()).await.unwrap(), vera);
    assert_eq!(emails_to(store, "vera").await.len(), 1);
    let caller = world.caller("vera").await;
    assert_eq!((caller.person, caller.duties.len()), (vera, 0));
    assert!(door(&world, &caller, "april", EVE).await.is_some());
    assert!(door(&world, &caller, "april", BEFORE).await.is_none());

    let before = bench.rows().await;
    let wrong = async |holder: &Holder| match store.name_helper(&organiser, "april", holder, now()).await {
        Err(Error::Invalid(mut errors)) => (errors[0].field.clone(), errors.remove(0).problem),
        other => panic!("{other:?}"),
    };
    let other = ("email".to_owned(), Problem::from(NewcomerProblem::OtherPerson));
    assert_eq!(wrong(&typed("adept1", "Vera Värd")).await, other);
    store.set_active(&organiser, vera, false, now()).await.unwrap();
    let gone = ("email".to_owned(), Problem::from(AddressProblem::Deactivated));
    assert_eq!(wrong(&typed("vera", "Vera Värd")).await, gone);
    assert_eq!(bench.rows().await["day_helpers"], before["day_helpers"]);
    assert_ne!(vera, helper.person);
}
contract_test!(someone_new_is_let_in);

async fn signed_in(world: &World, name: &str, when: &str) -> SignedIn {
    let session = new_session();
    world.store.sign_in_as(&email(name), &session, at(when)).await.unwrap();
    world.store.signed_in(&session.secret, at(when)).await.unwrap().unwrap()
}

/// Every request reads at which doors someone helps, while that holds; of what happens
/// there they hear, and of nothing else by it.
async fn a_request_knows_the_doors(bench: &dyn Bench) {
    let (world, organiser, _) = helped(bench).await;
    let doors = async |name: &str, when: &str| signed_in(&world, name, when).await.doors;
    for (when, open) in [(BEFORE, 0), (EVE, 1), (LAST, 1), (AFTER, 0)] {
        assert_eq!(doors("reserv1", when).await.len(), open, "{when}");
        assert_eq!(doors("adept1", when).await.len(), 0, "{when}");
    }
    let [own] = <[_; 1]>::try_from(doors("reserv1", EVE).await).unwrap();
    assert_eq!((own.slug.as_str(), own.round), ("april", organiser.round));
    let other = world.store.day(&organiser, "december", now()).await.unwrap().unwrap().day.id;
    let came = |day| Change::Attendance { round: organiser.round, day };
    let helper = signed_in(&world, "reserv1", EVE).await;
    assert!(helper.may_know(&came(own.day)) && !helper.may_know(&came(other)));
    assert!(!signed_in(&world, "reserv1", AFTER).await.may_know(&came(own.day)));
    assert!(!signed_in(&world, "adept1", EVE).await.may_know(&came(own.day)));
}
contract_test!(a_request_knows_the_doors);

/// Whoever is told of a day's hours or place is told of others; the door follows them.
async fn a_moved_day_moves_the_door(bench: &dyn Bench) {
    let (world, organiser, helper) = helped(bench).await;
    let store = &*world.store;
    let planned = store.planned_day(&organiser, "april").await.unwrap().unwrap();
    let mut plan = planned.plan;
    for part in &mut plan.parts {
        part.starts += SignedDuration::from_hours(24);
        part.ends += SignedDuration::from_hours(24);
    }
    let consent = Consent { mailing: Mailing::To(4), keep_answers: false };
    store.edit_day(&organiser, "april", planned.version, &plan, consent, now()).await.unwrap();
    let told = emails_to(store, "reserv1").await;
    assert!(matches!(&told.last().unwrap().message, Email::HelpsAtDoor { again: true, hours, .. }
        if hours.starts == at("2027-04-10T07:00Z")));
    assert!(door(&world, &helper, "april", EVE).await.is_none());
    assert!(door(&world, &helper, "april", "2027-04-09T10:00Z").await.is_some());
}
contract_test!(a_moved_day_moves_the_door);
