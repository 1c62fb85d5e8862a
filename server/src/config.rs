//! The command line and its environment. Every option can be given either way.

use std::{
    net::{AddrParseError, IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::people::{Duty, Lang};
use ipnet::IpNet;
use jiff::civil::Date;
use url::{Host, Url};

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
    /// Makes the first organiser, and prints a link to sign in by. Refuses where there is one.
    Init(Init),
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
    /// Looks after the emails.
    #[command(subcommand)]
    Mail(Mail),
    /// Tells whether everything is as it should be. Takes the options of `serve`.
    Doctor(Serve),
}

/// What to do with emails.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Sends again what was given up.
    Retry,
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
    /// The file that `ior backup` wrote. Without it the data stays as it is.
    #[arg(required_unless_present = "keyring")]
    pub file: Option<PathBuf>,
    /// The file that `ior backup-keyring` wrote. Without it the keyring stays
    /// as it is. Keys that were deleted since that backup come back with it.
    #[arg(long)]
    pub keyring: Option<PathBuf>,
    /// Removes what is there, of what is restored.
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

/// Who is to be the first organiser.
#[derive(Debug, Args)]
pub struct Init {
    /// Their e-mail address.
    #[arg(long)]
    pub email: String,
    /// Their name.
    #[arg(long)]
    pub name: String,
    /// Their organisation, as it writes its name; added if need be. Without it, one that
    /// is called as the domain of the address, to be renamed at /organisera/organisationer.
    #[arg(long)]
    pub organisation: Option<String>,
    /// The language of their mails: sv or en.
    #[arg(long, default_value = "sv")]
    pub lang: String,
    /// The number of the first round, if there is none yet. It can be changed where the
    /// round is planned.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=999))]
    pub round: u32,
    /// The year in which that round begins. Without it, this year.
    #[arg(long, value_parser = clap::value_parser!(i16).range(2000..=2199))]
    pub year: Option<i16>,
    /// The address that people type: the printed link begins with it.
    #[arg(long, env = "IOR_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: String,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "IOR_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address that people type: for links in mails, for safe cookies, and to
    /// tell our own forms from those of other sites.
    #[arg(long, env = "IOR_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: String,
    /// The addresses or networks of our own proxies, such as `127.0.0.1,10.0.0.0/8`.
    /// They are believed about whom a request comes from. Without it, everyone
    /// behind a proxy counts as one.
    #[arg(long, env = "IOR_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// The folder of the browser's files.
    #[arg(long, env = "IOR_SITE_ROOT", default_value = "target/site")]
    pub site_root: PathBuf,
    /// How mail leaves: `smtp://…`, `smtps://…`, or in the demo `file:FOLDER`.
    #[arg(long, env = "IOR_MAIL_URL", default_value = "file:data/post", hide_env_values = true)]
    pub mail_url: String,
    /// Who mail comes from.
    #[arg(long, env = "IOR_MAIL_FROM", default_value = "Mentorprogrammet <mentorprogrammet@example.org>")]
    pub mail_from: String,
    /// The address on which metrics for Prometheus are read, at /metrics. Nobody
    /// else should reach it. Without it, none are kept.
    #[arg(long, env = "IOR_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// How many seconds the server still takes requests when it is told to stop.
    /// `/readyz` says at once that it does, so that a load balancer sends people to
    /// another one meanwhile.
    #[arg(long, env = "IOR_STOP_DELAY", default_value_t = 0)]
    pub stop_delay: u64,
    /// Lets anyone sign in as the demo's people. On loopback and over plain http only.
    #[arg(long)]
    pub demo: bool,
    /// The demo's day.
    #[command(flatten)]
    pub day: Demo,
}

impl Serve {
    /// Refuses what would not be safe.
    ///
    /// # Errors
    /// Why, for whoever runs the server.
    pub fn check(&self) -> Result<(), &'static str> {
        let public_url = public_origin(&self.public_url)?;
        let loopback = self.addr.ip().is_loopback();
        if self.demo && !(loopback && is_of_this_machine(&public_url)) {
            return Err("the demo lets anyone in: it serves on a loopback address only, IOR_ADDR and IOR_PUBLIC_URL \
                        alike, and over plain http");
        }
        if self.day.today.is_some() && !self.demo {
            return Err("only the demo can pretend to be on another day");
        }
        if !public_url.starts_with("https://") && !loopback {
            return Err("set IOR_PUBLIC_URL to the https:// address that people type");
        }
        if public_url.starts_with("https://") && self.mail_url.starts_with("file:") {
            return Err("mail to a folder reaches nobody: set IOR_MAIL_URL to smtp:// or smtps://");
        }
        Ok(())
    }
}

