//! What pages read in one snapshot is what the operations say that each ask for
//! a part of it; whoever may not know of something finds nothing.

use std::fmt::Debug;

use domain::{
    application::{Part, typed::Support},
    dashboard::ToDo,
    day::{
        Answer,
        evaluation::{Evaluation, OpenEvaluation},
        material::{FileKind, NewMaterial},
        meet_up::Slot,
    },
    meeting::{
        Facts, MeetingId,
        log::{form_of, guess},
        proposal::{Comment, Plan, Proposal},
    },
    pair::{Room, pulse},
    people::{Caller, draft::Draft},
    time::today,
};
use jiff::{Timestamp, civil::date};

use super::{
    Bench, World,
    application::{applicant, open_world, sent},
    dashboard::{dashboard, room},
    pair::agreement,
    people::draft::draft,
    world::{action, later, log, now, text},
};
use crate::Store;

/// Everyone in the world, those who may know of a pair first.
const NAMES: [&str; 8] =
    ["adept1", "mentor1", "adept2", "mentor2", "reserv1", "kontakt1", "arbetsgrupp1", "organisator1"];
const DAY: i64 = 24;

/// Compares everyone's pages with their parts: now, when the first day has been,
/// and when both have.
async fn compare(world: &World, callers: &[Caller], logs: &[MeetingId]) {
    for hours in [2, 13 * DAY, 139 * DAY] {
        let at = later(hours);
        for caller in callers {
            let store = &*world.store;
            let page = store.dashboard(caller, at).await.unwrap();
            let parts = dashboard(store, caller, page.news.clone(), at).await;
            same(page, parts, caller, "dashboard");
            for slug in ["december", "april", "ingen-dag"] {
                compare_day(store, caller, slug, at).await;
            }
            compare_pair(store, caller, logs, at).await;
        }
    }
}

#[track_caller]
fn same<T: PartialEq + Debug>(page: T, parts: T, caller: &Caller, what: &str) {
    assert_eq!(page, parts, "{what} of {}", caller.name);
}

async fn everyone(world: &World) -> Vec<Caller> {
    let mut callers = Vec::new();
    for name in NAMES {
        callers.push(world.caller(name).await);
    }
    callers
}

async fn compare_day(store: &dyn Store, caller: &Caller, slug: &str, at: Timestamp) {
    let page = store.day_page(caller, slug, at).await.unwrap();
    let view = store.day(caller, slug, at).await.unwrap();
    let (Some(page), Some(view)) = (&page, &view) else {
        return same(page.is_some(), view.is_some(), caller, slug);
    };
    let mut attended = store.to_evaluate(caller, at).await.unwrap().into_iter();
    let open = attended.find(|attended| attended.day == view.day.id);
    let pair = store.pair(caller).await.unwrap();
    let evaluation = open.and_then(|open| OpenEvaluation::of(open.window, open.given, at));
    same(&page.view, view, caller, slug);
    same(page.partner.as_deref(), pair.as_ref().map(|pair| pair.partner.first_name()), caller, slug);
    same(page.follow_up.evaluation, evaluation, caller, slug);
}

async fn compare_pair(store: &dyn Store, caller: &Caller, logs: &[MeetingId], at: Timestamp) {
    let room = room(store, caller, at).await;
    same(store.room(caller, at).await.unwrap(), room.clone(), caller, "room");
    let agreements = store.agreements(caller).await.unwrap();
    let page = store.pair_page(caller, at).await.unwrap();
    same(page.as_ref().map(|page| &page.room), room.as_ref(), caller, "pair page");
    if let Some(page) = &page {
        same(&page.agreement, &agreements.stage(page.room.pair.role), caller, "agreement");
        same(&page.help_requests, &store.help_requests(caller).await.unwrap(), caller, "help requests");
    }
    let seen = page.and_then(|page| page.seen);
    compare_new_log(store, caller, room, at).await;
    for id in logs {
        let page = store.log_page(caller, *id, at).await.unwrap();
        let meeting = store.meeting(caller, *id).await.unwrap();
        let (Some(page), Some(meeting)) = (&page, &meeting) else {
            return same(page.is_some(), meeting.is_some(), caller, "log");
        };
        same(&page.meeting, meeting, caller, "log");
        same(&page.goals, &agreements.goals(), caller, "goals");
        same(&page.seen, &seen, caller, "what organisers see");
    }
}

