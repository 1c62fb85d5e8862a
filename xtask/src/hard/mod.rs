//! Hard tests: the real `ior`, driven over HTTP as browsers drive it, while the
//! worst goes on. Each prints what it measured, and fails if a promise broke.
//!
//! [`server`] starts an installation of its own in the target folder and ends
//! it; [`client`] signs in, answers, logs, and reads back.

mod client;
mod disk;
mod drain;
mod kill;
mod live;
mod mail;
mod outbox;
mod server;
mod smtp;
mod writer;

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};

use crate::{server::Server, workspace::Workspace};

/// The hard tests by name.
pub const NAMES: &str = "smoke, kill, drain, disk, mail, outbox, live";

/// Runs the one of that name.
pub fn run(name: &str, workspace: &Workspace) -> Result<()> {
    match name {
        "smoke" => smoke(workspace),
        "kill" => kill::run(workspace),
        "drain" => drain::run(workspace),
        "disk" => disk::run(workspace),
        "mail" => mail::run(workspace),
        "outbox" => outbox::run(workspace),
        "live" => live::run(workspace),
        _ => bail!("there is no hard test of that name; there are: {NAMES}"),
    }
}

/// That the harness itself works: one answer and one log, and both read back.
fn smoke(workspace: &Workspace) -> Result<()> {
    let place = server::Installation::sqlite(workspace, "smoke")?;
    let mut server = place.start(&[])?;
    let browser = client::Browser::sign_in(&server.url, "adept1@example.org")?;
    let segment = browser.segments()?[0].id;
    browser.answer(segment, "maybe")?.ok()?;
    anyhow::ensure!(browser.segments()?[0].mine.as_deref() == Some("maybe"), "the answer is not there");
    let path = browser.log_meeting("hard smoke")?;
    anyhow::ensure!(browser.get(&path)?.ok()?.body.contains("hard smoke"), "the log is not there");
    server.signal("TERM")?;
    let (status, took) = server.ended(std::time::Duration::from_secs(10))?;
    println!("An answer and a log kept; ended by SIGTERM with {status} after {} ms.", took.as_millis());
    Ok(())
}

/// Kills a server, and waits until it is gone.
fn kill(server: &mut Server) -> Result<()> {
    server.signal("KILL")?;
    server.ended(Duration::from_secs(5)).map(drop)
}

/// Waits for what must come; how long it took.
fn until(what: &str, patience: Duration, mut has_come: impl FnMut() -> Result<bool>) -> Result<Duration> {
    let begin = Instant::now();
    while !has_come()? {
        ensure!(begin.elapsed() < patience, "after {} s still waiting for {what}", patience.as_secs());
        sleep(Duration::from_millis(200));
    }
    Ok(begin.elapsed())
}
