//! How many statements a page sends to the database. Alone in its program: what
//! is counted is everything that the program sends.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

mod bench;

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use bench::Bench;
use store::contract::Bench as _;
use tracing::{Event, Level, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    layer::{Context, Layer, SubscriberExt},
    registry,
};

static SENT: AtomicUsize = AtomicUsize::new(0);

/// How many have been sent. sqlx tells of a statement a moment after its answer, on a busy
/// machine a long one.
fn sent() -> usize {
    loop {
        let known = SENT.load(Ordering::SeqCst);
        thread::sleep(Duration::from_millis(100));
        if SENT.load(Ordering::SeqCst) == known {
            return known;
        }
    }
}

/// Counts the statements that sqlx tells of.
struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" && *event.metadata().level() == Level::DEBUG {
            SENT.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_take_few_queries() {
    let counted = registry().with(LevelFilter::DEBUG).with(Statements);
    tracing::subscriber::set_global_default(counted).unwrap();
    let bench = Bench::fresh("queries_per_page").await;
    let taken = store::contract::pages::pages_take_few_queries(&bench, sent).await;
    for (page, queries) in taken {
        println!("queries_{page}: {queries}");
    }
    bench.close().await;
}
