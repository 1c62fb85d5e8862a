//! A server that is killed in the midst of writing, again and again: what it
//! has acknowledged must be there afterwards.
//!
//! A killed process leaves its writes to the operating system, which finishes
//! them; a power cut does not. So it is counted too that every commit waits for
//! the disk.

use std::{
    fs,
    process::Command,
    thread::{sleep, spawn},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::{
    client::Browser,
    server::{Installation, Server},
};
use crate::workspace::Workspace;

/// How often the server is killed.
const KILLS: u32 = 200;
/// How many people write at the same time.
const WRITERS: u32 = 6;
/// How many commits are counted against the disk's.
const COUNTED: usize = 100;
const ANSWERS: [&str; 3] = ["yes", "maybe", "no"];

/// Kills the server again and again, and reads everything back.
pub fn run(workspace: &Workspace) -> Result<()> {
    let place = Installation::sqlite(workspace, "kill")?;
    let first = place.start(&[])?;
    let mut writers = (1..=WRITERS).map(|n| Writer::new(&first.url, n)).collect::<Result<Vec<_>>>()?;
    drop(first);

    let mut kills_that_hit = 0;
    for kill in 0..KILLS {
        let mut server = place.start(&[])?;
        let at_work: Vec<_> = writers.into_iter().map(|writer| writer.at(&server.url).start()).collect();
        // Not always at the same point of what the server does.
        sleep(Duration::from_millis(u64::from(30 + kill * 37 % 90)));
        server.signal("KILL")?;
        server.ended(Duration::from_secs(5))?;
        writers = at_work
            .into_iter()
            .map(|writer| writer.join().map_err(|_| anyhow::anyhow!("a writer panicked")))
            .collect::<Result<_>>()?;
        kills_that_hit += u32::from(writers.iter().any(|writer| writer.in_flight.is_some()));

        let server = place.start(&[])?;
        for writer in &mut writers {
            writer.check_latest(&server.url)?;
        }
    }
    let server = place.start(&[])?;
    let logs = writers.iter().map(|writer| writer.check_logs(&server.url, 0)).sum::<Result<usize>>()?;
    let answers: usize = writers.iter().map(|writer| writer.acknowledged).sum();
    println!(
        "{KILLS} kills, {kills_that_hit} of them with a write under way: \
         {answers} answers and {logs} logs acknowledged, none lost."
    );
    ensure!(kills_that_hit > KILLS / 4, "too few kills hit a write: this proves little");
    drop(server);
    place.command("migrate").context("the database does not open after all this")?;
    waits_for_the_disk(&place)
}

/// Someone who answers and logs without a pause.
struct Writer {
    browser: Browser,
    segment: i64,
    name: String,
    /// The last answer that the server said it has, and how many there were.
    answer: Option<String>,
    acknowledged: usize,
    /// The answer that was under way when the server was killed.
    in_flight: Option<&'static str>,
    /// Notes and the paths of their pages.
    logs: Vec<(String, String)>,
    checked: usize,
}

impl Writer {
    fn new(url: &str, number: u32) -> Result<Self> {
        let name = format!("adept{number}");
        let browser = Browser::sign_in(url, &format!("{name}@example.org"))?;
        let segment = browser.segments()?.into_iter().next().context("nothing to answer to")?;
        let (answer, segment) = (segment.mine, segment.id);
        Ok(Self { browser, segment, name, answer, acknowledged: 0, in_flight: None, logs: Vec::new(), checked: 0 })
    }

    fn at(mut self, url: &str) -> Self {
        self.browser = self.browser.at(url);
        self
    }

    /// Writes until the server is gone.
    fn start(mut self) -> std::thread::JoinHandle<Self> {
        spawn(move || {
            while self.write().is_ok() {}
            self
        })
    }

    fn write(&mut self) -> Result<()> {
        let answer = ANSWERS[self.acknowledged % ANSWERS.len()];
        self.in_flight = Some(answer);
        self.browser.answer(self.segment, answer)?.ok()?;
        (self.answer, self.in_flight) = (Some(answer.to_owned()), None);
        self.acknowledged += 1;

        let notes = format!("{} {}", self.name, self.acknowledged);
        let path = self.browser.log_meeting(&notes)?;
        self.logs.push((notes, path));
        Ok(())
    }

    /// Whether the last answer is there, or the one under way, and every log
    /// since the last look.
    fn check_latest(&mut self, url: &str) -> Result<()> {
        let segments = self.browser.at(url).segments()?;
        let kept = segments.iter().find(|segment| segment.id == self.segment).and_then(|segment| segment.mine.clone());
        let before = self.answer.as_deref();
        let expected = [before, self.in_flight.or(before)];
        ensure!(
            expected.contains(&kept.as_deref()),
            "{} has answered {expected:?}, and the server says {kept:?}",
            self.name
        );
        self.answer = kept;
        self.in_flight = None;
        self.check_logs(url, self.checked)?;
        self.checked = self.logs.len();
        Ok(())
    }

    /// Reads the logs from the given one on; returns how many.
    fn check_logs(&self, url: &str, from: usize) -> Result<usize> {
        let browser = self.browser.at(url);
        for (notes, path) in &self.logs[from..] {
            ensure!(browser.get(path)?.ok()?.body.contains(notes), "the log {notes:?} is not at {path}");
        }
        Ok(self.logs.len() - from)
    }
}

/// That a commit is not acknowledged before the disk has it: at least one
/// flush for each. Reading the same number of pages is the control: it needs none.
fn waits_for_the_disk(place: &Installation) -> Result<()> {
    let trace = place.folder.join("flushes");
    let ior = place.ior();
    let mut strace = Command::new("strace");
    strace.args(["-D", "-f", "-e", "trace=fsync,fdatasync", "-o"]).arg(&trace).arg(ior.get_program());
    strace.args(["serve", "--demo"]).envs(ior.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let server = Server::start(strace, &place.folder.join("server.log")).context("is strace installed?")?;
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
