//! A server that is killed in the midst of writing, again and again: what it
//! has acknowledged must be there afterwards.
//!
//! A killed process leaves its writes to the operating system, which finishes
//! them; a power cut does not. So it is counted too that every commit waits for
//! the disk.

use std::{fs, process::Command, thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};

use super::{
    kill,
    server::{self, Installation},
    writer::{self, ANSWERS, Writer},
};
use crate::workspace::Workspace;

/// How often the server is killed.
const KILLS: u32 = 200;
/// How many commits are counted against the disk's.
const COUNTED: usize = 100;

/// Kills the server again and again, and reads everything back.
pub fn run(workspace: &Workspace) -> Result<()> {
    let place = Installation::sqlite(workspace, "kill")?;
    let first = place.start(&[])?;
    let mut writers = writer::some(&first.url)?;
    drop(first);

    let mut kills_that_hit = 0;
    for n in 0..KILLS {
        let mut server = place.start(&[])?;
        let at_work = writer::start(writers, &server.url);
        // Not always at the same point of what the server does.
        sleep(Duration::from_millis(u64::from(30 + n * 37 % 90)));
        kill(&mut server)?;
        writers = writer::stopped(at_work)?;
        kills_that_hit += u32::from(writers.iter().any(|writer| writer.in_flight.is_some()));

        let server = place.start(&[])?;
        for writer in &mut writers {
            writer.check_latest(&server.url)?;
        }
    }
    let server = place.start(&[])?;
    let (answers, logs) = writer::check_all(&writers, &server.url)?;
    println!(
        "{KILLS} kills, {kills_that_hit} of them with a write under way: \
         {answers} answers and {logs} logs acknowledged, none lost."
    );
    ensure!(kills_that_hit > KILLS / 4, "too few kills hit a write: this proves little");
    drop(server);
    place.check_integrity()?;
    waits_for_the_disk(&place)
}

/// That a commit is not acknowledged before the disk has it: at least one
/// flush for each. Reading the same number of pages is the control: it needs none.
fn waits_for_the_disk(place: &Installation) -> Result<()> {
    let trace = place.folder.join("flushes");
    let ior = place.ior();
    let mut strace = Command::new("strace");
    strace.args(["-D", "-f", "-e", "trace=fsync,fdatasync", "-o"]).arg(&trace).arg(ior.get_program());
    strace.args(["serve", "--demo"]).envs(ior.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let server = server::start(strace, &place.folder.join("server.log")).context("is strace installed?")?;
    let writer = Writer::new(&server.url, 1)?;
    let flushes = || Ok::<_, anyhow::Error>(fs::read_to_string(&trace)?.matches("sync(").count());

    let before = flushes()?;
    for _ in 0..COUNTED {
        writer.browser.get("/min-sida")?.ok()?;
    }
    let reading = flushes()? - before;
    for n in 0..COUNTED {
        writer.browser.answer(writer.segment, ANSWERS[n % ANSWERS.len()])?.ok()?;
    }
    let writing = flushes()? - before - reading;
    println!("{COUNTED} answers: {writing} flushes to disk; {COUNTED} pages read: {reading}.");
    ensure!(writing >= COUNTED, "some answers were acknowledged before the disk had them");
    ensure!(reading < COUNTED / 4, "reading flushes too: the count proves nothing");
    Ok(())
}
