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
    sync::Arc,
    time::Duration,
};

use domain::mail::delivery::Step;
use jiff::Timestamp;
use lettre::{
    Message,
    message::Mailbox,
    transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId},
};
use percent_encoding::percent_decode_str;
use tokio::sync::Mutex;
use url::Url;

pub use super::smtp::Failure;
use super::{
    folder,
    smtp::{self, Server, Tls},
};

/// The ports of RFC 8314, where the address names none: with TLS from the first
/// byte, with STARTTLS, and without.
const PORTS: [u16; 3] = [465, 587, 25];

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

/// The way out, and whom mails come from.
#[derive(Clone)]
pub struct Transport {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    /// A mail server, and what may be shown of its address.
    Server(Arc<Server>, String),
    Folder(PathBuf),
}

impl Transport {
    /// Reads the settings; see [the table above](self). Connects to nothing
    /// yet. To be called inside the runtime that will send.
    ///
    /// # Errors
    /// [`BadSettings`].
    pub fn from_url(url: &str, from: &str) -> Result<Self, BadSettings> {
        Self::with_patience(url, from, smtp::PATIENCE)
    }

    /// The same with a mail server that may take so long for a step of a delivery.
    ///
    /// # Errors
    /// [`BadSettings`].
    pub fn with_patience(url: &str, from: &str, patience: Duration) -> Result<Self, BadSettings> {
        let from: Mailbox = from.parse().map_err(|_| BadSettings::From)?;
        let way = match url.strip_prefix("file:") {
            Some(folder) => to_folder(folder)?,
            None => to_server(url, &from, patience)?,
        };
        Ok(Self { from, way })
    }

    /// The folder that mails are kept in, if they are: for the demo and development,
    /// since nobody gets them.
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
        match server.greet().await {
            Ok(()) => Ok(address.clone()),
            Err(Failure { why, .. }) => Err(format!("{address}: {why}")),
        }
    }

    /// Lets go of the mail server until there is something to send.
    pub async fn rest(&self) {
        if let Way::Server(server, _) = &self.way {
            server.close().await;
        }
    }

    /// Hands a mail over. `email` is its outbox row.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send(&self, email: i64, message: &Message, now: Timestamp) -> Result<(), Failure> {
        match &self.way {
            Way::Server(server, _) => server.send(message).await,
            Way::Folder(folder) => {
                let kept = folder::keep(folder, email, message.formatted(), now).await;
                kept.map_err(|error| Failure {
                    step: Step::Content,
                    refused: false,
                    serves: false,
                    why: error.to_string(),
                })
            }
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

fn to_server(url: &str, from: &Mailbox, patience: Duration) -> Result<Way, BadSettings> {
    let url = Url::parse(url).map_err(|_| BadSettings::Url)?;
    let named = url.host_str().filter(|host| !host.is_empty()).ok_or(BadSettings::Url)?;
    let host = named.trim_start_matches('[').trim_end_matches(']').to_owned();
    let required = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value);
    let parameters = || TlsParameters::new(host.clone()).map_err(|error| BadSettings::Setup(error.to_string()));
    let (tls, port) = match (url.scheme(), required.as_deref()) {
        ("smtps", None | Some("required")) => (Tls::Implicit(parameters()?), PORTS[0]),
        ("smtp", Some("required")) => (Tls::Required(parameters()?), PORTS[1]),
        ("smtp", None) if is_this_machine(&host) => (Tls::None, PORTS[2]),
        ("smtp", None) => return Err(BadSettings::Plain),
        ("smtp" | "smtps", Some(_)) => return Err(BadSettings::Tls),
        _ => return Err(BadSettings::Url),
    };
    let shown = format!("{}://{named}", url.scheme());
    let server = Server {
        host,
        port: url.port().unwrap_or(port),
        tls,
        credentials: credentials(&url),
        hello: ClientId::Domain(from.email.domain().to_owned()),
        patience,
        open: Mutex::new(None),
    };
    Ok(Way::Server(Arc::new(server), shown))
}

/// User and password, as they are typed in an address.
fn credentials(url: &Url) -> Option<Credentials> {
    let plain = |typed: &str| percent_decode_str(typed).decode_utf8_lossy().into_owned();
    url.password().map(|password| Credentials::new(plain(url.username()), plain(password)))
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
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
            assert!(Transport::from_url(url, FROM).expect(url).folder().is_none());
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
}
