//! A disk that is full for a while: what can be read is read, what is written
//! is given back with a word, and when there is room again the same process
//! goes on. (The disk is full for the server alone: it may write no file
//! beyond a size, which its database has reached.)

use std::{process::Command, thread::sleep, time::Duration};

use anyhow::{Result, ensure};

use super::{
    client::Browser,
    server::{self, Installation},
    writer::ANSWERS,
};
use crate::{server::Server, shell, workspace::Workspace};

/// How large a file may be while the disk is full, in bytes.
const FULL: &str = "8192";
/// How many writes are tried while it is.
const TRIES: usize = 30;

/// Fills the disk and frees it again, three times.
pub fn run(workspace: &Workspace) -> Result<()> {
    let place = Installation::sqlite(workspace, "disk")?;
    let mut shell = Command::new("sh");
    // Without the signal, writing fails as on a disk that is full.
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" serve --demo"]).arg(place.ior().get_program());
    shell.envs(place.ior().get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut server = server::start(shell, &place.folder.join("server.log"))?;
    let browser = Browser::sign_in(&server.url, "adept1@example.org")?;
    let segment = browser.segments()?[0].id;

    let mut refused = 0;
    for round in 0..3 {
        limit(&server, &format!("{FULL}:unlimited"))?;
        refused += while_full(&browser, segment)?;
        limit(&server, "unlimited:unlimited")?;
        let answer = ANSWERS[round % ANSWERS.len()];
        browser.answer(segment, answer)?.ok()?;
        ensure!(browser.segments()?[0].mine.as_deref() == Some(answer), "the answer after it is not there");
    }
    server.signal("TERM")?;
    server.ended(Duration::from_secs(10))?;
    println!(
        "Three times full: {refused} writes refused with what was typed, every page read, and then written again."
    );
    place.check_integrity()
}

/// Reads and writes while the disk is full; how many writes were refused.
fn while_full(browser: &Browser, segment: i64) -> Result<usize> {
    let mut refused = 0;
    for n in 0..TRIES {
        ensure!(browser.get("/min-sida")?.status == 200, "a page cannot be read");
        let words = format!("ord nummer {n}");
        let fields =
            [("log[date]", "2026-02-10"), ("log[minutes]", "60"), ("log[form]", "digital"), ("log[notes]", &words)];
        let log = browser.submit("/par/traffar/ny", "pair/log-meeting", &fields)?;
        let answer = browser.answer(segment, ANSWERS[n % ANSWERS.len()])?;
        for (what, reply) in [("a log", &log), ("an answer", &answer)] {
            ensure!(reply.status < 400 || reply.status == 503, "{what} was answered with {}", reply.status);
        }
        if log.status == 503 {
            ensure!(log.body.contains(&words), "what was typed is gone");
            refused += 1;
        }
        sleep(Duration::from_millis(5));
    }
    ensure!(refused > TRIES / 2, "the disk was not full: this proves nothing");
    Ok(refused)
}

fn limit(server: &Server, size: &str) -> Result<()> {
    shell::run(Command::new("prlimit").arg("--pid").arg(server.id().to_string()).arg(format!("--fsize={size}")))
}
