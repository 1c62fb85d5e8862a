//! `ior doctor`: is everything as it should be? One line for each thing, and
//! none of them shows a password or a key.

use std::{
    fmt,
    fs::OpenOptions,
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use domain::time::today;
use jiff::Timestamp;
use store::{
    path::folder_of,
    secret::Secret,
    transfer::{self, Archive, Moment, Part},
};

use super::{Scratch, warnings};
use crate::{
    config::{Database, Serve},
    mail::Transport,
};

/// How far the database's clock may be from ours, in milliseconds.
const DRIFT: i64 = 5_000;
/// No clock is right that says an earlier year than this program was written in.
const EARLIEST: i16 = 2026;
/// With less free space than this, in bytes, it is time to do something.
const LITTLE: u64 = 1 << 30;
/// With less than this, writing will soon fail.
const TOO_LITTLE: u64 = 64 << 20;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// All is well.
    Fine(String),
    /// It works, but someone should look at it.
    Warning(String),
    /// It does not work.
    Problem(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, text) = match self {
            Self::Fine(text) => ("ok", text),
            Self::Warning(text) => ("warning", text),
            Self::Problem(text) => ("problem", text),
        };
        write!(f, "{word:<8} {text}")
    }
}

use Finding::{Fine, Problem, Warning};

/// Looks at everything and prints it. Whether there is no problem.
pub async fn run(database: &Database, config: &Serve, configuration: Result<(), String>, now: Timestamp) -> bool {
    let findings = examine(database, config, configuration, now).await;
    for (what, finding) in &findings {
        println!("{what:<14} {finding}");
    }
    !findings.iter().any(|(_, finding)| matches!(finding, Problem(_)))
}

/// Looks at everything. `configuration` is what `ior serve` says of its options.
pub async fn examine(
    database: &Database,
    config: &Serve,
    configuration: Result<(), String>,
    now: Timestamp,
) -> Vec<(&'static str, Finding)> {
    let mut findings = vec![("configuration", self::configuration(config, configuration))];
    match super::archive(&database.database_url) {
        Ok(archive) => {
            let archive = archive.as_ref();
            findings.push(("database", data(archive).await));
            findings.push(("key file", keys(archive, &database.key_file).await));
            findings.push(("clock", clock(archive, now).await));
        }
        Err(error) => findings.push(("database", Problem(error.to_string()))),
    }
    findings.push(("mail", mail(config).await));
    findings.push(("disk", disk(&folder(database))));
    findings
}

fn configuration(config: &Serve, checked: Result<(), String>) -> Finding {
    match checked {
        Err(error) => Problem(error),
        Ok(()) if !config.site_root.join("pkg").is_dir() => {
            Problem(format!("{} does not hold the browser's files (IOR_SITE_ROOT)", config.site_root.display()))
        }
        Ok(()) => Fine(format!("people type {}", config.public_url)),
    }
}

async fn data(archive: &dyn Archive) -> Finding {
    let mut versions = Vec::new();
    for part in [Part::Data, Part::Keyring] {
        match (archive.version(part).await, archive.faults(part).await) {
            (Err(error), _) | (_, Err(error)) => return Problem(format!("{}: {error}", part.name())),
            (Ok(_), Ok(faults)) if !faults.is_empty() => {
                return Problem(format!("{} is damaged: {}", part.name(), faults.join("; ")));
            }
            (Ok(0), Ok(_)) => {
                return Problem(format!("{}: there are no tables yet; `ior migrate` makes them", part.name()));
            }
            (Ok(version), Ok(_)) => versions.push(format!("{} at version {version}", part.name())),
        }
    }
    Fine(format!("{}, {}", archive.address(), versions.join(", ")))
}

async fn keys(archive: &dyn Archive, key_file: &Path) -> Finding {
    let fit = match transfer::key_fit(archive, key_file).await {
        Ok(fit) => fit,
        Err(error) => return Problem(error.to_string()),
    };
    let path = key_file.display();
    let readable = fit.readable;
    let warnings = warnings(&Ok(fit));
    if warnings.is_empty() {
        Fine(format!("{path} opens all {readable} texts of pairs"))
    } else {
        Problem(warnings.join("; "))
    }
}

async fn clock(archive: &dyn Archive, now: Timestamp) -> Finding {
    let year = today(now).year();
    if year < EARLIEST {
        return Problem(format!("this machine believes that it is {year}"));
    }
    let since = |moment| now.as_millisecond() - moment;
    match archive.moment().await {
        Err(error) => Warning(format!("nothing to compare with: {error}")),
        Ok(Moment::LastWrite(written)) if since(written) >= -DRIFT => {
            Fine(format!("{now:.0}, not before the last write"))
        }
        Ok(Moment::Now(moment)) if since(moment).abs() <= DRIFT => Fine(format!("{now:.0}, as the database says")),
        Ok(Moment::Now(moment) | Moment::LastWrite(moment)) => {
            Problem(format!("{} seconds from the database's", since(moment) / 1000))
        }
    }
}

async fn mail(config: &Serve) -> Finding {
    let transport = match Transport::from_url(&config.mail_url, &config.mail_from) {
        Ok(transport) => transport,
        Err(error) => return Problem(error.to_string()),
    };
    match transport.folder() {
        Some(folder) => match writable(folder) {
            Ok(()) => Warning(format!("mails are kept in {} and reach nobody", folder.display())),
            Err(error) => Problem(format!("mails cannot be kept in {}: {error}", folder.display())),
        },
        None => match transport.greet().await {
            Ok(server) => Fine(format!("{server} answers")),
            Err(why) => Problem(why),
        },
    }
}

/// Whether files can be made in a folder; or in the one that it would be made in.
fn writable(folder: &Path) -> io::Result<()> {
    let mut there =
        folder.ancestors().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let folder = there.find(|folder| folder.exists()).unwrap_or(folder);
    let file = Scratch(folder.join(format!(".{}", Secret::generate().reveal())));
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file.path()).map(drop)
}

fn disk(folder: &Path) -> Finding {
    let place = folder.display();
    match free_bytes(folder) {
        None => Warning(format!("how much is free in {place} cannot be told")),
        Some(bytes) => {
            let text = format!("{} MB free in {place}", bytes >> 20);
            match bytes {
                0..TOO_LITTLE => Problem(text),
                TOO_LITTLE..LITTLE => Warning(text),
                _ => Fine(text),
            }
        }
    }
}

/// As `df` says: the standard library has no such question.
fn free_bytes(folder: &Path) -> Option<u64> {
    let df =
        Command::new("df").arg("-Pk").arg("--").arg(folder).env("LC_ALL", "C").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(df.stdout).ok()?;
    let kilobytes: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// Where this machine writes: the database's folder, or that of the key file
/// if the database is elsewhere.
fn folder(database: &Database) -> PathBuf {
    let file = match database.database_url.strip_prefix("sqlite:") {
        Some(file) => PathBuf::from(file.trim_start_matches("//").split('?').next().unwrap_or_default()),
        None => database.key_file.clone(),
    };
    folder_of(&file).to_owned()
}
