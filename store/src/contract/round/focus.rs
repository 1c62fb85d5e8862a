//! Several rounds at once: the pairs of 14 that go on, 15 that runs, 16 that is applied
//! for. Their days have the same names, and their people are partly the same.

use std::fmt::Debug;

use domain::{
    application::{ApplicationId, Call, Part},
    day::{
        Answer, Audience, Day, SegmentId,
        board::Filter,
        check_in::NewVisitor,
        evaluation::Evaluation,
        material::{FileKind, NewMaterial},
    },
    live::Change,
    pair::{help_request::HelpRequestId, status::StatusChange},
    people::{Caller, Duty, Lang, duty::Reason},
    round::focus::{SignedIn, Standing, Topic},
    time::today,
};
use jiff::civil::date;

use crate::{
    Error, Result, Store,
    application::{NewApplicant, endorsement::Verdict},
    contract::{
        Bench, World,
        application::{call, emails_to, sent},
        world::{email, later, log, new_session, now, person, request, round, text},
    },
    mail::outbox::Email,
    people::duty::{Departure, Ending},
    round::{NewPair, NewRound},
};

/// How the round is found that is meant where none is named.
type Rule = fn(&SignedIn) -> &Standing;

fn meant(who: &SignedIn) -> &Standing {
    who.meant(Topic::Anything, today(now())).unwrap()
}

/// What was done before there were several.
fn greatest(who: &SignedIn) -> &Standing {
    who.rounds.iter().max_by_key(|standing| standing.round.number).unwrap()
}

fn pair(adept: &str, mentor: &str) -> NewPair {
    NewPair { adept: email(adept), mentor: email(mentor), ..round(1).pairs.remove(0) }
}

/// A round whose words all name it.
fn named(number: u32) -> NewRound {
    let mut named = round(number);
    for day in &mut named.days {
        day.venue = format!("Huset {number}");
    }
    named
}

/// The one that runs, with one who was an adept of 14.
fn fifteen() -> NewRound {
    let mut fifteen = named(15);
    fifteen.people.extend([
        person("forr1", "Frida Ek", "Alfa kommun", Duty::Reserve),
        person("organisator2", "Oskar Ek", "Åsby kommun", Duty::Organiser),
    ]);
    fifteen
}

/// Over since May, but for its pair.
fn fourteen() -> NewRound {
    let mut fourteen = NewRound { starts_on: date(2024, 10, 1), ends_on: date(2026, 5, 31), ..named(14) };
    fourteen.people = vec![
        person("forr1", "Frida Ek", "Alfa kommun", Duty::Adept),
        person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor),
        person("organisator1", "Olga Ek", "Åsby kommun", Duty::Organiser),
    ];
    fourteen.pairs = vec![pair("forr1", "mentor1")];
    fourteen
}

/// To come, with an open call and one pair already.
fn sixteen() -> NewRound {
    let mut sixteen = NewRound { starts_on: date(2027, 5, 1), ends_on: date(2028, 6, 30), ..named(16) };
    sixteen.people = vec![
        person("adept1", "Örjan Ek", "Alfa kommun", Duty::Mentor),
        person("ny1", "Nils Ek", "Ärla region", Duty::Adept),
        person("kontakt1", "Karl Ek", "Alfa kommun", Duty::ContactPerson),
        person("arbetsgrupp1", "Greta Ek", "Ärla region", Duty::WorkingGroup),
        person("organisator1", "Olga Ek", "Åsby kommun", Duty::Organiser),
        person("organisator3", "Osvald Ek", "Åsby kommun", Duty::Organiser),
    ];
    sixteen.pairs = vec![pair("ny1", "adept1")];
    sixteen.call = Some(call());
    sixteen
}

/// The other two appear beside 15.
async fn others_appear(bench: &dyn Bench, world: &World) {
    for round in [fourteen(), sixteen()] {
        assert!(world.store.load_round(&round, now()).await.unwrap());
    }
    let extended =
        "UPDATE pairs SET extended_to = '2027-12-31' WHERE round_id = (SELECT id FROM rounds WHERE number = 14)";
    assert!(bench.write(extended.to_owned()).await);
}

pub(super) async fn three(bench: &dyn Bench) -> World {
    let world = World::of(bench, &fifteen()).await;
    others_appear(bench, &world).await;
    world
}

