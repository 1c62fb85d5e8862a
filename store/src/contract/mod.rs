//! The contract that every engine keeps, as tests. Each test gets an engine on an
//! empty database of its own, makes the small [`World`] in it, and checks what
//! people see.
//!
//! A test is declared where it is defined: `contract_test!(name);` below its
//! function. An engine runs all of them with [`run`], and brings a [`Bench`] on
//! which they can look below the traits.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a failure of a test is a panic")]

/// Declares the function above it, `async fn name(bench: &dyn Bench)`, as a
/// contract test of every engine. A function that is not declared is never used,
/// and the linter says so.
macro_rules! contract_test {
    ($test:ident) => {
        inventory::submit! {
            $crate::contract::ContractTest {
                name: concat!(module_path!(), "::", stringify!($test)),
                run: |bench| Box::pin($test(bench)),
            }
        }
    };
}

mod application;
mod dashboard;
mod day;
mod feed;
mod mail;
mod matching;
mod meeting;
pub mod pages;
mod pair;
mod people;
mod round;
mod selection;
mod start;
pub mod world;

use std::{collections::BTreeMap, path::Path, pin::Pin, process::ExitCode, sync::Arc};

use async_trait::async_trait;
use domain::pair::PairId;
use libtest_mimic::{Arguments, Trial};
use tokio::runtime;

use crate::{StartError, Store};

pub use world::World;

/// Columns that refer to a table, each with its own; and for each unique key that it is part
/// of the key's other columns.
pub type References = BTreeMap<(String, String), Vec<Vec<String>>>;

/// An engine under test, and what only a test may do to it.
#[async_trait]
pub trait Bench: Send + Sync {
    /// An engine on an empty database, named after a test.
    async fn fresh(test: &str) -> Self
    where
        Self: Sized;

    /// Closes the engine, and deletes its database.
    async fn close(self)
    where
        Self: Sized;

    /// The engine.
    fn store(&self) -> Arc<dyn Store>;

    /// How many rows each table holds.
    async fn rows(&self) -> BTreeMap<String, i64>;

    /// Every byte that the database keeps, the keyring's too: what a thief of
    /// the disk would search.
    async fn dump(&self) -> Vec<u8>;

    /// The columns that refer to a table of the data.
    async fn references(&self, table: &str) -> References;

    /// Runs a statement on the data, past the engine; whether the database took it.
    async fn write(&self, sql: String) -> bool;

    /// Deletes a pair's key.
    async fn delete_pair_key(&self, pair: PairId);

    /// Empties the keyring, as if it had been left behind in a move.
    async fn lose_keyring(&self);

    /// The file with the installation's key.
    fn key_file(&self) -> &Path;

    /// Starts a second engine on the same database, as after a restart.
    async fn start(&self) -> Result<(), StartError>;
}

/// Whether some bytes hold a text.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A contract test, as [`contract_test!`](crate::contract_test) registers it.
pub struct ContractTest {
    /// Its module and name.
    pub name: &'static str,
    /// Runs it against an engine on an empty database.
    pub run: for<'a> fn(&'a dyn Bench) -> BoxFuture<'a>,
}

/// What a contract test returns when it is called.
pub type BoxFuture<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

inventory::collect!(ContractTest);

/// Runs all contract tests on an engine, each on a database of its own: the
/// whole `main` of the engine's test binary.
pub fn run<B: Bench + 'static>() -> ExitCode {
    let tests = inventory::iter::<ContractTest>().map(|test| {
        let name = test.name.trim_start_matches("store::contract::");
        Trial::test(name, move || {
            on_a_runtime(async {
                let bench = B::fresh(name.rsplit("::").next().unwrap_or(name)).await;
                (test.run)(&bench).await;
                bench.close().await;
            });
            Ok(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

fn on_a_runtime(test: impl Future<Output = ()>) {
    runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}
