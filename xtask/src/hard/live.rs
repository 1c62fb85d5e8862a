//! What 2,000 live streams cost: memory for each, and how long one change takes to
//! the last of them. On SQLite, and on PostgreSQL where `IOR_TEST_POSTGRES_URL` says
//! which server.

use std::{
    env, fs,
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{client::Browser, server::Installation};
use crate::workspace::Workspace;

const STREAMS: u64 = 2_000;
/// How many one session may have open.
const PER_SESSION: u64 = 16;
/// How many changes are timed. The first warms up.
const CHANGES: usize = 6;
/// Longer than a stream gathers what follows what it has told.
const BETWEEN: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(20);

/// Measures both engines.
pub fn run(workspace: &Workspace) -> Result<()> {
    measure("sqlite", &Installation::sqlite(workspace, "live")?)?;
    let Ok(url) = env::var("IOR_TEST_POSTGRES_URL") else { return Ok(()) };
    measure("postgres", &Installation::on(workspace, "live", &url)?)
}

fn measure(engine: &str, place: &Installation) -> Result<()> {
    let server = place.start(&[])?;
    let adept = Browser::sign_in(&server.url, "adept1@example.org")?;
    let segment = adept.segments()?[0].id;
    let organisers = sessions(&server.url)?;
    // What is made once, for the first stream, is no stream's.
    let mut first = Stream::of(&organisers[0])?;
    first.wait_for("event: hello")?;
    drop(first);
    sleep(BETWEEN);

    let before = resident(server.id())?;
    let mut streams = open(&organisers)?;
    sleep(BETWEEN);
    let with_all = resident(server.id())?;
    let mut times = Vec::new();
    for round in 0..CHANGES {
        times.push(until_the_last(&adept, segment, ["yes", "maybe"][round % 2], &mut streams)?);
        sleep(BETWEEN);
    }
    times.remove(0);
    times.sort_unstable();
    drop(streams);
    sleep(Duration::from_secs(5));

    println!("live_bytes_per_stream_{engine}: {}", with_all.saturating_sub(before) / STREAMS);
    println!("live_last_of_{STREAMS}_ms_{engine}: {}", times[times.len() / 2].as_millis());
    println!("live_last_of_{STREAMS}_ms_slowest_{engine}: {}", times[times.len() - 1].as_millis());
    println!("live_resident_mb_before_{engine}: {}", before / 1_000_000);
    println!("live_resident_mb_with_all_{engine}: {}", with_all / 1_000_000);
    println!("live_resident_mb_after_{engine}: {}", resident(server.id())? / 1_000_000);
    Ok(())
}

/// Organisers hear of every answer.
fn sessions(url: &str) -> Result<Vec<Browser>> {
    (0..STREAMS.div_ceil(PER_SESSION)).map(|_| Browser::sign_in(url, "organisator1@example.org")).collect()
}

fn open(sessions: &[Browser]) -> Result<Vec<Stream>> {
    let streams = (0..STREAMS).zip(sessions.iter().cycle()).map(|(_, browser)| Stream::of(browser));
    let mut streams = streams.collect::<Result<Vec<_>>>()?;
    for stream in &mut streams {
        stream.wait_for("event: hello")?;
    }
    Ok(streams)
}

/// How long one answer takes until the last stream has told of it.
fn until_the_last(adept: &Browser, segment: i64, answer: &str, streams: &mut [Stream]) -> Result<Duration> {
    for stream in &mut *streams {
        stream.skip()?;
    }
    let begin = Instant::now();
    adept.answer(segment, answer)?.ok()?;
    let mut waiting: Vec<_> = streams.iter_mut().collect();
    while !waiting.is_empty() {
        ensure!(begin.elapsed() < PATIENCE, "{} streams have not heard", waiting.len());
        let mut left = Vec::new();
        for stream in waiting {
            if !stream.has("event: changed")? {
                left.push(stream);
            }
        }
        waiting = left;
    }
    Ok(begin.elapsed())
}

/// The memory that a process holds, in bytes.
fn resident(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kilobytes * 1_024)
}

/// A live stream that one thread can read beside many others.
struct Stream {
    socket: TcpStream,
    heard: String,
}

impl Stream {
    fn of(browser: &Browser) -> Result<Self> {
        let (address, cookie) = browser.address_and_cookie();
        let mut socket = TcpStream::connect(address)?;
        write!(
            socket,
            "GET /live HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept: text/event-stream\r\n\r\n"
        )?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket, heard: String::new() })
    }

    fn wait_for(&mut self, words: &str) -> Result<()> {
        let begin = Instant::now();
        while !self.has(words)? {
            ensure!(begin.elapsed() < PATIENCE, "a stream does not say {words:?}: {:?}", self.heard);
            sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Forgets what has been said.
    fn skip(&mut self) -> Result<()> {
        self.take()?;
        self.heard.clear();
        Ok(())
    }

    fn has(&mut self, words: &str) -> Result<bool> {
        self.take()?;
        Ok(self.heard.contains(words))
    }

    /// Takes what has come.
    fn take(&mut self) -> Result<()> {
        let mut buffer = [0; 1_024];
        loop {
            match self.socket.read(&mut buffer) {
                Ok(0) => ensure!(false, "a stream ended: {:?}", self.heard),
                Ok(read) => self.heard.push_str(&String::from_utf8_lossy(&buffer[..read])),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}