async fn signed_in(world: &World, name: &str) -> SignedIn {
    let session = new_session();
    world.store.sign_in_as(&email(name), &session, now()).await.unwrap();
    world.store.signed_in(&session.secret, now()).await.unwrap().unwrap()
}

/// Someone, as who asks in the round of that number.
pub(super) async fn caller_in(world: &World, name: &str, number: u32) -> Caller {
    let who = signed_in(world, name).await;
    who.caller(who.named(number, Topic::Anything).unwrap())
}

/// All that the store tells someone of a round.
async fn told(store: &dyn Store, caller: &Caller) -> String {
    let mut all = Vec::new();
    let mut add = |what: &str, told: &dyn Debug| all.push(format!("{what}: {told:#?}"));
    add("round", &store.round(caller).await);
    add("life", &store.life_page(caller, now()).await);
    add("certificate", &store.certificate(caller, caller.person, now()).await);
    add("days", &store.days(caller, now()).await);
    add("dashboard", &store.dashboard(caller, now()).await);
    add("announcements", &store.announcements(caller).await);
    add("call", &store.round_call(caller).await);
    add("call settings", &store.call_settings(caller).await);
    add("overview", &store.overview_page(caller, now()).await);
    add("own organisation", &store.own_organisation(caller, now()).await);
    add("own state", &store.own_state(caller).await);
    add("own application", &store.own_application(caller).await);
    add("applications", &store.applications(caller).await);
    add("nominations", &store.nominations(caller).await);
    add("stand-in", &store.stand_in(caller, today(now())).await);
    add("selection", &store.selection(caller).await);
    add("record", &store.decision_record(caller).await);
    add("matching", &store.matching(caller, None).await);
    add("employers", &store.employers(caller).await);
    add("organisers", &store.organisers(caller).await);
    add("evaluations", &store.to_evaluate(caller, now()).await);
    add("pair", &store.pair(caller).await);
    add("room", &store.room(caller, now()).await);
    add("pair page", &store.pair_page(caller, now()).await);
    add("meetings", &store.meetings(caller).await);
    add("agreements", &store.agreements(caller).await);
    add("new log", &store.new_log_page(caller, now()).await);
    add("help requests", &store.help_requests(caller).await);
    add("listed", &store.listed_pairs(std::slice::from_ref(caller), now()).await);
    add("pulse", &store.open_pulse(caller, now()).await);
    add("pulses", &store.own_pulses(caller).await);
    add("drafts", &store.drafts(caller, None).await);
    for slug in ["april", "december"] {
        add("day", &store.day_page(caller, slug, now()).await);
        add("board", &store.day_board(caller, slug, &Filter::default(), now()).await);
        add("badges", &store.badges(caller, slug, now()).await);
        add("list", &store.print_list(caller, slug, &Filter::default(), now()).await);
        add("door", &store.door(caller, slug, None, now()).await);
        add("helpers", &store.helpers(caller, slug, "").await);
        add("planned", &store.planned_day(caller, slug).await);
        add("results", &store.day_results(caller, slug, now()).await);
        add("follow-up", &store.follow_up(caller, slug, now()).await);
        add("materials", &store.day_materials(caller, slug).await);
        add("own needs", &store.own_needs(caller, slug, now()).await);
        add("needs", &store.day_needs(caller, slug, now()).await);
        add("tables", &store.tables(caller, slug, None, now()).await);
        add("visitors", &store.visitors(caller, slug, now()).await);
    }
    all.join("\n")
}

/// The people of 15, each with what they are told.
async fn all_told(world: &World, rule: Rule) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in ["adept1", "mentor1", "adept2", "reserv1", "kontakt1", "arbetsgrupp1", "organisator1", "organisator2"] {
        let who = signed_in(world, name).await;
        all.push((name.to_owned(), told(&*world.store, &who.caller(rule(&who))).await));
    }
    all
}

/// The people whose pages are not as they were before the other rounds appeared.
async fn disturbed(bench: &dyn Bench, rule: Rule) -> Vec<String> {
    let world = World::of(bench, &fifteen()).await;
    let (adept, morning) = (world.caller("adept1").await, world.segment("april", 0).await);
    world.log(&adept, "Vi talade om mod.").await;
    world.store.answer(&adept, morning, Answer::Yes, now()).await.unwrap();
    let before = all_told(&world, rule).await;
    others_appear(bench, &world).await;
    let after = all_told(&world, rule).await;
    before.into_iter().zip(after).filter(|(was, is)| was != is).map(|((name, _), _)| name).collect()
}

