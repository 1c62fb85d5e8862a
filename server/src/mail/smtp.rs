//! A conversation with a mail server (RFC 5321), one step after the other. Each step
//! has a time limit of its own, and so has the whole: a server that takes a connection
//! and says nothing holds up nobody. A connection on which something went wrong is
//! closed, never used again.

use std::{error::Error as _, time::Duration};

use domain::mail::delivery::{Reply, Step, is_recipients};
use lettre::{
    Message,
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use tokio::{sync::Mutex, time::timeout};

/// How long a step may take.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How many times as long all of a delivery may take: less than an email is kept from
/// other workers.
const STEPS: u32 = 3;
/// How long a server may take to say goodbye.
const GOODBYE: Duration = Duration::from_millis(500);

/// How a connection is kept from being read on its way.
pub enum Tls {
    /// Not at all.
    None,
    /// From the first byte.
    Implicit(TlsParameters),
    /// By STARTTLS, or there is no delivery.
    Required(TlsParameters),
}

/// A mail server, and how to speak to it.
pub struct Server {
    /// Its name, or its number without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// Who we are, if it wants to know.
    pub credentials: Option<Credentials>,
    /// What we call ourselves.
    pub hello: ClientId,
    /// How long a step may take.
    pub patience: Duration,
    /// The connection that the last email has left in order.
    pub open: Mutex<Option<AsyncSmtpConnection>>,
}

/// Why an email was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// At which step.
    pub step: Step,
    /// Whether its recipient is why, for good.
    pub refused: bool,
    /// Whether the server is there and knows us: if not, other emails fail too.
    pub serves: bool,
    /// Why, in a few words that name nobody.
    pub why: String,
}

impl Server {
    /// Hands an email over.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send(&self, message: &Message) -> Result<(), Failure> {
        let limit = self.patience * STEPS;
        timeout(limit, self.deliver(message)).await.unwrap_or_else(|_| Err(silent(Step::Content, limit)))
    }

    /// Connects, and shows who we are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn greet(&self) -> Result<(), Failure> {
        let limit = self.patience * STEPS;
        let connected = timeout(limit, self.connect()).await.unwrap_or_else(|_| Err(silent(Step::Authenticate, limit)));
        *self.open.lock().await = Some(connected?);
        self.close().await;
        Ok(())
    }

    /// Says goodbye, if a connection is open.
    pub async fn close(&self) {
        let open = self.open.lock().await.take();
        if let Some(mut open) = open {
            // Whatever it answers: the connection is closed.
            let _ = timeout(GOODBYE, open.quit()).await;
        }
    }

    async fn deliver(&self, message: &Message) -> Result<(), Failure> {
        let mut connection = self.connection().await?;
        let envelope = message.envelope();
        let sender = Mail::new(envelope.from().cloned(), parameters(envelope, &connection)?);
        self.step(Step::Sender, connection.command(sender)).await?;
        for to in envelope.to() {
            self.step(Step::Recipient, connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        }
        self.step(Step::Data, connection.command(Data)).await?;
        self.step(Step::Content, connection.message(&message.formatted())).await?;
        *self.open.lock().await = Some(connection);
        Ok(())
    }

    /// The connection that is open, if its server still answers; or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Failure> {
        let open = self.open.lock().await.take();
        if let Some(mut open) = open
            && timeout(self.patience, open.test_connected()).await == Ok(true)
        {
            return Ok(open);
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let implicit = if let Tls::Implicit(tls) = &self.tls { Some(tls.clone()) } else { None };
        let address = (self.host.as_str(), self.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, None, &self.hello, implicit, None);
        let mut connection = self.step(Step::Connect, connecting).await?;
        if let Tls::Required(tls) = &self.tls {
            self.step(Step::Tls, connection.starttls(tls.clone(), &self.hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            self.step(Step::Authenticate, connection.auth(DEFAULT_MECHANISMS, credentials)).await?;
        }
        Ok(connection)
    }

    async fn step<T>(&self, step: Step, taken: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
        match timeout(self.patience, taken).await {
            Ok(outcome) => outcome.map_err(|error| failed(step, &error)),
            Err(_) => Err(silent(step, self.patience)),
        }
    }
}

/// What the server has to know of an address that is not plain ASCII (RFC 6531).
fn parameters(envelope: &Envelope, connection: &AsyncSmtpConnection) -> Result<Vec<MailParameter>, Failure> {
    if envelope.to().iter().all(|to| to.to_string().is_ascii()) {
        return Ok(Vec::new());
    }
    if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        let why = "recipient: the mail server takes no address with such letters".to_owned();
        return Err(Failure { step: Step::Recipient, refused: true, serves: true, why });
    }
    Ok(vec![MailParameter::SmtpUtfEight, MailParameter::Body(MailBodyParameter::EightBitMime)])
}

fn silent(step: Step, limit: Duration) -> Failure {
    let why = format!("{}: no answer within {} s", step.name(), limit.as_secs_f32());
    Failure { step, refused: false, serves: false, why }
}

/// What a mail server's refusal means. Its own words may hold the address, so
/// only its codes are kept.
fn failed(step: Step, error: &Error) -> Failure {
    let reply = reply(error);
    let why = match reply {
        Some(Reply { code, enhanced: Some([class, subject, detail]) }) => format!("{code} {class}.{subject}.{detail}"),
        Some(Reply { code, enhanced: None }) => code.to_string(),
        None if error.is_response() => "an answer that makes no sense".to_owned(),
        None => error.to_string(),
    };
    let serves = reply.is_some() && !matches!(step, Step::Connect | Step::Tls | Step::Authenticate);
    Failure { step, refused: is_recipients(step, reply), serves, why: format!("{}: {why}", step.name()) }
}

fn reply(error: &Error) -> Option<Reply> {
    let code = u16::from(error.status()?);
    let enhanced = error.source().and_then(|said| enhanced(said.to_string().split_whitespace().next()?));
    Some(Reply { code, enhanced })
}

/// An enhanced status code (RFC 3463), such as `5.1.1`.
fn enhanced(word: &str) -> Option<[u16; 3]> {
    let numbers: Vec<u16> = word.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_code_is_three_numbers() {
        assert_eq!((enhanced("5.1.1"), enhanced("4.7.10")), (Some([5, 1, 1]), Some([4, 7, 10])));
        for word in ["5.1", "adept1@example.org", "5.1.x", "1.2.3.4", ""] {
            assert_eq!(enhanced(word), None, "{word}");
        }
    }
}
