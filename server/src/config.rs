//! The command line and its environment. Every option can be given either way.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::people::{Duty, Lang};
use jiff::civil::Date;

/// Mentorprogrammet: the mentoring programme's server.
#[derive(Debug, Parser)]
#[command(name = "ior", version, arg_required_else_help = true)]
pub struct Cli {
    /// Where the data is.
    #[command(flatten)]
    pub database: Database,
    /// How the log is written.
    #[arg(long, env = "IOR_LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data is.
#[derive(Clone, Debug, Args)]
pub struct Database {
    /// The database: `sqlite:FILE` or `postgres://…`.
    #[arg(
        long,
        env = "IOR_DATABASE_URL",
        default_value = "sqlite:data/ior.sqlite",
        hide_env_values = true,
        global = true
    )]
    pub database_url: String,
    /// The installation's key, made at first start. Keep a copy elsewhere:
    /// without it nobody can read what the pairs wrote.
    #[arg(long, env = "IOR_KEY_FILE", default_value = "data/ior.key", global = true)]
    pub key_file: PathBuf,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object per line, for machines.
    Json,
}

/// What the binary does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Brings the database up to date. `serve` does so too.
    Migrate,
    /// Loads the demo: round 15 with invented people. Doing it again changes nothing.
    Demo(Demo),
    /// Lets someone in: adds the person and sends an invitation.
    Invite(Invite),
    /// Serves the product.
    Serve(Serve),
    /// Writes everything but the keyring to a new file, while the server goes on.
    Backup(Backup),
    /// Writes the keyring to a new file. Keep it apart from the data's backup.
    BackupKeyring(Backup),
    /// Puts a backup into the database, all of it or nothing. Stop the server first.
    Restore(Restore),
    /// Copies data and keyring from one database to another. Stop the server first.
    CopyStore(CopyStore),
    /// Changes the installation's key, while the servers go on.
    RotateKey(RotateKey),
    /// Erases what a pair wrote, here and in every backup of the data, by deleting its key.
    ErasePair(ErasePair),
    /// Tells whether everything is as it should be. Takes the options of `serve`.
    Doctor(Serve),
}

/// Where a backup goes.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file. It must not be there yet.
    pub file: PathBuf,
}

/// What to restore.
#[derive(Debug, Args)]
pub struct Restore {
    /// The file that `ior backup` wrote.
    pub file: PathBuf,
    /// The file that `ior backup-keyring` wrote. Without it the keyring stays
    /// as it is. Keys that were deleted since that backup come back with it.
    #[arg(long)]
    pub keyring: Option<PathBuf>,
    /// Removes what is in the database.
    #[arg(long)]
    pub replace: bool,
}

/// From where to where.
#[derive(Debug, Args)]
pub struct CopyStore {
    /// The database to read: `sqlite:FILE` or `postgres://…`.
    #[arg(long)]
    pub from: String,
    /// The database to write. It must be empty, or a copy of the same.
    #[arg(long)]
    pub to: String,
}

/// How to change the key.
#[derive(Debug, Args)]
pub struct RotateKey {
    /// Only puts the new key beside the old one: when several servers have key
    /// files of their own, copy it to all of them, then run this without.
    #[arg(long)]
    pub prepare: bool,
}

/// Whose texts to erase.
#[derive(Debug, Args)]
pub struct ErasePair {
    /// The adept's e-mail address.
    pub adept: String,
    /// The mentor's.
    pub mentor: String,
    /// The number of the programme's round.
    #[arg(long)]
    pub round: u32,
}

/// The demo's day.
#[derive(Clone, Copy, Debug, Args)]
pub struct Demo {
    /// Pretends that it is this day, such as 2026-02-20.
    #[arg(long, env = "IOR_TODAY")]
    pub today: Option<Date>,
}

/// Whom to let in.
#[derive(Debug, Args)]
pub struct Invite {
    /// Their e-mail address.
    pub email: String,
    /// Their name.
    #[arg(long)]
    pub name: String,
    /// Their organisation, as the network writes it.
    #[arg(long)]
    pub organisation: String,
    /// What they do: adept, mentor, reserve, `contact_person`, `working_group`, organiser.
    #[arg(long, value_parser = duty)]
    pub duty: Duty,
    /// Their title at work.
    #[arg(long, default_value = "")]
    pub title: String,
    /// The language of their mails: sv or en.
    #[arg(long, default_value = "sv", value_parser = lang)]
    pub lang: Lang,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "IOR_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address that people type: for links in mails, and for safe cookies.
    #[arg(long, env = "IOR_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: String,
    /// The folder of the browser's files.
    #[arg(long, env = "IOR_SITE_ROOT", default_value = "target/site")]
    pub site_root: PathBuf,
    /// How mail leaves: `smtp://…`, `smtps://…`, or in the demo `file:FOLDER`.
    #[arg(long, env = "IOR_MAIL_URL", default_value = "file:data/post", hide_env_values = true)]
    pub mail_url: String,
    /// Who mail comes from.
    #[arg(long, env = "IOR_MAIL_FROM", default_value = "Mentorprogrammet <mentorprogrammet@example.org>")]
    pub mail_from: String,
    /// The address on which figures for Prometheus are read, at /metrics. Nobody
    /// else should reach it. Without it, none are kept.
    #[arg(long, env = "IOR_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// Lets anyone sign in as the demo's people. On loopback only.
    #[arg(long)]
    pub demo: bool,
    /// The demo's day.
    #[command(flatten)]
    pub day: Demo,
}

fn duty(name: &str) -> Result<Duty, String> {
    let names: Vec<_> = Duty::ALL.iter().map(|duty| duty.name()).collect();
    Duty::from_name(name).ok_or_else(|| format!("one of {}", names.join(", ")))
}

fn lang(name: &str) -> Result<Lang, String> {
    Lang::from_name(name).ok_or_else(|| "sv or en".to_owned())
}
