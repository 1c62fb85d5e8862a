//! `ior doctor`: is everything as it should be? One line for each thing, and
//! none of them shows a password or a key.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use domain::{mail::delivery::LATE, time::today};
use jiff::Timestamp;
use store::{
    keyfile,
    path::folder_of,
    secret::Secret,
    transfer::{self, Archive, Error, Moment, Part, Programme},
    unfinished::Unfinished,
};

use super::{backup, named, restore, warnings};
use crate::{
    config::{Database, Serve},
    mail::Transport,
};

/// Nothing makes a keyring anew, once there is data.
const NO_KEYS: &str =
    "it is gone: put it back from the file that `ior backup-keyring` wrote, with `ior restore --keyring FILE`";
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
            let data = data(archive).await;
            let readable = !matches!(data, Problem(_));
            let unknown = || Warning("not known as long as the database cannot be read".to_owned());
            findings.push(("database", data));
            findings.push(("key file", if readable { keys(archive, &database.key_file).await } else { unknown() }));
            findings.push(("clock", clock(archive, now).await));
            findings.push(("programme", if readable { programme(archive).await } else { unknown() }));
            findings.push(("outbox", if readable { outbox(archive, now).await } else { unknown() }));
        }
        Err(error) => findings.push(("database", Problem(error.to_string()))),
    }
    findings.push(("mail", mail(config).await));
    findings.push(("disk", disk(&folder(database))));
    findings.push(("leftovers", leftovers(database)));
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
        let (name, address) = (part.name(), archive.address_of(part));
        let looked = async { Ok::<_, Error>((archive.version(part).await?, archive.faults(part).await?)) };
        match looked.await {
            Err(error) => return Problem(format!("{name}: {}", named(&address, &error))),
            Ok((_, faults)) if !faults.is_empty() => return Problem(damaged(&address, name, &faults)),
            Ok((0, _)) if part == Part::Keyring => return Problem(format!("{name}: {NO_KEYS}")),
            Ok((0, _)) => return Problem(format!("{name}: there are no tables yet; `ior migrate` makes them")),
            Ok((version, _)) => versions.push(format!("{name} at version {version}")),
        }
    }
    Fine(format!("{}, {}", archive.address(), versions.join(", ")))
}

/// One line, whatever there is to be said.
fn damaged(address: &str, name: &str, faults: &[String]) -> String {
    let more = match faults.len() - 1 {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let first = faults[0].lines().next().unwrap_or_default();
    format!("{address}: {name} is damaged, restore a backup: {first}{more}")
}

async fn keys(archive: &dyn Archive, key_file: &Path) -> Finding {
    let path = key_file.display();
    let looked = async {
        let keys = keyfile::open_or_create(key_file, false)?;
        Ok::<_, Error>((keys.len(), transfer::key_fit(archive, key_file).await?))
    };
    match looked.await {
        Err(error) => Problem(error.to_string()),
        Ok((_, fit)) if !fit.fits() => Problem(format!("{path}: {}", warnings(&Ok(fit)).join("; "))),
        Ok((_, fit)) if !fit.unreadable.is_empty() => {
            let (pairs, texts) = (fit.unreadable.len(), fit.unreadable.values().sum::<u64>());
            Warning(format!(
                "{path}: {texts} texts of {pairs} pairs do not open; they were erased, or the keyring is older than they"
            ))
        }
        Ok((2, _)) => Warning(format!("{path} holds two keys; `ior rotate-key` finishes what was begun")),
        Ok((_, fit)) => Fine(format!("{path} opens all {} texts of pairs", fit.readable)),
    }
}

/// Whether anyone can sign in and run it.
async fn programme(archive: &dyn Archive) -> Finding {
    match transfer::programme(archive).await {
        Err(error) => Warning(format!("cannot be read: {error}")),
        Ok(Programme { organised: false, .. }) => Problem(
            "there is no organiser: open the link that `ior serve` prints, or run `ior init --email … --name …`"
                .to_owned(),
        ),
        Ok(Programme { newest: Some((round, 0)), .. }) => {
            Warning(format!("round {round} has no organiser; `ior invite --duty organiser` lets one in"))
        }
        Ok(Programme { newest: Some((round, organisers)), .. }) => {
            Fine(format!("round {round}, organisers: {organisers}"))
        }
        Ok(Programme { newest: None, .. }) => Warning("there is no round".to_owned()),
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

async fn outbox(archive: &dyn Archive, now: Timestamp) -> Finding {
    let backlog = match transfer::backlog(archive, now).await {
        Ok(backlog) => backlog,
        Err(error) => return Warning(format!("cannot be read: {error}")),
    };
    let (waiting, late, given_up) = (backlog.waiting, backlog.late(now), backlog.given_up);
    if given_up > 0 {
        return Warning(format!("given up: {given_up}; `ior mail retry` sends them again"));
    }
    if late > LATE {
        return Warning(format!("waiting: {waiting}, the first for {} minutes", late.as_mins()));
    }
    Fine(format!("waiting: {waiting}, given up: none"))
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
    Unfinished::create(folder.join(format!(".{}", Secret::generate().reveal()))).map(drop)
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

/// What killed commands have left: the text of backups, or keys.
fn leftovers(database: &Database) -> Finding {
    let mut left: Vec<_> = and_within(folder(database)).iter().flat_map(|folder| backup::left_behind(folder)).collect();
    left.extend(restore::left_behind());
    left.extend(keyfile::left_behind(&database.key_file));
    if left.is_empty() {
        return Fine("no interrupted command has left anything".to_owned());
    }
    let names: Vec<_> = left.iter().map(|file| file.display().to_string()).collect();
    Warning(format!(
        "an interrupted command has left what is in plain text; delete it, or run the command again: {}",
        names.join(", ")
    ))
}

/// A folder and those in it, two levels down: where backups are kept.
fn and_within(folder: PathBuf) -> Vec<PathBuf> {
    let (mut all, mut from) = (vec![folder], 0);
    for _ in 0..2 {
        let entries = all[from..].iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let within: Vec<_> = folders.map(|entry| entry.path()).collect();
        from = all.len();
        all.extend(within);
    }
    all
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
