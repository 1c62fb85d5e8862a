//! SQLite keeps the contract: every story.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

mod bench;

use bench::Bench;

store::contract!(Bench);
