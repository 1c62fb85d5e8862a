//! How many queries the organisers' and the contact persons' pages make, the one
//! for the caller among them: few, and the same however many take part.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

use std::{
    collections::BTreeMap,
    env, fmt, fs,
    path::Path,
    process,
    sync::atomic::{AtomicU64, Ordering},
};

use domain::{
    day::{Answer, board::Filter},
    input::Text,
    matching::NewDraft,
    people::Duty,
};
use store::{
    Attendance, Boards, Calls, Employers, Evaluations, FollowUps, MatchDrafts, Matching, Materials, Needs, Overviews,
    People, Planning, Reports, Rounds, Selections, SignIn, Store, Tables, Visitors, WaitingApplications, WorkLists,
    contract::world::{email, new_session, now, person, round},
    people::NewSession,
    round::{NewPair, NewReply, NewRound},
};
use store_sqlite::Engine;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// The most queries that each page may make.
const MOST: [(&str, u64); 23] = [
    ("settings", 3),
    ("board", 6),
    ("board, searched", 6),
    ("overview", 8),
    // Who asks is read twice here.
    ("today", 9),
    ("report", 10),
    ("applications that wait", 8),
    ("own organisation", 8),
    ("list", 8),
    ("door", 8),
    ("guests", 8),
    ("badges", 8),
    ("tables", 9),
    ("needs", 9),
    ("after the day", 8),
    ("matching", 10),
    ("matching, two drafts", 10),
    ("selection", 9),
    ("files", 8),
    ("results", 8),
    ("day's sheet", 8),
    ("employers", 8),
    ("call settings", 8),
];

static QUERIES: AtomicU64 = AtomicU64::new(0);

/// Counts the queries that sqlx tells of. Beginning and committing are none, and
/// neither is what a new connection is set to.
struct Queries;

impl Subscriber for Queries {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut summary = Summary::default();
        event.record(&mut summary);
        if !summary.0.trim_start_matches('"').starts_with("PRAGMA") {
            QUERIES.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The beginning of a query.
#[derive(Default)]
struct Summary(String);

impl Visit for Summary {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "summary" {
            self.0 = format!("{value:?}");
        }
    }
}

#[tokio::test]
async fn pages_make_few_queries_however_many_take_part() {
    tracing::subscriber::set_global_default(Queries).unwrap();
    let (few, many) = (figures(50).await, figures(5_000).await);
    println!("{many:#?}");
    assert_eq!(few, many);
    for (page, most) in MOST {
        assert!((2..=most).contains(&many[page]), "{page}: {}", many[page]);
    }
    assert_eq!(many.len(), MOST.len());
}

/// How many queries each page makes, when so many take part.
async fn figures(people: usize) -> BTreeMap<&'static str, u64> {
    let folder = env::temp_dir().join(format!("ior-queries-{}-{people}", process::id()));
    let engine = open(&folder).await;
    assert!(engine.load_round(&loaded(people), now()).await.unwrap());
    let sessions = (session(&engine, "organisator1").await, session(&engine, "kontakt1").await);
    engine.close().await;
    let pages = pages(&folder, &sessions.0, &sessions.1).await;
    fs::remove_dir_all(folder).unwrap();
    pages
}

async fn open(folder: &Path) -> Engine {
    let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
    Engine::connect(&url, &folder.join("ior.key")).await.unwrap()
}

