//! A mentor with two adepts in one round: each pair has its own room, and what the one
//! wrote is as closed to the other as to strangers.

use std::fmt::Debug;

use domain::{
    dashboard::{Coming, Dashboard, ToDo},
    live::Change,
    meeting::{
        Form, Log,
        log::form_of,
        proposal::{Plan, Proposal},
    },
    pair::{agreement::Progress, status::StatusChange},
    people::{Caller, Duty, PersonId, Role},
    round::focus::SignedIn,
};
use jiff::civil::date;

use crate::contract::{
    Bench, World,
    pair::agreement::terms,
    people::draft::draft,
    world::{action, email, later, log, new_session, now, person, round, text},
};
use crate::{
    Error, Result, Store,
    mail::outbox::Concerns,
    round::{NewPair, NewRound},
};

fn mentor_of_two() -> NewRound {
    let mut round = round(15);
    round.people.push(person("adept3", "Dora Ek", "Ärla region", Duty::Adept));
    round.pairs.push(NewPair { adept: email("adept3"), mentor: email("mentor1"), ..round.pairs[0].clone() });
    round
}

async fn signed_in(world: &World, name: &str) -> SignedIn {
    let session = new_session();
    world.store.sign_in_as(&email(name), &session, now()).await.unwrap();
    world.store.signed_in(&session.secret, now()).await.unwrap().unwrap()
}

/// The mentor of two, as who asks in the pair with someone.
async fn mentor_with(world: &World, partner: PersonId) -> Caller {
    let who = signed_in(world, "mentor1").await;
    for caller in who.callers() {
        if world.store.pair(&caller).await.unwrap().is_some_and(|pair| pair.partner.person == partner) {
            return caller;
        }
    }
    panic!("no pair with {partner}");
}

/// All that the store tells someone in a pair of it.
async fn told(store: &dyn Store, caller: &Caller) -> String {
    let mut all = Vec::new();
    let mut add = |what: &str, told: &dyn Debug| all.push(format!("{what}: {told:#?}"));
    add("pair", &store.pair(caller).await);
    add("room", &store.room(caller, now()).await);
    add("page", &store.pair_page(caller, now()).await);
    add("meetings", &store.meetings(caller).await);
    add("new log", &store.new_log_page(caller, now()).await);
    add("agreements", &store.agreements(caller).await);
    add("help", &store.help_requests(caller).await);
    add("pulse", &store.open_pulse(caller, now()).await);
    add("drafts", &store.drafts(caller, None).await);
    add("dashboard", &store.dashboard(caller, now()).await);
    add("earlier", &store.earlier_pairs(caller, now()).await);
    add("list", &store.listed_pairs(std::slice::from_ref(caller), now()).await);
    add("day", &store.day_page(caller, "april", now()).await);
    all.join("\n")
}

fn proposal(hour: i8) -> Proposal {
    let plan = Plan { minutes: 60, form: Form::Digital, host: None, place: "papegoja".to_owned() };
    Proposal { times: vec![date(2026, 12, 8).at(hour, 0, 0, 0)], plan }
}

fn is_refused<T: Debug>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::NotFound | Error::Gone | Error::Conflict))
}

struct Three {
    world: World,
    /// The adepts of the one mentor.
    adepts: [Caller; 2],
    /// The mentor, as who asks in each pair.
    mentor: [Caller; 2],
}

impl Three {
    async fn new(bench: &dyn Bench) -> Self {
        let world = World::of(bench, &mentor_of_two()).await;
        let adepts = [world.caller("adept1").await, world.caller("adept3").await];
        let mentor = [mentor_with(&world, adepts[0].person).await, mentor_with(&world, adepts[1].person).await];
        Self { world, adepts, mentor }
    }

    /// What is told in the first pair, to both.
    async fn in_the_first(&self) -> [String; 2] {
        [told(&*self.world.store, &self.adepts[0]).await, told(&*self.world.store, &self.mentor[0]).await]
    }
}