/// Whoever is in 15 reads there what they read before, however many rounds appear.
async fn other_rounds_change_nothing_in_this_one(bench: &dyn Bench) {
    assert_eq!(disturbed(bench, meant).await, [] as [&str; 0]);
}
contract_test!(other_rounds_change_nothing_in_this_one);

/// The control: by the greatest number, nearly everyone would lose what is theirs.
async fn by_the_greatest_number_everyone_would_lose_theirs(bench: &dyn Bench) {
    let lost = disturbed(bench, greatest).await;
    assert_eq!(lost.len(), 8, "{lost:?}");
}
contract_test!(by_the_greatest_number_everyone_would_lose_theirs);

/// Who is what in which round.
async fn everyone_is_what_they_are_in_each_round(bench: &dyn Bench) {
    let world = three(bench).await;
    let mentor = signed_in(&world, "mentor1").await;
    let numbers: Vec<_> = mentor.rounds.iter().map(|standing| standing.round.number).collect();
    assert_eq!(numbers, [16, 15, 14]);
    let [in_16, in_15, in_14] = <[Standing; 3]>::try_from(mentor.rounds.clone()).unwrap();
    assert!(!in_16.is_theirs() && in_15.goes_on() && in_14.goes_on() && in_15.pair() != in_14.pair());
    assert!(mentor.has_several(today(now())));
    assert_eq!((meant(&mentor).round.number, mentor.named(16, Topic::Anything)), (15, None));
    // Anyone may apply while there is a call.
    assert_eq!(mentor.meant(Topic::Applying, today(now())), Some(&in_16));

    let former = signed_in(&world, "forr1").await;
    assert_eq!(meant(&former).round.number, 15, "in reserve for the one that runs, and in a pair that goes on");
    assert_eq!(former.meant(Topic::Pair, today(now())).unwrap().round.number, 14);
    let organiser = signed_in(&world, "organisator2").await;
    assert!(!organiser.has_several(today(now())) && organiser.named(16, Topic::Organising).is_none());
    let next = signed_in(&world, "organisator3").await;
    assert_eq!((meant(&next).round.number, next.named(15, Topic::Organising)), (16, None));
}
contract_test!(everyone_is_what_they_are_in_each_round);

/// What there is of round 16 that is named by a number.
pub(super) struct Numbers {
    segment: SegmentId,
    day: Day,
    application: ApplicationId,
    request: HelpRequestId,
}

pub(super) async fn numbers(world: &World) -> Numbers {
    let (store, organiser) = (&world.store, caller_in(world, "organisator3", 16).await);
    let day = store.day(&organiser, "april", now()).await.unwrap().unwrap().day;
    let (applicant, _) = sent(world, "sokande1").await;
    let application = store.own_application(&applicant).await.unwrap().unwrap().application;
    store.send_help_request(&caller_in(world, "ny1", 16).await, &text("Hör av dig"), false, now()).await.unwrap();
    let request = world.help_requests("organisator3", now()).await.remove(0);
    Numbers { segment: day.segments[0].id, day, application: application.id, request: request.id }
}

/// All that is told of the rounds beside 15.
pub(super) async fn of_the_others(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for (name, number) in [
        ("ny1", 16),
        ("adept1", 16),
        ("kontakt1", 16),
        ("arbetsgrupp1", 16),
        ("organisator3", 16),
        ("forr1", 14),
        ("mentor1", 14),
        ("organisator1", 14),
    ] {
        all.push(told(&*world.store, &caller_in(world, name, number).await).await);
    }
    all
}

fn is_refused<T: Debug>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::NotFound | Error::Refused(_) | Error::Gone))
}

