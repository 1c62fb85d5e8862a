//! A server that is started, told to end, and waited for.

use std::{
    process::{Child, Command, ExitStatus},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use ureq::Agent;

use crate::shell;

/// How often to look whether something has come about.
const STEP: Duration = Duration::from_millis(10);
/// How long a server may take until it answers.
const START: Duration = Duration::from_secs(20);

/// A running server. Killed when dropped.
pub struct Server {
    /// Its address, without a slash at the end.
    pub url: String,
    child: Child,
}

impl Server {
    /// Starts a prepared command, and waits until it answers at `url`.
    pub fn start(command: &mut Command, url: String) -> Result<Self> {
        let child = command.spawn().context("cannot start the server")?;
        let mut server = Self { url, child };
        let begin = Instant::now();
        while !server.answers() {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            ensure!(begin.elapsed() < START, "the server does not answer");
            sleep(STEP);
        }
        Ok(server)
    }

    fn answers(&self) -> bool {
        let agent: Agent = Agent::config_builder().timeout_global(Some(Duration::from_secs(1))).build().into();
        agent.get(format!("{}/healthz", self.url)).call().is_ok()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, such as `TERM` or `KILL`.
    pub fn signal(&self, name: &str) -> Result<()> {
        shell::run(Command::new("kill").arg(format!("-{name}")).arg(self.id().to_string()))
    }

    /// Waits for its end: its status, and how long that took.
    pub fn ended(&mut self, patience: Duration) -> Result<(ExitStatus, Duration)> {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok((status, begin.elapsed()));
            }
            ensure!(begin.elapsed() < patience, "the server did not end within {} s", patience.as_secs());
            sleep(STEP);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error says that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