/// An address as browsers name it in `Origin`: scheme, host and, unless it is the
/// scheme's own, port.
///
/// ```
/// use server::config::public_origin;
/// assert_eq!(public_origin("https://Mentor.example.org:443/").unwrap(), "https://mentor.example.org");
/// assert!(public_origin("https://mentor.example.org/programmet").is_err());
/// ```
///
/// # Errors
/// If it holds anything else, or is none.
pub fn public_origin(typed: &str) -> Result<String, &'static str> {
    let url = Url::parse(typed).ok().filter(|url| ["http", "https"].contains(&url.scheme()));
    let url = url.ok_or("IOR_PUBLIC_URL must be a whole address, such as https://mentor.example.org")?;
    let more = url.path() != "/" || url.query().is_some() || url.fragment().is_some();
    if more || !url.username().is_empty() || url.password().is_some() {
        return Err(
            "IOR_PUBLIC_URL must be scheme and host only, such as https://mentor.example.org: no path, and no \
                    comment behind it",
        );
    }
    Ok(url.origin().ascii_serialization())
}

/// Whether only someone at this machine can mean an address by it, and without a
/// proxy before it.
fn is_of_this_machine(public_url: &str) -> bool {
    let url = Url::parse(public_url).ok().filter(|url| url.scheme() == "http");
    url.is_some_and(|url| match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    })
}

fn network(typed: &str) -> Result<IpNet, AddrParseError> {
    let typed = typed.trim();
    typed.parse::<IpNet>().or_else(|_| typed.parse::<IpAddr>().map(IpNet::from))
}

fn duty(name: &str) -> Result<Duty, String> {
    let names: Vec<_> = Duty::ALL.iter().map(|duty| duty.name()).collect();
    Duty::from_name(name).ok_or_else(|| format!("one of {}", names.join(", ")))
}

fn lang(name: &str) -> Result<Lang, String> {
    Lang::from_name(name).ok_or_else(|| "sv or en".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "smtps://mail.example.org";

    fn serve(options: &[&str]) -> Serve {
        let cli = Cli::parse_from(["ior", "serve"].into_iter().chain(options.iter().copied()));
        let Command::Serve(serve) = cli.command else { panic!("{:?}", cli.command) };
        serve
    }

    #[test]
    fn the_demo_is_for_this_machine() {
        for url in ["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000/"] {
            assert_eq!(serve(&["--demo", "--public-url", url]).check(), Ok(()), "{url}");
        }
        for url in ["https://mentor.example.org", "https://127.0.0.1", "http://mentor.example.org", "http://10.0.0.1"] {
            assert!(serve(&["--demo", "--public-url", url]).check().is_err(), "{url}");
            assert_eq!(serve(&["--public-url", url, "--mail-url", MAIL]).check(), Ok(()), "{url}, as a control");
        }
        assert!(serve(&["--demo", "--addr", "0.0.0.0:3000"]).check().is_err());
    }

    #[test]
    fn beyond_this_machine_people_come_over_https() {
        let open = |url| serve(&["--addr", "0.0.0.0:3000", "--public-url", url, "--mail-url", MAIL]).check();
        assert!(open("http://mentor.example.org").is_err());
        assert_eq!(open("https://mentor.example.org"), Ok(()));
    }

    #[test]
    fn over_https_mail_reaches_people() {
        let mail = |url| serve(&["--public-url", "https://mentor.example.org", "--mail-url", url]).check();
        assert!(mail("file:data/post").is_err());
        assert_eq!(mail(MAIL), Ok(()));
    }

    #[test]
    fn the_public_address_is_scheme_and_host() {
        for (typed, origin) in [
            ("https://mentor.example.org", "https://mentor.example.org"),
            ("https://mentor.example.org/", "https://mentor.example.org"),
            ("HTTPS://Mentor.Example.org:443", "https://mentor.example.org"),
            ("http://mentor.example.org:80", "http://mentor.example.org"),
            ("https://mentor.example.org:8443", "https://mentor.example.org:8443"),
            ("https://år.example.org", "https://xn--r-1fa.example.org"),
        ] {
            assert_eq!(public_origin(typed).as_deref(), Ok(origin));
        }
        for typed in [
            "",
            "null",
            "mentor.example.org",
            "mentor.example.org:443",
            "ftp://mentor.example.org",
            "https://",
            "https://mentor.example.org/programmet",
            "https://mentor.example.org?",
            "https://user@mentor.example.org",
            "https://mentor.example.org # what people type",
            "https://mentor.example.org/ # what people type",
        ] {
            assert!(public_origin(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn proxies_are_named_by_address_or_network() {
        let networks = |typed| serve(&["--trusted-proxies", typed]).trusted_proxies;
        assert!(serve(&[]).trusted_proxies.is_empty());
        let named = networks("127.0.0.1, 10.0.0.0/8,::1,fd00::/8");
        let named: Vec<_> = named.iter().map(ToString::to_string).collect();
        assert_eq!(named, ["127.0.0.1/32", "10.0.0.0/8", "::1/128", "fd00::/8"]);
        for wrong in ["localhost", "10.0.0.0/33", "10.0.0"] {
            assert!(Cli::try_parse_from(["ior", "serve", "--trusted-proxies", wrong]).is_err(), "{wrong}");
        }
    }
}
