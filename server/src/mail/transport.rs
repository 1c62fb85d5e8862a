//! The way out: a mail server, or a folder for the demo and development.
//!
//! | `IOR_MAIL_URL` | what it does |
//! |---|---|
//! | `smtps://user:password@host` | TLS from the first byte, port 465 |
//! | `smtp://user:password@host?tls=required` | STARTTLS or nothing, port 587 |
//! | `smtp://localhost:25` | no TLS: taken for this very machine only |
//! | `file:folder` | one `.eml` file per mail; reaches nobody |

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, extension::ClientId},
};
use url::Url;

use super::folder;

/// How long a mail server may be silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// Replies that refuse us rather than the email (RFC 4954): the operator's
/// matter, and no reason to give an email up.
const OUR_FAULT: [u16; 4] = [530, 534, 535, 538];

/// What is wrong with the settings. Says nothing of what they hold.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// The address of the mail server cannot be read.
    #[error(
        "the mail address is not one: use smtps://user:password@host, smtp://user:password@host?tls=required or file:folder"
    )]
    Url,
    /// `tls` is something other than `required`.
    #[error("the mail address may say tls=required, and nothing else about tls")]
    Tls,
    /// Emails would cross the network readable by anyone.
    #[error("smtp:// without ?tls=required is for this machine only: use smtps:// or add ?tls=required")]
    Plain,
    /// TLS cannot be set up.
    #[error("TLS for mail cannot be set up: {0}")]
    Setup(String),
    /// The sender is not `Name <address>` or an address.
    #[error("the sender of mails is not an address")]
    From,
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// Whether it may be taken later.
    pub temporary: bool,
    /// Why, in a few words that name nobody.
    pub why: String,
}

/// The way out, and whom mails come from.
#[derive(Clone)]
pub struct Transport {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    /// A mail server, and what may be shown of its address.
    Server(AsyncSmtpTransport<Tokio1Executor>, String),
    Folder(PathBuf),
}

impl Transport {
    /// Reads the settings; see [the table above](self). Connects to nothing
    /// yet. To be called inside the runtime that will send.
    ///
    /// # Errors
    /// [`BadSettings`].
    pub fn from_url(url: &str, from: &str) -> Result<Self, BadSettings> {
        let from: Mailbox = from.parse().map_err(|_| BadSettings::From)?;
        let way = match url.strip_prefix("file:") {
            Some(folder) => to_folder(folder)?,
            None => to_server(url, &from)?,
        };
        Ok(Self { from, way })
    }

    /// Whether mails reach people. A folder is for the demo and development.
    pub fn is_real(&self) -> bool {
        matches!(self.way, Way::Server(..))
    }

    /// The folder that mails are kept in, if they are.
    pub fn folder(&self) -> Option<&Path> {
        match &self.way {
            Way::Folder(folder) => Some(folder),
            Way::Server(..) => None,
        }
    }

    /// Whom mails come from.
    pub fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Connects and says hello, with TLS and password if there are; says to
    /// which server. A folder has nothing to say hello to.
    ///
    /// # Errors
    /// Why not, in a few words that hold no password.
    pub async fn greet(&self) -> Result<String, String> {
        let Way::Server(server, address) = &self.way else { return Ok("the folder".to_owned()) };
        match server.test_connection().await {
            Ok(true) => Ok(address.clone()),
            Ok(false) => Err(format!("{address} answers, but takes no mail")),
            Err(error) => Err(format!("{address}: {}", not_taken(&error).why)),
        }
    }

    /// Hands a mail over. `email` is its outbox row.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn send(&self, email: i64, message: Message, now: Timestamp) -> Result<(), NotTaken> {
        match &self.way {
            Way::Server(server, _) => server.send(message).await.map(drop).map_err(|error| not_taken(&error)),
            Way::Folder(folder) => folder::keep(folder, email, message.formatted(), now)
                .await
                .map_err(|error| NotTaken { temporary: true, why: error.to_string() }),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way: &dyn fmt::Debug = match &self.way {
            Way::Server(_, address) => address,
            Way::Folder(folder) => folder,
        };
        f.debug_struct("Transport").field("to", way).field("from", &self.from).finish()
    }
}

fn to_folder(folder: &str) -> Result<Way, BadSettings> {
    let folder = folder.strip_prefix("//").unwrap_or(folder);
    if folder.is_empty() { Err(BadSettings::Url) } else { Ok(Way::Folder(folder.into())) }
}

