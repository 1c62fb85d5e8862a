//! People who write without a pause, and know what they were told is kept.

use std::thread::{JoinHandle, spawn};

use anyhow::{Context, Result, anyhow, ensure};

use super::client::Browser;

/// How many people write at the same time.
const WRITERS: u32 = 6;
/// What they answer, in turn.
pub const ANSWERS: [&str; 3] = ["yes", "maybe", "no"];

/// Some people, signed in.
pub fn some(url: &str) -> Result<Vec<Writer>> {
    (1..=WRITERS).map(|n| Writer::new(url, n)).collect()
}

/// Sets them to work at a server, until it is gone.
pub fn start(writers: Vec<Writer>, url: &str) -> Vec<JoinHandle<Writer>> {
    writers.into_iter().map(|writer| writer.at(url).start()).collect()
}

/// Waits until all have noticed that the server is gone.
pub fn stopped(at_work: Vec<JoinHandle<Writer>>) -> Result<Vec<Writer>> {
    at_work.into_iter().map(|writer| writer.join().map_err(|_| anyhow!("a writer panicked"))).collect()
}

/// Reads every log back; how many answers and logs were acknowledged.
pub fn check_all(writers: &[Writer], url: &str) -> Result<(usize, usize)> {
    let logs = writers.iter().map(|writer| writer.check_logs(url, 0)).sum::<Result<usize>>()?;
    Ok((writers.iter().map(|writer| writer.acknowledged).sum(), logs))
}

/// Someone who answers and logs without a pause.
pub struct Writer {
    /// Their session.
    pub browser: Browser,
    /// What they answer to.
    pub segment: i64,
    name: String,
    /// The last answer that the server said it has, and how many there were.
    answer: Option<String>,
    /// How many answers the server has acknowledged.
    pub acknowledged: usize,
    /// The answer that was under way when the server was killed.
    pub in_flight: Option<&'static str>,
    /// Notes and the paths of their pages.
    logs: Vec<(String, String)>,
    checked: usize,
}

impl Writer {
    /// One of the demo's adepts.
    pub fn new(url: &str, number: u32) -> Result<Self> {
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
    pub fn check_latest(&mut self, url: &str) -> Result<()> {
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
