//! SQLite keeps the contract.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

mod bench;

use std::process::ExitCode;

fn main() -> ExitCode {
    store::contract::run::<bench::Bench>()
}