fn to_server(url: &str, from: &Mailbox) -> Result<Way, BadSettings> {
    let parsed = Url::parse(url).map_err(|_| BadSettings::Url)?;
    let host = parsed.host_str().filter(|host| !host.is_empty()).ok_or(BadSettings::Url)?;
    let tls = parsed.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value);
    match (parsed.scheme(), tls.as_deref()) {
        ("smtps", None | Some("required")) | ("smtp", Some("required")) => {}
        ("smtp", None) if is_this_machine(host) => {}
        ("smtp", None) => return Err(BadSettings::Plain),
        ("smtp" | "smtps", Some(_)) => return Err(BadSettings::Tls),
        _ => return Err(BadSettings::Url),
    }
    let shown = format!("{}://{host}", parsed.scheme());
    let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
        .map_err(|error| BadSettings::Setup(error.to_string()))?
        .hello_name(ClientId::Domain(from.email.domain().to_owned()))
        .timeout(Some(PATIENCE))
        .build();
    Ok(Way::Server(server, shown))
}

fn is_this_machine(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || number.is_ok_and(|number| number.is_loopback())
}

/// What a mail server's refusal means. Its own words may hold the address, so
/// only its codes are kept.
fn not_taken(error: &smtp::Error) -> NotTaken {
    match error.status() {
        Some(code) => {
            let basic = u16::from(code);
            let why = std::error::Error::source(error)
                .and_then(|said| said.to_string().split_whitespace().next().map(str::to_owned))
                .filter(|word| is_enhanced(word))
                .map_or_else(|| basic.to_string(), |enhanced| format!("{basic} {enhanced}"));
            NotTaken { temporary: !error.is_permanent() || OUR_FAULT.contains(&basic), why }
        }
        None if error.is_response() => {
            NotTaken { temporary: true, why: "the mail server's answer makes no sense".into() }
        }
        None => NotTaken { temporary: true, why: error.to_string() },
    }
}

/// Whether a word is an enhanced status code (RFC 3463), such as `5.1.1`.
fn is_enhanced(word: &str) -> bool {
    let numbers = word.split('.').filter(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    numbers.count() == 3 && word.split('.').count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Mentorprogrammet IOR <ior@example.org>";

    fn bad(url: &str) -> BadSettings {
        Transport::from_url(url, FROM).expect_err(url)
    }

    #[tokio::test]
    async fn takes_what_is_safe_and_nothing_else() {
        for url in [
            "smtps://user:pass@mail.example.org",
            "smtp://user:pass@mail.example.org?tls=required",
            "smtp://localhost:2525",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
        ] {
            assert!(Transport::from_url(url, FROM).expect(url).is_real());
        }
        assert_eq!(bad("smtp://user:pass@mail.example.org"), BadSettings::Plain);
        assert_eq!(bad("smtp://localhost.example.org"), BadSettings::Plain);
        assert_eq!(bad("smtp://mail.example.org?tls=opportunistic"), BadSettings::Tls);
        for url in ["", "mail.example.org", "http://mail.example.org", "smtp://", "file:", "file://"] {
            assert_eq!(bad(url), BadSettings::Url, "{url}");
        }
        assert_eq!(Transport::from_url("file:post", "nobody").err(), Some(BadSettings::From));
    }

    #[tokio::test]
    async fn a_folder_is_not_real() {
        for (url, folder) in
            [("file:data/post", "data/post"), ("file:/var/post", "/var/post"), ("file:///var/post", "/var/post")]
        {
            let transport = Transport::from_url(url, FROM).unwrap();
            assert!(!transport.is_real());
            assert_eq!(transport.folder(), Some(Path::new(folder)));
        }
    }

    #[tokio::test]
    async fn shows_no_password() {
        let transport = Transport::from_url("smtps://hemlig:lösen@mail.example.org", FROM).unwrap();
        let shown = format!("{transport:?}");
        assert!(shown.contains("mail.example.org") && shown.contains("ior@example.org"));
        assert!(!shown.contains("hemlig") && !shown.contains("sen@") && !shown.contains("l%C3"));
        let error = format!("{0} {0:?}", bad("smtp://hemlig:lösen@mail.example.org"));
        assert!(!error.contains("hemlig"));
    }

    #[test]
    fn an_enhanced_code_is_three_numbers() {
        assert!(is_enhanced("5.1.1") && is_enhanced("4.7.10"));
        assert!(
            !is_enhanced("5.1")
                && !is_enhanced("adept1@example.org")
                && !is_enhanced("5.1.x")
                && !is_enhanced("1.2.3.4")
        );
    }
}