/// The mentor is in both, each adept in one; the list says where each stands.
async fn a_mentor_may_have_two_adepts(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let who = signed_in(&world, "mentor1").await;
    let names: Vec<_> = who.pairs().iter().map(|(_, pair)| (pair.id, pair.partner.as_str())).collect();
    let ids = mentor.each_ref().map(|caller| caller.pair.unwrap());
    assert_eq!(names, [(ids[0], "Örjan Ek"), (ids[1], "Dora Ek")]);
    assert_eq!(adepts.each_ref().map(|adept| adept.pair.unwrap()), ids);
    assert_eq!(who.caller(&who.rounds[0]).pair, Some(ids[0]), "where none is named, the first");

    let store = &world.store;
    store.propose_times(&adepts[1], None, &proposal(9), now()).await.unwrap();
    world.log(&adepts[0], "").await;
    let listed = store.listed_pairs(&mentor, now()).await.unwrap();
    let waits: Vec<_> = listed.iter().map(|pair| (pair.id, pair.partner.as_str(), pair.waits.clone())).collect();
    assert_eq!(waits, [(ids[0], "Örjan Ek", vec![]), (ids[1], "Dora Ek", vec![ToDo::AnswerProposal])]);
    let one = store.listed_pairs(&mentor[1..], now()).await.unwrap();
    assert_eq!(one, listed[1..], "only those in which someone asks");
    assert_eq!(store.listed_pairs(&[world.caller("reserv1").await], now()).await.unwrap(), []);

    // An adept has one mentor at a time.
    assert!(!crate::contract::world::pair_up(bench, "adept1", "mentor2").await);
}
contract_test!(a_mentor_may_have_two_adepts);

/// Whatever the second pair writes, in the first there is nothing to see of it, not even
/// for the mentor of both.
async fn the_first_pair_sees_nothing_of_the_second(bench: &dyn Bench) {
    let three = Three::new(bench).await;
    let (store, [_, adept], [_, mentor]) = (&three.world.store, &three.adepts, &three.mentor);
    let (before, at) = (three.in_the_first().await, now());

    let with_action =
        Log { actions: vec![action("Ring"), action("Boka lokal")], reflection: text("Själv"), ..log("Ord") };
    let meeting = store.log_meeting(mentor, None, &with_action, at).await.unwrap();
    let version = store.meeting(mentor, meeting).await.unwrap().unwrap().version;
    store.tick_action(adept, meeting, version, 0, true, at).await.unwrap();
    store.propose(adept, None, 0, &terms(6, &["Börja"]), at).await.unwrap();
    store.sign(mentor, 1, later(1)).await.unwrap();
    let goal = store.agreements(mentor).await.unwrap().in_force().unwrap().terms.goals[0].id.unwrap();
    store.note_progress(mentor, goal, Progress::default(), Progress { percent: 40, ticks: 1 }, at).await.unwrap();
    store.propose_times(mentor, None, &proposal(9), at).await.unwrap();
    let open = store.meetings(adept).await.unwrap().open.unwrap();
    store.accept(adept, None, open.id, 0, at).await.unwrap();
    store.propose_times(adept, None, &proposal(11), at).await.unwrap();
    store.send_help_request(mentor, &text("Vi kör fast"), true, at).await.unwrap();
    store.send_help_request(adept, &text(""), true, at).await.unwrap();
    store.save_draft(mentor, &draft(&form_of(None), "Utkast")).await.unwrap();
    let another = Log { again: true, ..log("Bort") };
    let deleted = store.log_meeting(adept, None, &another, at).await.unwrap();
    store.delete_meeting(mentor, deleted, at).await.unwrap();
    store.change_status(adept, StatusChange::Pause, None, at).await.unwrap();

    let after = three.in_the_first().await;
    for (was, is) in before.iter().zip(&after) {
        let differ = was.lines().zip(is.lines()).find(|(was, is)| was != is);
        assert!(was == is, "{differ:?}");
    }
    // The control: in the second, everything has changed.
    let second = told(&**store, mentor).await;
    for says in ["Boka lokal", "papegoja", "Utkast", "Vi kör fast", "Börja", "Paused"] {
        assert!(second.contains(says), "{says}");
        assert!(after.iter().all(|told| !told.contains(says)), "{says}");
    }
}
contract_test!(the_first_pair_sees_nothing_of_the_second);