async fn pages(folder: &Path, organiser: &NewSession, contact: &NewSession) -> BTreeMap<&'static str, u64> {
    let (all, at) = (Filter::default(), now());
    let searched = Filter { search: "ek".to_owned(), ..Filter::default() };
    let mut pages = BTreeMap::new();
    let opening = queries(folder, async |_| {}).await;
    macro_rules! count {
        ($name:literal, $who:ident, |$engine:ident, $caller:ident| $read:expr) => {
            let all = queries(folder, async |$engine| {
                let $caller = &$engine.caller(&$who.secret, at).await.unwrap().unwrap();
                $read.await.unwrap();
            });
            pages.insert($name, all.await - opening);
        };
    }
    count!("settings", organiser, |engine, caller| engine.settings(caller, at));
    count!("board", organiser, |engine, caller| engine.day_board(caller, "april", &all, at));
    count!("board, searched", organiser, |engine, caller| engine.day_board(caller, "april", &searched, at));
    count!("overview", organiser, |engine, caller| engine.overview_page(caller, at));
    count!("today", organiser, |engine, caller| async {
        let reader = engine.signed_in(&organiser.secret, at).await?.unwrap();
        engine.today(&reader, caller.round, at).await
    });
    count!("report", organiser, |engine, caller| async {
        let reader = engine.signed_in(&organiser.secret, at).await?.unwrap();
        assert!(reader.caller(&reader.rounds[0]).person == caller.person);
        engine.report(&reader, at).await
    });
    count!("applications that wait", organiser, |engine, caller| engine.waiting_applications(caller, at));
    count!("own organisation", contact, |engine, caller| engine.own_organisation(caller, at));
    count!("list", organiser, |engine, caller| engine.print_list(caller, "april", &all, at));
    count!("door", organiser, |engine, caller| engine.door(caller, "april", None, at));
    count!("guests", organiser, |engine, caller| engine.visitors(caller, "april", at));
    count!("badges", organiser, |engine, caller| engine.badges(caller, "april", at));
    count!("tables", organiser, |engine, caller| engine.tables(caller, "april", None, at));
    count!("needs", organiser, |engine, caller| engine.day_needs(caller, "april", at));
    count!("after the day", organiser, |engine, caller| engine.follow_up(caller, "april", at));
    count!("matching", organiser, |engine, caller| engine.matching(caller, None));
    count!("files", organiser, |engine, caller| engine.day_materials(caller, "april"));
    count!("results", organiser, |engine, caller| engine.day_results(caller, "april", at));
    count!("day's sheet", organiser, |engine, caller| async {
        engine.planned_day(caller, "april").await?;
        engine.organisers(caller).await
    });
    count!("employers", organiser, |engine, caller| async {
        engine.employers(caller).await?;
        engine.organisations().await
    });
    count!("selection", organiser, |engine, caller| engine.selection(caller));
    count!("call settings", organiser, |engine, caller| engine.call_settings(caller));
    // The number of drafts does not count either.
    let engine = open(folder).await;
    let caller = engine.caller(&organiser.secret, at).await.unwrap().unwrap();
    for name in ["Ett", "Två"] {
        let draft = NewDraft { name: Text::parse(name).unwrap(), reserves: false, like: None };
        engine.new_match_draft(&caller, None, &draft, at).await.unwrap();
    }
    engine.close().await;
    count!("matching, two drafts", organiser, |engine, caller| engine.matching(caller, None));
    pages
}

/// How many queries are made from opening an engine to closing it: sqlx tells of a
/// query a little after its answer, but before its engine is closed.
async fn queries(folder: &Path, read: impl AsyncFnOnce(&Engine)) -> u64 {
    let before = QUERIES.load(Ordering::SeqCst);
    let engine = open(folder).await;
    read(&engine).await;
    engine.close().await;
    QUERIES.load(Ordering::SeqCst) - before
}

async fn session(engine: &Engine, name: &str) -> NewSession {
    let session = new_session();
    engine.sign_in_as(&email(name), &session, now()).await.unwrap();
    session
}

/// The contract's round with so many more people: every other one a mentor, most
/// of whom have answered, and up to a hundred pairs.
fn loaded(people: usize) -> NewRound {
    let mut round = round(15);
    let duty = |n: usize| if n.is_multiple_of(2) { Duty::Adept } else { Duty::Mentor };
    let name = |n: usize| format!("skara{n}");
    round.people.extend((0..people).map(|n| {
        let organisation = ["Alfa kommun", "Östra verket", "Ärla region"][n % 3];
        person(&name(n), &format!("Person {n:04} Ek"), organisation, duty(n))
    }));
    let pair = round.pairs[0].clone();
    round.pairs.extend((0..people.min(200)).step_by(2).map(|n| NewPair {
        adept: email(&name(n)),
        mentor: email(&name(n + 1)),
        ..pair.clone()
    }));
    round.replies.extend((0..people).filter(|n| n % 7 > 0).map(|n| NewReply {
        person: email(&name(n)),
        day: "april".to_owned(),
        segment: 0,
        answer: if n % 5 == 0 { Answer::No } else { Answer::Yes },
        at: now(),
    }));
    round
}
