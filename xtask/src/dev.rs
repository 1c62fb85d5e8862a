//! The loop of the day, `make dev`: what is saved is built and served, and open
//! tabs show it.
//!
//! 1. A watcher tells which files were saved, and [`Work`] what that asks for.
//! 2. cargo builds the server, [`site`] what the browser gets. Queries are checked
//!    against the databases of `scripts/with-check-databases.sh`: a changed one
//!    needs `make prepare` only before it is committed.
//! 3. The server is told to end, and starts anew. When a tab's live connection is
//!    back it hears of another build, and the tab loads itself.

use std::{
    env,
    net::TcpListener,
    path::Path,
    process::Command,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use notify::{EventKind, RecursiveMode, Watcher};

use crate::{
    server::Server,
    shell::{self, say},
    site,
    workspace::{Mode, Workspace},
};

/// The folders whose files are built. (A changed migration needs another database
/// to check queries against: `make dev` has to be started anew.)
const WATCHED: [&str; 9] =
    ["app", "domain", "frontend", "islands", "page-script", "public", "server", "store", "style"];
/// An editor that saves several files, or one in several steps, is done after this.
const QUIET: Duration = Duration::from_millis(60);
/// A server ends within ten seconds.
const FAREWELL: Duration = Duration::from_secs(12);

/// A saved file, or whatever else happened to one, and when.
type Saved = (Instant, notify::Result<notify::Event>);

/// What has to be built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Work {
    server: bool,
    site: bool,
}

impl Work {
    const ALL: Self = Self { server: true, site: true };

    /// What a file asks for, by its path below the workspace's root.
    fn after(path: &Path) -> Self {
        let folder = path.iter().next().unwrap_or_default().to_string_lossy();
        match &*folder {
            "page-script" | "style" | "public" | "frontend" => Self { site: true, ..Self::default() },
            "app" | "server" | "store" => Self { server: true, ..Self::default() },
            "domain" | "islands" => Self::ALL,
            _ => Self::default(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self { server: self.server || other.server, site: self.site || other.site }
    }
}

/// Builds, serves on `IOR_ADDR`, and does so again after every save.
pub fn run(workspace: &Workspace) -> Result<()> {
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // An error says that the loop has ended.
        let _ = sender.send((Instant::now(), event));
    })?;
    for folder in WATCHED {
        watcher.watch(&workspace.path(folder), RecursiveMode::Recursive)?;
    }
    build(workspace, Work::ALL)?;
    for command in ["migrate", "demo"] {
        shell::run(Command::new(workspace.server()).arg(command))?;
    }
    let mut server = Some(start(workspace)?);
    let mut due = Work::default();
    loop {
        let (saved, work) = next(workspace, &events)?;
        // What failed to build is due until it succeeds.
        due = due.and(work);
        match build(workspace, due).and_then(|()| restart(workspace, &mut server)) {
            Ok(()) => {
                due = Work::default();
                say(&format!("Served {:.1} s after the save", saved.elapsed().as_secs_f32()));
            }
            Err(error) => eprintln!("==> {error:#}; the next save tries again"),
        }
    }
}

fn build(workspace: &Workspace, work: Work) -> Result<()> {
    if work.server {
        shell::run(shell::cargo().args(["build", "--bin", "ior"]).current_dir(&workspace.root))?;
    }
    if work.site {
        site::build(workspace, Mode::Dev)?;
    }
    site::name_server_in_build(workspace)
}

fn restart(workspace: &Workspace, server: &mut Option<Server>) -> Result<()> {
    if let Some(mut old) = server.take() {
        old.signal("TERM")?;
        old.ended(FAREWELL)?;
    }
    *server = Some(start(workspace)?);
    Ok(())
}

fn start(workspace: &Workspace) -> Result<Server> {
    let address = env::var("IOR_ADDR").context("IOR_ADDR is not set; `make dev` does it")?;
    ensure!(TcpListener::bind(&address).is_ok(), "something else listens on {address}; choose another IOR_ADDR");
    let server =
        Server::start(Command::new(workspace.server()).args(["serve", "--demo"]), format!("http://{address}"))?;
    say(&format!("Serving {}; save a file to see it there", server.url));
    Ok(server)
}

/// Waits for a save that asks for work, and for those that follow at once: when
/// the first was, and what they ask for together.
fn next(workspace: &Workspace, events: &Receiver<Saved>) -> Result<(Instant, Work)> {
    let mut first = None;
    let mut work = Work::default();
    loop {
        let (at, event) = match first {
            None => events.recv()?,
            Some(first) => match events.recv_timeout(QUIET) {
                Ok(saved) => saved,
                Err(RecvTimeoutError::Timeout) => return Ok((first, work)),
                Err(error) => return Err(error.into()),
            },
        };
        let asked = work_of(workspace, &event?);
        if asked != Work::default() {
            first.get_or_insert(at);
            work = work.and(asked);
        }
    }
}

fn work_of(workspace: &Workspace, event: &notify::Event) -> Work {
    // Building reads these files, too.
    if matches!(event.kind, EventKind::Access(_)) {
        return Work::default();
    }
    let below = event.paths.iter().filter_map(|path| path.strip_prefix(&workspace.root).ok());
    below.map(Work::after).fold(Work::default(), Work::and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_asks_for_what_is_made_of_it() {
        let after = |path: &str| Work::after(Path::new(path));
        assert_eq!(after("app/src/day/text.rs"), Work { server: true, site: false });
        assert_eq!(after("store/queries/day/reply.rs"), Work { server: true, site: false });
        assert_eq!(after("style/main.scss"), Work { server: false, site: true });
        assert_eq!(after("domain/src/day/reply.rs"), Work::ALL);
        assert_eq!(after("README.md"), Work::default());
    }
}