/// Whoever is in both cannot reach 16 as who they are in 15, by whatever number.
async fn numbers_of_another_round_are_not_found(bench: &dyn Bench) {
    let world = three(bench).await;
    let Numbers { segment, day, application, request } = numbers(&world).await;
    let meeting =
        world.store.log_meeting(&caller_in(&world, "ny1", 16).await, None, &log("I sexton"), now()).await.unwrap();
    let store = &*world.store;
    let [adept, organiser, contact, member] =
        ["adept1", "organisator1", "kontakt1", "arbetsgrupp1"].map(|name| caller_in(&world, name, 15));
    let (adept, organiser, contact, member) = (adept.await, organiser.await, contact.await, member.await);
    let before = of_the_others(&world).await;

    let (person, at) = (adept.person, now());
    let walk_in = NewVisitor::walk_in("Gerda Gäst", "").unwrap();
    assert!(is_refused(store.set_capacity(&organiser, segment, Some(1), at).await));
    assert!(is_refused(store.answer_for(&organiser, segment, person, Answer::Yes, at).await));
    assert!(is_refused(store.check_in(&organiser, segment, person, at).await));
    assert!(is_refused(store.add_visitor(&organiser, None, segment, &walk_in, at).await));
    assert!(is_refused(store.mark_help_request(&organiser, request, true, at).await));
    assert!(is_refused(store.answer(&adept, segment, Answer::Yes, at).await));
    assert!(is_refused(store.save_comment(&adept, segment, &text("Sent")).await));
    assert!(is_refused(store.delete_meeting(&adept, meeting, at).await));
    assert!(is_refused(store.edit_meeting(&adept, meeting, 1, &log("Annat"), at).await));
    assert!(is_refused(store.endorse(&contact, application, &Verdict::Endorse(String::new()), at).await));
    assert!(is_refused(store.move_up(&member, application).await));
    assert!(is_refused(store.evaluate(&adept, day.id, &Evaluation::parse(["5", "4", "3"], "").unwrap(), at).await));
    let unread = [
        store.answer_card(&organiser, segment, person, at).await.unwrap().is_none(),
        store.meeting(&adept, meeting).await.unwrap().is_none(),
        store.log_page(&adept, meeting, at).await.unwrap().is_none(),
        store.versions(&adept, meeting).await.unwrap().is_none(),
        store.application(&contact, application).await.unwrap().is_none(),
        store.candidate(&organiser, application).await.unwrap().is_none(),
    ];
    assert_eq!(unread, [true; 6]);
    assert!(before == of_the_others(&world).await, "nothing has changed in the other rounds");

    // The control: as who they are in 16, they can.
    let there = caller_in(&world, "organisator1", 16).await;
    store.set_capacity(&there, segment, Some(1), at).await.unwrap();
    assert!(store.application(&there, application).await.unwrap().is_some());
    let adept = caller_in(&world, "adept1", 16).await;
    assert!(store.meeting(&adept, meeting).await.unwrap().is_some());
    assert!(before != of_the_others(&world).await);
}
contract_test!(numbers_of_another_round_are_not_found);

/// What is done in 15 happens in 15 only, also by who is in the others, to days of the
/// same names.
async fn what_is_done_in_a_round_leaves_the_others_alone(bench: &dyn Bench) {
    let world = three(bench).await;
    numbers(&world).await;
    let store = &*world.store;
    let (organiser, mentor) = (caller_in(&world, "organisator1", 15).await, caller_in(&world, "mentor1", 15).await);
    let adept = caller_in(&world, "adept1", 15).await;
    let (before, at) = (of_the_others(&world).await, now());

    let morning = store.day(&organiser, "april", at).await.unwrap().unwrap().day.segments[0].id;
    let file = NewMaterial {
        audience: Audience::Everyone,
        name: "Råd.pdf".into(),
        kind: FileKind::Pdf,
        content: b"%PDF-".to_vec(),
    };
    store.answer(&adept, morning, Answer::Yes, at).await.unwrap();
    store.log_meeting(&mentor, None, &log("I femton"), at).await.unwrap();
    store.send_help_request(&mentor, &text("Vi kör fast"), false, at).await.unwrap();
    store.set_capacity(&organiser, morning, Some(1), at).await.unwrap();
    store.add_material(&organiser, "april", None, &file, at).await.unwrap();
    store.remind(&organiser, "april", None, at).await.unwrap();
    store.save_call(&organiser, None, &Call { closes: later(1), ..call() }).await.unwrap();
    store.cancel_day(&organiser, "december", &text("Snö"), at).await.unwrap();
    let because = Ending { successor: None, reason: Reason::parse("Byter").unwrap() };
    let contact = caller_in(&world, "kontakt1", 15).await.person;
    store.end_duty(&organiser, None, contact, Duty::ContactPerson, &because, at).await.unwrap();
    let departure = Departure { reserve: None, reason: Reason::parse("Nytt jobb").unwrap() };
    store.leave(&organiser, None, adept.person, &departure, at).await.unwrap();
    store.change_status(&caller_in(&world, "adept2", 15).await, StatusChange::End, None, at).await.unwrap();

    for (was, is) in before.iter().zip(of_the_others(&world).await) {
        assert!(*was == is, "changed:\n{}", differences(was, &is));
    }
    let contact = signed_in(&world, "kontakt1").await;
    assert_eq!(meant(&contact).round.number, 16, "where they still are something");
}
contract_test!(what_is_done_in_a_round_leaves_the_others_alone);