async fn compare_new_log(store: &dyn Store, caller: &Caller, room: Option<Room>, at: Timestamp) {
    let page = store.new_log_page(caller, at).await.unwrap();
    let (Some(page), Some(room)) = (&page, &room) else {
        return same(page.is_some(), room.is_some(), caller, "new log");
    };
    let facts = |agreed: &domain::meeting::Agreed| Facts {
        date: agreed.at.date(),
        minutes: agreed.plan.minutes,
        form: agreed.plan.form,
    };
    let last = room.meetings.held.first().map(|held| held.facts);
    same(page.partner.as_str(), room.pair.partner.first_name(), caller, "partner");
    same(page.guess, guess(room.meetings.next.as_ref().map(facts), last, today(at)), caller, "guess");
    same(page.first, last.is_none(), caller, "first log");
    same(&page.goals, &store.agreements(caller).await.unwrap().goals(), caller, "goals");
}

/// Answers, seats, needs, files, evaluations: whatever happens around days.
async fn pages_tell_of_days(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let callers = everyone(&world).await;
    compare(&world, &callers, &[]).await;
    let store = &world.store;
    let [adept, mentor, other, organiser] = [0, 1, 2, 7].map(|n: usize| &callers[n]);
    let (december, april) = (world.segment("december", 0).await, world.segment("april", 0).await);
    let mentors = world.segment("april", 1).await;
    store.answer(adept, april, Answer::Maybe, now()).await.unwrap();
    for (caller, segment) in [(adept, april), (mentor, mentors), (mentor, december), (other, december)] {
        store.answer(caller, segment, Answer::Yes, later(1)).await.unwrap();
    }
    let day = store.day(adept, "april", now()).await.unwrap().unwrap().day.id;
    for (caller, slot) in [(adept, Slot::Before), (mentor, Slot::Before), (mentor, Slot::After)] {
        store.set_meet_up(caller, day, slot, true, later(1)).await.unwrap();
    }
    store.set_capacity(organiser, april, Some(1), later(1)).await.unwrap();
    store.answer(mentor, april, Answer::Yes, later(1)).await.unwrap();
    store.check_in(organiser, december, other.person, later(1)).await.unwrap();
    let file = NewMaterial {
        name: "Bilder".into(),
        kind: FileKind::Pdf,
        audience: domain::day::Audience::Mentors,
        content: vec![1],
    };
    store.add_material(organiser, "april", None, &file, later(1)).await.unwrap();
    compare(&world, &callers, &[]).await;
    for (caller, has) in [(adept, 0), (mentor, 1), (organiser, 1)] {
        let page = store.day_page(caller, "april", later(1)).await.unwrap().unwrap();
        assert_eq!(page.follow_up.files.len(), has, "{}", caller.name);
    }

    store.answer(adept, april, Answer::No, later(1)).await.unwrap();
    compare(&world, &callers, &[]).await;
    let first = store.dashboard(mentor, now()).await.unwrap().to_do.swap_remove(0);
    assert!(matches!(first, ToDo::TakeSeat(_)), "a seat that is held is the first thing: {first:?}");

    let waits = store.dashboard(other, later(13 * DAY)).await.unwrap().to_do;
    let evaluate = |to_do: &ToDo| matches!(to_do, ToDo::Evaluate(day) if day.slug == "december");
    assert!(waits.iter().any(evaluate), "{waits:?}");
    let evaluation = Evaluation::parse(["5", "4", "3"], "").unwrap();
    let december = store.day(other, "december", now()).await.unwrap().unwrap().day.id;
    store.evaluate(other, december, &evaluation, later(13 * DAY)).await.unwrap();
    assert!(!store.dashboard(other, later(13 * DAY)).await.unwrap().to_do.iter().any(evaluate));
    compare(&world, &callers, &[]).await;
}
contract_test!(pages_tell_of_days);