/// What is the second pair's is not there for the first, by whatever number; not even for
/// the mentor of both.
async fn the_first_pair_reaches_nothing_of_the_second(bench: &dyn Bench) {
    let three = Three::new(bench).await;
    let (store, at) = (&three.world.store, now());
    let [_, adept] = &three.adepts;
    let meeting = store.log_meeting(adept, None, &log("Ord"), at).await.unwrap();
    let another = Log { again: true, ..log("Bort") };
    let deleted = store.log_meeting(adept, None, &another, at).await.unwrap();
    store.delete_meeting(adept, deleted, at).await.unwrap();
    store.propose(adept, None, 0, &terms(6, &["Börja"]), at).await.unwrap();
    store.sign(&three.mentor[1], 1, at).await.unwrap();
    let goal = store.agreements(adept).await.unwrap().in_force().unwrap().terms.goals[0].id.unwrap();
    store.settle(adept, None, proposal(9).times[0], &proposal(9).plan, at).await.unwrap();
    let next = store.meetings(adept).await.unwrap().next.unwrap();
    store.propose_times(adept, None, &proposal(11), at).await.unwrap();
    let open = store.meetings(adept).await.unwrap().open.unwrap();
    let kept = draft(&form_of(None), "Utkast");
    store.save_draft(&three.mentor[1], &kept).await.unwrap();
    let before = told(&**store, &three.mentor[1]).await;

    for caller in [&three.mentor[0], &three.adepts[0]] {
        assert!(store.meeting(caller, meeting).await.unwrap().is_none());
        assert!(store.log_page(caller, meeting, at).await.unwrap().is_none());
        assert!(store.versions(caller, meeting).await.unwrap().is_none());
        assert!(is_refused(store.edit_meeting(caller, meeting, 1, &log("Annat"), at).await));
        assert!(is_refused(store.tick_action(caller, meeting, 1, 0, true, at).await));
        assert!(is_refused(store.delete_meeting(caller, meeting, at).await));
        assert!(is_refused(store.restore_meeting(caller, deleted, at).await));
        assert!(is_refused(store.sign(caller, 1, at).await));
        assert!(is_refused(store.propose(caller, None, 1, &terms(4, &[]), at).await));
        let (read, progress) = (Progress { percent: 40, ticks: 1 }, Progress { percent: 9, ticks: 0 });
        assert!(is_refused(store.note_progress(caller, goal, read, progress, at).await));
        assert!(is_refused(store.accept(caller, None, open.id, 0, at).await));
        assert!(is_refused(store.decline(caller, None, open.id, &text(""), at).await));
        assert!(is_refused(store.withdraw(caller, None, open.id, at).await));
        assert!(is_refused(store.cancel_meeting(caller, None, (next.id, next.sequence), &text(""), at).await));
        store.withdraw_help_request(caller).await.unwrap();
        assert_eq!(store.drafts(caller, None).await.unwrap(), []);
        let with_goal = Log { goal: Some(goal), ..log("Ord") };
        assert!(is_refused(store.log_meeting(caller, None, &with_goal, at).await));
    }
    assert_eq!(before, told(&**store, &three.mentor[1]).await, "nothing has changed");

    // The control: in the second, the mentor can.
    store.accept(&three.mentor[1], None, open.id, 0, at).await.unwrap();
    store.delete_meeting(&three.mentor[1], meeting, at).await.unwrap();
    assert!(before != told(&**store, &three.mentor[1]).await);
}
contract_test!(the_first_pair_reaches_nothing_of_the_second);

/// When one pair's key is deleted, the other's texts stay readable.
async fn each_pair_has_a_key_of_its_own(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let first = world.log(&adepts[0], "I det första").await;
    let second = world.log(&adepts[1], "I det andra").await;
    world.store.erase_pair(&email("adept3"), &email("mentor1"), 15, now()).await.unwrap();
    let notes = async |caller: &Caller, meeting| world.store.meeting(caller, meeting).await.unwrap().unwrap().notes;
    assert_eq!(notes(&mentor[0], first).await, "I det första");
    assert!(notes(&mentor[1], second).await != "I det andra");
}
contract_test!(each_pair_has_a_key_of_its_own);

