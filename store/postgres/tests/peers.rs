//! Several servers on one database.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failure in a test is a panic")]

mod bench;

use std::time::Duration;

use bench::Bench;
use domain::{day::Answer, live::Change};
use sqlx::{AssertSqlSafe, Connection};
use store::{
    Error, Replies, Store,
    contract::{Bench as _, World},
};
use tokio::{sync::broadcast::Receiver, time::timeout};

async fn answer(bench: &Bench, world: &World, answer: Answer) {
    let (caller, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    bench.engine.answer(&caller, segment, answer, "2026-11-22T12:00Z".parse().unwrap()).await.unwrap();
}

async fn next(changes: &mut Receiver<Change>) -> Change {
    timeout(Duration::from_secs(10), changes.recv()).await.expect("something is heard").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_commits_the_other_hears_once() {
    let bench = Bench::fresh("what_one_server_commits").await;
    let world = World::new(&bench).await;
    let second = bench.second().await.unwrap();
    let (mut here, mut there) = (bench.engine.changes(), second.changes());
    let before = second.sequence();
    assert_ne!(before, bench.engine.sequence(), "each counts by itself");
    answer(&bench, &world, Answer::Yes).await;
    assert!(matches!(next(&mut there).await, Change::Reply { .. }));
    assert_ne!(second.sequence(), before);
    answer(&bench, &world, Answer::No).await;
    assert!(matches!(next(&mut there).await, Change::Reply { .. }));
    assert!(there.try_recv().is_err() && here.len() == 2, "each once, here and there");
    assert!(matches!(next(&mut here).await, Change::Reply { .. }));
    second.close().await;
    bench.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_deaf_for_a_moment_reads_everything_anew() {
    let bench = Bench::fresh("who_was_deaf_for_a_moment").await;
    let world = World::new(&bench).await;
    let second = bench.second().await.unwrap();
    let mut there = second.changes();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND query ILIKE 'LISTEN%'";
    sqlx::query(AssertSqlSafe(cut)).execute(&mut bench.raw().await).await.unwrap();
    assert_eq!(next(&mut there).await, Change::Resync);
    // It listens again by itself; until then, every answer is a Resync missed.
    loop {
        answer(&bench, &world, Answer::Yes).await;
        if let Ok(Ok(Change::Reply { .. })) = timeout(Duration::from_secs(1), there.recv()).await {
            break;
        }
    }
    second.close().await;
    bench.close().await;
}

/// PostgreSQL may roll one of two back for the other's sake. Here a trigger
/// plays the other: the caller is told that doing it once more helps.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_rolled_back_for_another_is_told_to_retry() {
    let bench = Bench::fresh("rolled_back_for_anothers_sake").await;
    let world = World::new(&bench).await;
    let (caller, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    let mut raw = bench.raw().await;
    for code in ["40001", "40P01"] {
        let function = format!(
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS \
             $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '{code}'; END $$ LANGUAGE plpgsql"
        );
        let trigger = "CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON replies EXECUTE FUNCTION refuse()";
        for statement in [function.as_str(), trigger] {
            sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut raw).await.unwrap();
        }
        let now = "2026-11-22T12:00Z".parse().unwrap();
        let answered = bench.engine.answer(&caller, segment, Answer::Yes, now).await;
        assert!(matches!(answered, Err(Error::Retryable(_))), "{code}: {answered:?}");
    }
    sqlx::query("DROP TRIGGER refuse ON replies").execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
    answer(&bench, &world, Answer::Yes).await;
    bench.close().await;
}