pub(super) fn differences(was: &str, is: &str) -> String {
    let differ = was.lines().zip(is.lines()).filter(|(one, other)| one != other);
    differ.map(|(one, other)| format!("{one}\n{other}\n")).take(20).collect()
}

/// Whoever is in two pairs has two rooms; what is written in the one is not in the other.
async fn two_pairs_are_as_closed_as_to_strangers(bench: &dyn Bench) {
    let world = three(bench).await;
    let store = &*world.store;
    let (in_14, in_15) = (caller_in(&world, "mentor1", 14).await, caller_in(&world, "mentor1", 15).await);
    let meeting = store.log_meeting(&in_14, None, &log("Bara vi"), now()).await.unwrap();
    let former = caller_in(&world, "forr1", 14).await;
    assert_eq!(store.meeting(&former, meeting).await.unwrap().unwrap().notes, "Bara vi");
    assert!(store.meeting(&in_15, meeting).await.unwrap().is_none());
    assert!(store.meetings(&in_15).await.unwrap().held.is_empty());
    assert_eq!(store.pair(&in_14).await.unwrap().unwrap().partner.name, "Frida Ek");
    assert_eq!(store.pair(&in_15).await.unwrap().unwrap().partner.name, "Örjan Ek");
    // The live channel tells them of both, and each partner of their own.
    let change = Change::Meetings { round: in_14.round, pair: in_14.pair.unwrap() };
    let knows = async |name: &str| signed_in(&world, name).await.may_know(&change);
    assert_eq!([knows("mentor1").await, knows("forr1").await, knows("adept1").await], [true, true, false]);
}
contract_test!(two_pairs_are_as_closed_as_to_strangers);

/// Strangers read the dates of the round that runs, apply for the one with a call, and
/// someone new is let into the one that runs.
async fn strangers_are_told_of_the_right_round(bench: &dyn Bench) {
    let world = three(bench).await;
    let store = &*world.store;
    let days = store.public_days(now()).await.unwrap();
    assert!(days.len() == 2 && days.iter().all(|day| day.venue == "Huset 15"), "{days:?}");
    assert_eq!(store.main_round(now()).await.unwrap().unwrap().number, 15);
    assert_eq!(store.call(now()).await.unwrap().unwrap().0, 16);
    sent(&world, "sokande1").await;
    let applicant = signed_in(&world, "sokande1").await;
    assert_eq!(meant(&applicant).round.number, 16);
    store.invite(&person("reserv2", "Rolf Ek", "Alfa kommun", Duty::Reserve), now()).await.unwrap();
    assert_eq!(meant(&signed_in(&world, "reserv2").await).round.number, 15);

    let after = later(24 * 365);
    let days = store.public_days(after).await.unwrap();
    assert!(days.iter().all(|day| day.venue == "Huset 16") && !days.is_empty(), "a year later");
}
contract_test!(strangers_are_told_of_the_right_round);

/// Who waits is reminded in whichever round: here in one that is not the greatest.
async fn reminders_go_to_every_round(bench: &dyn Bench) {
    let world = three(bench).await;
    let store = &*world.store;
    let seventeen = NewRound { starts_on: date(2028, 5, 1), ends_on: date(2029, 6, 30), ..named(17) };
    let (request, session) = (request("sokande1"), new_session());
    let new =
        NewApplicant { name: "Siv Ek".into(), organisation: "Alfa kommun".into(), lang: Lang::Sv, part: Part::Adept };
    store.start_application(&request, &new, now()).await.unwrap();
    store.redeem_link(&request.link, &session, now()).await.unwrap();
    assert!(store.load_round(&seventeen, now()).await.unwrap());
    // A Monday, at an hour when people work.
    store.nudge_applications("2026-12-07T09:00Z".parse().unwrap()).await.unwrap();
    let reminded = emails_to(store, "sokande1").await;
    assert!(reminded.iter().any(|parcel| matches!(parcel.message, Email::ApplicationWaits { .. })));
}
contract_test!(reminders_go_to_every_round);