/// The live channel tells the mentor of both pairs, and each adept of their own.
async fn news_of_a_pair_reaches_its_two(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let change = Change::Planning { round: adepts[1].round, pair: adepts[1].pair.unwrap() };
    let mut knows = Vec::new();
    for name in ["adept1", "adept3", "mentor1", "adept2"] {
        knows.push(signed_in(&world, name).await.may_know(&change));
    }
    assert_eq!(knows, [false, true, true, false]);
    // Both adepts see what their mentor has answered to a day.
    let mut changes = world.store.changes();
    let morning = world.segment("april", 0).await;
    world.store.answer(&mentor[1], morning, domain::day::Answer::Yes, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(adepts.iter().all(|adept| adept.may_know(&change)), "{change:?}");
    assert!(!world.caller("adept2").await.may_know(&change));
}
contract_test!(news_of_a_pair_reaches_its_two);

/// What waits and what is to come in both pairs is in one list; a round's own once.
async fn one_list_of_all_that_waits(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let store = &world.store;
    store.propose_times(&adepts[1], None, &proposal(9), now()).await.unwrap();
    store.settle(&adepts[0], None, proposal(10).times[0], &proposal(10).plan, now()).await.unwrap();
    let all = store.dashboards(&mentor, now()).await.unwrap();
    assert_eq!(all[0], store.dashboard(&mentor[0], now()).await.unwrap());
    let waiting: Vec<_> = Dashboard::waiting_in(&all).into_iter().map(|item| (item.pair, item.what)).collect();
    let dora = Some((mentor[1].pair.unwrap(), "Dora".to_owned()));
    assert!(waiting.contains(&(dora, ToDo::AnswerProposal)), "{waiting:?}");
    let replies = waiting.iter().filter(|(pair, what)| pair.is_none() && matches!(what, ToDo::Reply(_))).count();
    assert_eq!(replies, 2, "each day once: {waiting:?}");

    let coming = Dashboard::coming_in(&all);
    let said: Vec<_> = coming
        .iter()
        .map(|item| match &item.what {
            Coming::Meeting(_) => item.pair.as_ref().unwrap().1.clone(),
            Coming::Day(day) => day.slug.clone(),
        })
        .collect();
    assert_eq!(said, ["december", "Örjan", "april"]);
}
contract_test!(one_list_of_all_that_waits);

/// An email to the mentor of two says with whom the pair is that it is about; one to an
/// adept does not.
async fn emails_name_the_pair(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let store = &world.store;
    store.propose_times(&adepts[1], None, &proposal(9), now()).await.unwrap();
    store.propose_times(&mentor[0], None, &proposal(9), now()).await.unwrap();
    let due = store.due_emails(10, now()).await.unwrap();
    let about = |to: &str| due.iter().find(|parcel| parcel.to == email(to).as_str()).unwrap().concerns.clone();
    assert_eq!(about("mentor1").pair, Some((mentor[1].pair.unwrap(), "Dora Ek".to_owned())));
    assert_eq!((about("mentor1").round, about("adept1")), (None, Concerns::default()));
}
contract_test!(emails_name_the_pair);

/// A mentor of two who leaves ends both pairs, and both adepts are told.
async fn a_mentor_of_two_leaves_both(bench: &dyn Bench) {
    let Three { world, adepts, mentor } = Three::new(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let leaving = store.leaving(&organiser, mentor[0].person, now()).await.unwrap().unwrap();
    let mut partners: Vec<_> = leaving.partners.iter().map(|(partner, _)| *partner).collect();
    partners.sort_unstable();
    assert_eq!((partners, leaving.reserves.len()), (vec![adepts[0].person, adepts[1].person], 0));
    let reason = domain::people::duty::Reason::parse("Nytt jobb").unwrap();
    let departure = crate::people::duty::Departure { reserve: None, reason };
    store.leave(&organiser, None, mentor[0].person, &departure, now()).await.unwrap();
    for name in ["adept1", "adept3"] {
        let pair = store.pair(&world.caller(name).await).await.unwrap().unwrap();
        assert_eq!(pair.status.decided, domain::pair::status::State::Ended, "{name}");
        assert_eq!(pair.role, Role::Adept);
    }
    let due = store.due_emails(10, now()).await.unwrap();
    let mut told: Vec<_> = due.iter().map(|parcel| parcel.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["adept1@example.org", "adept3@example.org", "mentor1@example.org"]);
}
contract_test!(a_mentor_of_two_leaves_both);
