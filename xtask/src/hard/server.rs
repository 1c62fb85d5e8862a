//! An installation of its own, and a server on it.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{server::Server, shell, workspace::Workspace};

/// The day on which hard tests take place: the kick-off can still be answered to.
const TODAY: &str = "2026-02-20";

/// Data, keys and post of an installation, with the demo loaded. Gone when dropped.
pub struct Installation {
    /// The folder that holds it all.
    pub folder: PathBuf,
    /// The address of its database.
    pub database: String,
    binary: PathBuf,
}

impl Installation {
    /// On SQLite, in a folder of its own below the target folder.
    pub fn sqlite(workspace: &Workspace, name: &str) -> Result<Self> {
        let folder = workspace.hard(name);
        let database = format!("sqlite:{}", folder.join("ior.sqlite").display());
        Self::make(workspace, folder, database)
    }

    /// On a database that is there already, and empty.
    pub fn on(workspace: &Workspace, name: &str, database: &str) -> Result<Self> {
        Self::make(workspace, workspace.hard(name), database.to_owned())
    }

    fn make(workspace: &Workspace, folder: PathBuf, database: String) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        // Pages without their scripts: no browser will read them.
        fs::create_dir_all(folder.join("site"))?;
        fs::write(
            folder.join("site/hash.txt"),
            "css: 0\njs-pages: 0\njs-extras: 0\njs-islands: 0\nwasm-islands: 0\nbuild: 0\n",
        )?;
        let binary = std::env::var_os("IOR_BIN").map_or_else(|| workspace.server(), PathBuf::from);
        let made = Self { folder, database, binary };
        made.command("migrate")?;
        made.command("demo")?;
        Ok(made)
    }

    /// `ior` with this installation's environment.
    pub fn ior(&self) -> Command {
        let mut ior = Command::new(&self.binary);
        ior.env("IOR_DATABASE_URL", &self.database)
            .env("IOR_KEY_FILE", self.folder.join("ior.key"))
            .env("IOR_MAIL_URL", format!("file:{}", self.folder.join("post").display()))
            .env("IOR_SITE_ROOT", self.folder.join("site"))
            .env("IOR_TODAY", TODAY)
            .stdin(Stdio::null());
        ior
    }

    /// Runs one of the short commands.
    pub fn command(&self, name: &str) -> Result<()> {
        shell::output(self.ior().arg(name)).map(drop)
    }

    /// That the database is whole: making a backup checks it, references too.
    pub fn check_integrity(&self) -> Result<()> {
        let backup = self.folder.join("backup.sqlite");
        shell::output(self.ior().arg("backup").arg(&backup)).context("the database is not whole")?;
        Ok(fs::remove_file(backup)?)
    }

    /// Starts a server, and waits until it answers. `environment` comes on top.
    pub fn start(&self, environment: &[(&str, &str)]) -> Result<Server> {
        let mut ior = self.ior();
        ior.args(["serve", "--demo"]).envs(environment.iter().copied());
        start(ior, &self.folder.join("server.log"))
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        // After a failure, what is left tells why.
        if !std::thread::panicking() && std::env::var_os("IOR_HARD_KEEP").is_none() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Starts a prepared command as a server on a free port. It may be a program
/// that watches `ior`, as long as that gets its environment.
pub fn start(mut command: Command, log: &Path) -> Result<Server> {
    let addr = free_port()?;
    let log_file = fs::OpenOptions::new().create(true).append(true).open(log)?;
    command.env("IOR_ADDR", addr.to_string()).env("IOR_PUBLIC_URL", format!("http://{addr}"));
    command.stdout(log_file.try_clone()?).stderr(log_file);
    Server::start(&mut command, format!("http://{addr}")).with_context(|| format!("see {}", log.display()))
}

fn free_port() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
