//! The commands that look after the data: [`backup`], [`restore`],
//! [`copy_store`], [`rotate_key`] and [`doctor`]. They work below the store, on an
//! [`Archive`], and open no more of it than they need.

pub mod backup;
pub mod copy_store;
pub mod doctor;
pub mod restore;
pub mod rotate_key;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, Instant},
};

use store::{
    StartError,
    transfer::{Archive, Digest, Error, KeyFit, Part, Result},
};

/// How long something is done in silence, and how often it is spoken of after that.
const SILENCE: Duration = Duration::from_secs(1);

/// The database that an address names, without opening it.
///
/// # Errors
/// [`StartError::Address`].
pub fn archive(url: &str) -> Result<Box<dyn Archive>, StartError> {
    match url.split_once(':') {
        Some(("sqlite", _)) => Ok(Box::new(store_sqlite::Files::of(url)?)),
        Some(("postgres" | "postgresql", _)) => Ok(Box::new(store_postgres::Server::of(url)?)),
        _ => Err(StartError::Address("it must begin with sqlite: or postgres:".to_owned())),
    }
}

/// Says on stderr how far something has come, once a second.
fn progress(what: &'static str) -> impl Fn(&str, u64) + Send + Sync {
    let last = Mutex::new(Instant::now());
    move |table, rows| {
        let Ok(mut last) = last.lock() else { return };
        if last.elapsed() >= SILENCE {
            *last = Instant::now();
            eprintln!("{what}: {table}, {rows} rows");
        }
    }
}

/// What was moved.
pub struct Moved {
    /// Each part's tables, the same on both sides.
    pub parts: Vec<(Part, Vec<Digest>)>,
    /// Whether the notes can be read with the key file here.
    pub fit: Result<KeyFit>,
}

impl Moved {
    /// Says what arrived, what that means, and what cannot be read.
    fn say(&self, outcome: &str) {
        for (part, digests) in &self.parts {
            print!("{}", report(*part, digests));
        }
        println!("{outcome}");
        for warning in warnings(&self.fit) {
            eprintln!("ior: warning: {warning}");
        }
    }
}

/// One line for each table.
fn report(part: Part, digests: &[Digest]) -> String {
    let line = |d: &Digest| format!("{:<8} {:<14} {:>9} rows  sha256 {}\n", part.name(), d.table, d.rows, d.sha256);
    digests.iter().map(line).collect()
}

/// What the operator should know about keys that do not fit; empty if all do.
fn warnings(fit: &Result<KeyFit>) -> Vec<String> {
    let fit = match fit {
        Ok(fit) => fit,
        Err(error) => return vec![format!("whether the notes can be read is not known: {error}")],
    };
    let mut warnings = Vec::new();
    if fit.foreign {
        warnings.push(
            "the keyring was used with another installation's key: put the key file that belongs to it into its place"
                .to_owned(),
        );
    }
    for (pair, texts) in &fit.unreadable {
        warnings.push(format!(
            "pair {pair}: {texts} of what they wrote cannot be read, since the keyring has no key that opens it"
        ));
    }
    warnings
}

/// Files that go away again, with what SQLite keeps beside them.
struct Scratch(PathBuf);

impl Scratch {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.0.clone().into_os_string();
            name.push(suffix);
            // What was renamed or never made is not there.
            let _ = fs::remove_file(name);
        }
    }
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> Error {
    |error| Error::Io(path.display().to_string(), error)
}
