//! What `make` calls: building the site and weighing it, the loop of the day, the
//! table of names, and the hard tests.
//!
//! `cargo xtask site` turns `frontend`, `page-script/`, `style/` and `public/` into
//! the folder that `ior` serves; `cargo xtask size` says what a first visit
//! costs. It does the work of cargo-leptos, with the same file names and the
//! same hash file, in a fraction of its build time: see [`site`] for the steps.
//!
//! To add a command: a module here, an arm in `main`, and a target in the Makefile.
//!
//! Everything is found through `cargo metadata`, so `CARGO_TARGET_DIR` is
//! respected, and nothing is written outside the target folder.

mod browser;
mod circles;
mod compress;
mod dev;
mod hard;
mod publish;
mod server;
mod shell;
mod site;
mod size;
mod tree;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;
use workspace::{Mode, Workspace};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  site [--dev]   build what the browser gets into <target>/site;
                 --dev is quick to build and large to download
  size           print the brotli weight of WASM and JS; fails above the limit
  dev            build and serve, and again after every save: `make dev`
  tree           print which feature is on which floor under which name; fails
                 on what has no counterpart and no reason in xtask/tree.allow
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
        ["dev"] => dev::run(&Workspace::find()?),
        ["tree"] => tree::check(&Workspace::find()?),
        ["hard", name] => hard::run(name, &Workspace::find()?),
        _ => bail!("{USAGE}"),
    }
}