/// Logs, plans, agreements, help requests, drafts: whatever happens in a pair; until it
/// has ended, and after that.
async fn pages_tell_of_a_pair(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let callers = everyone(&world).await;
    let [adept, mentor, other] = [0, 1, 2].map(|n: usize| &callers[n]);
    let store = &world.store;
    store.propose(adept, None, 0, &agreement::terms(6, &["läs", "öva"]), now()).await.unwrap();
    let times = vec![date(2026, 12, 10).at(9, 30, 0, 0), date(2026, 12, 2).at(13, 0, 0, 0)];
    let proposal = Proposal { times, plan: Plan { place: "Kajen".into(), ..Plan::default() } };
    store.propose_times(mentor, None, &proposal, now()).await.unwrap();
    compare(&world, &callers, &[]).await;
    let to_do = store.dashboard(mentor, now()).await.unwrap().to_do;
    assert!(to_do.contains(&ToDo::SignAgreement) && to_do.contains(&ToDo::AnswerPulse), "{to_do:?}");
    assert_eq!(store.dashboard(adept, now()).await.unwrap().to_do[0], ToDo::AnswerProposal);

    let mut logs = Vec::new();
    for (writer, notes) in [(mentor, "Kanariefåglar"), (adept, ""), (mentor, "Mod"), (other, "Annat")] {
        let mut log = log(notes);
        log.actions = vec![action("Ring"), domain::meeting::Action { due: None, ..action("Skriv") }];
        log.reflection = text("Mitt eget");
        log.again = true;
        logs.push(store.log_meeting(writer, None, &log, now()).await.unwrap());
    }
    store.tick_action(adept, logs[0], 1, 1, true, later(1)).await.unwrap();
    store.delete_meeting(mentor, logs[2], later(1)).await.unwrap();
    let forms = [Some(logs[0]), None].map(form_of);
    for (hours, form) in (1..).zip(forms.iter().rev()) {
        store.save_draft(adept, &Draft { saved_at: later(hours), ..draft(form, "Nytt") }).await.unwrap();
    }
    store.sign(mentor, 1, later(1)).await.unwrap();
    store.send_help_request(mentor, &text("Hjälp"), true, later(1)).await.unwrap();
    store.send_help_request(adept, &text("Själv"), false, later(1)).await.unwrap();
    store.answer_pulse(adept, &pulse::Answer::parse("4", "").unwrap(), later(1)).await.unwrap();
    compare(&world, &callers, &logs).await;
    let page = store.pair_page(adept, later(2)).await.unwrap().unwrap();
    assert_eq!(page.open.iter().map(|open| open.meeting).collect::<Vec<_>>(), [logs[0], logs[1], logs[1]]);
    assert_eq!(page.deleted.iter().map(|deleted| deleted.id).collect::<Vec<_>>(), [logs[2]]);
    assert_eq!(page.seen.unwrap().meetings, 2);
    let to_do = store.dashboard(adept, later(2)).await.unwrap().to_do;
    let begun = to_do.iter().filter_map(|to_do| match to_do {
        ToDo::GoOn(form) => Some(form.as_str()),
        _ => None,
    });
    assert_eq!(begun.collect::<Vec<_>>(), forms);

    let open = store.meetings(adept).await.unwrap().open.unwrap().id;
    store.decline(adept, None, open, &Comment::parse("Då kan jag inte").unwrap(), later(1)).await.unwrap();
    compare(&world, &callers, &logs).await;
    store.settle(mentor, None, date(2026, 12, 4).at(10, 0, 0, 0), &proposal.plan, later(1)).await.unwrap();
    compare(&world, &callers, &logs).await;
    store.change_status(mentor, domain::pair::status::StatusChange::End, None, later(1)).await.unwrap();
    compare(&world, &callers, &logs).await;
    assert!(store.dashboard(adept, later(2)).await.unwrap().news.is_empty(), "no longer theirs to know");
}
contract_test!(pages_tell_of_a_pair);

