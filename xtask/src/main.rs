//! What `make` calls: building the site, weighing it, and the hard tests.
//!
//! `cargo xtask site` turns `frontend`, `page-script/`, `style/` and `public/` into
//! the folder that `ior` serves; `cargo xtask size` says what a first visit
//! costs. It does the work of cargo-leptos, with the same file names and the
//! same hash file, in a fraction of its build time: see [`site`] for the steps.
//!
//! Everything is found through `cargo metadata`, so `CARGO_TARGET_DIR` is
//! respected, and nothing is written outside the target folder.

mod browser;
mod compress;
mod hard;
mod publish;
mod shell;
mod site;
mod size;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;
use workspace::{Mode, Workspace};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  site [--dev]   build what the browser gets into <target>/site;
                 --dev is quick to build and large to download
  size           print the brotli weight of WASM and JS; fails above the limit
  hard NAME      one of the hard tests, against target/debug/ior (or IOR_BIN)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["site"] => site::build(&Workspace::find()?, Mode::Release),
        ["site", "--dev"] => site::build(&Workspace::find()?, Mode::Dev),
        ["size"] => size::check(&Workspace::find()?),
        ["hard", name] => hard::run(name, &Workspace::find()?),
        _ => bail!("{USAGE}"),
    }
}
