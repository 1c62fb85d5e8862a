//! A server that is told to stop while people write and listen, again and
//! again: it ends in good time, tells the listeners to come back, and keeps
//! what it has acknowledged.

use std::{
    io::Write,
    net::TcpStream,
    thread::{JoinHandle, sleep, spawn},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, ensure};

use super::{client::Browser, server::Installation, writer};
use crate::workspace::Workspace;

/// How often the server is stopped.
const STOPS: u32 = 20;
/// How many listen.
const LISTENERS: u32 = 10;
/// How long a stop may take.
const LIMIT: Duration = Duration::from_secs(10);
/// At every so many stops, someone has sent half a request and says no more.
const STALLED: u32 = 5;

/// Stops the server again and again, and reads everything back.
pub fn run(workspace: &Workspace) -> Result<()> {
    let place = Installation::sqlite(workspace, "drain")?;
    let first = place.start(&[])?;
    let mut writers = writer::some(&first.url)?;
    let mentor = Browser::sign_in(&first.url, "mentor1@example.org")?;
    drop(first);

    let mut slowest = [Duration::ZERO; 2];
    for stop in 0..STOPS {
        let mut server = place.start(&[])?;
        let at_work = writer::start(writers, &server.url);
        let listening: Vec<_> = (0..LISTENERS).map(|_| listen(&mentor.at(&server.url))).collect();
        let stalled = (stop % STALLED == 0).then(|| half_a_request(&server.url)).transpose()?;
        sleep(Duration::from_millis(u64::from(300 + stop * 37 % 90)));

        server.signal("TERM")?;
        let (status, took) = server.ended(LIMIT)?;
        ensure!(status.success(), "the server ended with {status}");
        let slowest = &mut slowest[usize::from(stalled.is_some())];
        *slowest = took.max(*slowest);
        for listener in listening {
            let heard = joined(listener)??;
            ensure!(heard.trim_end().ends_with("event: goodbye"), "a listener was not told to come back: {heard:?}");
        }
        writers = writer::stopped(at_work)?;

        let server = place.start(&[])?;
        for writer in &mut writers {
            writer.check_latest(&server.url)?;
        }
    }
    let server = place.start(&[])?;
    let (answers, logs) = writer::check_all(&writers, &server.url)?;
    println!(
        "{STOPS} stops with {LISTENERS} listeners: the slowest took {} ms, with a stalled request {} ms; \
         {answers} answers and {logs} logs acknowledged, none lost.",
        slowest[0].as_millis(),
        slowest[1].as_millis()
    );
    drop(server);
    place.check_integrity()
}

fn listen(browser: &Browser) -> JoinHandle<Result<String>> {
    let browser = browser.clone();
    spawn(move || browser.listen())
}

fn joined<T>(thread: JoinHandle<T>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a listener panicked"))
}

/// Begins a request and leaves it there.
fn half_a_request(url: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").context("an address")?)?;
    stream.write_all(b"GET /min-sida HTTP/1.1\r\nHost: ")?;
    Ok(stream)
}