/// What each page takes at most, without the one query for whoever asks. As many
/// with the pair's whole log and a day's queue as with none: `sent` is how many
/// statements have been sent to the database so far. What each page takes.
pub async fn pages_take_few_queries(bench: &dyn Bench, sent: impl Fn() -> usize) -> Vec<(&'static str, usize)> {
    let world = World::new(bench).await;
    let empty = measure(&world, None, &sent).await;
    let store = &world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    agreement::agree(&world, &agreement::terms(4, &["läs", "öva"])).await;
    store
        .set_capacity(&world.caller("organisator1").await, world.segment("april", 0).await, Some(1), now())
        .await
        .unwrap();
    for name in NAMES.iter().take(4) {
        store.answer(&world.caller(name).await, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    }
    let mut logged = log("Mod");
    logged.actions = vec![action("Ring"), action("Skriv")];
    logged.again = true;
    let mut latest = None;
    for _ in 0..8 {
        latest = Some(store.log_meeting(&mentor, None, &logged, now()).await.unwrap());
    }
    let proposal = Proposal { times: vec![date(2026, 12, 10).at(9, 30, 0, 0)], plan: Plan::default() };
    store.settle(&mentor, None, date(2026, 12, 2).at(10, 0, 0, 0), &Plan::default(), now()).await.unwrap();
    store.propose_times(&mentor, None, &proposal, now()).await.unwrap();
    store.send_help_request(&adept, &text("Hjälp"), true, now()).await.unwrap();
    store.save_draft(&adept, &draft(&form_of(None), "Nytt")).await.unwrap();
    let full = measure(&world, latest, &sent).await;
    assert_eq!(full[..empty.len()], empty, "no more of more");
    full
}

/// What the pages of one of a pair take, each checked against its limit.
async fn measure(world: &World, log: Option<MeetingId>, sent: &impl Fn() -> usize) -> Vec<(&'static str, usize)> {
    let (store, caller) = (&world.store, world.caller("adept1").await);
    let mut taken = Vec::new();
    let mut before = sent();
    let mut count = |page, most| {
        let queries = sent() - before;
        assert!((1..=most).contains(&queries), "{page} takes {queries} queries, and may take {most}");
        taken.push((page, queries));
        before = sent();
    };
    store.dashboard(&caller, now()).await.unwrap();
    count("dashboard", 8);
    store.days(&caller, now()).await.unwrap();
    count("days", 3);
    store.day_page(&caller, "april", now()).await.unwrap().unwrap();
    count("day", 5);
    store.pair_page(&caller, now()).await.unwrap().unwrap();
    count("pair", 7);
    store.room(&caller, now()).await.unwrap().unwrap();
    count("room", 5);
    store.new_log_page(&caller, now()).await.unwrap().unwrap();
    count("new_log", 3);
    if let Some(log) = log {
        store.log_page(&caller, log, now()).await.unwrap().unwrap();
        count("log", 5);
    }
    taken
}

/// An application is on its applicant's dashboard until it is decided, and on the
/// contact person's while it waits for them.
async fn a_dashboard_tells_of_applications(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    let mut callers = everyone(&world).await;
    callers.push(applicant(&world, "skriver", Part::Mentor).await);
    let (caller, link) = sent(&world, "ny").await;
    callers.push(caller.clone());
    compare(&world, &callers, &[]).await;
    let contact = world.caller("kontakt1").await;
    let waits = async || store.dashboard(&contact, now()).await.unwrap().to_do.contains(&ToDo::Endorse);
    assert!(!waits().await, "the manager has not answered");
    let support = Support { supports: false, why: "Fel år".into(), commits: String::new() };
    store.support(&link, &support, now()).await.unwrap();
    assert!(waits().await);
    compare(&world, &callers, &[]).await;
    store.withdraw_application(&caller, true, now()).await.unwrap();
    assert!(!waits().await);
    compare(&world, &callers, &[]).await;
}
contract_test!(a_dashboard_tells_of_applications);
