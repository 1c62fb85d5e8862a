//! The commands that look after the data: [`backup`], [`restore`],
//! [`copy_store`], [`rotate_key`] and [`doctor`]. They work below the store, on an
//! [`Archive`], and open no more of it than they need.

pub mod backup;
pub mod copy_store;
pub mod doctor;
pub mod init;
pub mod restore;
pub mod rotate_key;

use std::{
    collections::BTreeSet,
    io,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use store::{
    StartError, Store,
    transfer::{Archive, Digest, Error, Held, Hold, KeyFit, Part, Result},
};
use tokio::time::sleep;

/// How long a server waits at first for a database that cannot be reached.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// How long at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
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
        _ => Err(no_address()),
    }
}

fn no_address() -> StartError {
    StartError::Address("it must begin with sqlite: or postgres:".to_owned())
}

/// The store that an address names, opened and brought up to date. (What works below the
/// store has its own choice: [`archive`].)
///
/// # Errors
/// [`StartError`].
pub async fn open(url: &str, key_file: &Path) -> Result<Arc<dyn Store>, StartError> {
    match url.split_once(':') {
        Some(("sqlite", _)) => Ok(Arc::new(store_sqlite::Engine::connect(url, key_file).await?)),
        Some(("postgres" | "postgresql", _)) => Ok(Arc::new(store_postgres::Engine::connect(url, key_file).await?)),
        _ => Err(no_address()),
    }
}

/// Holds a database and opens it to serve it: as soon as it can be reached, and says so
/// while it cannot.
///
/// # Errors
/// [`Error::InUse`], [`StartError`].
pub async fn open_to_serve(url: &str, key_file: &Path) -> Result<(Held, Arc<dyn Store>)> {
    let archive = archive(url)?;
    let mut pause = FIRST_PAUSE;
    loop {
        let opened = async { Ok::<_, Error>((archive.hold(Hold::Server).await?, open(url, key_file).await?)) };
        match opened.await {
            Err(Error::Start(error @ StartError::Unreachable(_))) => {
                let (address, seconds) = (archive.address(), pause.as_secs());
                tracing::warn!(%error, %address, "tried again in {seconds} seconds");
                sleep(pause).await;
                pause = LONGEST_PAUSE.min(pause * 2);
            }
            outcome => return outcome,
        }
    }
}

/// What went wrong, and with which database, where that is not clear.
pub fn named(address: &str, error: &Error) -> String {
    let is_the_databases = matches!(
        error,
        Error::Database(_)
            | Error::Start(
                StartError::Newer | StartError::Dangling(_) | StartError::Unreachable(_) | StartError::Database(_)
            )
    );
    if is_the_databases { format!("{address}: {error}") } else { error.to_string() }
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
    /// What became of the keys of erased pairs that were in a backup.
    pub keys: ErasedKeys,
}

/// Keys in a backup of the keyring whose pairs' texts were erased after it was made.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ErasedKeys {
    /// They were not put back.
    pub kept_out: BTreeSet<i64>,
    /// They were, with older data that knows nothing of the erasure.
    pub came_back: BTreeSet<i64>,
}

impl ErasedKeys {
    fn lines(&self) -> impl Iterator<Item = String> {
        let kept_out =
            self.kept_out.iter().map(|pair| format!("pair {pair}: its key was not put back, since it was erased"));
        let came_back = self.came_back.iter().map(|pair| {
            format!("pair {pair} was erased here after the backup was made, and can be read again: `ior erase-pair` erases it anew")
        });
        kept_out.chain(came_back)
    }
}

impl Moved {
    /// Says what arrived, what that means, and what cannot be read.
    fn say(&self, outcome: &str) {
        for (part, digests) in &self.parts {
            print!("{}", report(*part, digests));
        }
        println!("{outcome}");
        for warning in warnings(&self.fit).into_iter().chain(self.keys.lines()) {
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
    // Which texts do not open follows from these.
    if fit.foreign {
        return vec![
            "the keyring was used with another installation's key: put the key file that belongs to it into its place"
                .to_owned(),
        ];
    }
    if fit.empty {
        return vec![
            "something is sealed, and the keyring is empty: put back what `ior backup-keyring` wrote, with `ior restore \
             --keyring FILE`"
                .to_owned(),
        ];
    }
    let unreadable = fit.unreadable.iter().map(|(pair, texts)| {
        format!("pair {pair}: {texts} of what they wrote cannot be read, since the keyring has no key that opens it")
    });
    unreadable.collect()
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> Error {
    |error| Error::Io(path.display().to_string(), error)
}
