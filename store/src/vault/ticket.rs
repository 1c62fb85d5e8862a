//! What the buttons of emails carry: sealed, so that nobody reads, makes or changes one.

use domain::mail::answer::Ticket;

use super::{Vault, open, seal, utf8};
use crate::{Result, secret::hex};

/// Where tickets belong: they open nowhere else.
const PLACE: &[u8] = b"ticket";

impl Vault {
    /// Seals a ticket, as hexadecimal digits.
    ///
    /// # Errors
    /// [`crate::Error::Sealed`]; never for a real ticket.
    pub fn seal_ticket(&self, ticket: &Ticket) -> Result<String> {
        Ok(hex(&seal(&self.tickets, PLACE, ticket.to_text().as_bytes())?))
    }

    /// Opens what came back from a link, if it was sealed here. What was not is nobody's
    /// fault, and is not put into the log.
    pub fn open_ticket(&self, sealed: &str) -> Option<Ticket> {
        let text = open(&self.tickets, PLACE, &unhex(sealed)?).and_then(|text| utf8(&text)).ok()?;
        Ticket::from_text(&text)
    }
}

/// The bytes that hexadecimal digits stand for.
fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use domain::{day::DayId, mail::answer::Question, people::PersonId};
    use jiff::Timestamp;

    use super::*;
    use crate::vault::CommonKey;

    #[test]
    fn only_what_was_sealed_here_opens() {
        let vault = Vault::new(&CommonKey::generate());
        let ticket = Ticket {
            person: PersonId(7),
            question: Question::Day(DayId(3)),
            until: Timestamp::UNIX_EPOCH,
            address: "0a".into(),
        };
        let sealed = vault.seal_ticket(&ticket).unwrap();
        assert_eq!(vault.open_ticket(&sealed), Some(ticket.clone()));
        assert!(sealed.len() < 200 && !sealed.contains("day"));
        assert_eq!(Vault::new(&CommonKey::generate()).open_ticket(&sealed), None);
        for n in 0..sealed.len() {
            let other = if &sealed[n..=n] == "0" { "1" } else { "0" };
            let changed = format!("{}{other}{}", &sealed[..n], &sealed[n + 1..]);
            assert_eq!(vault.open_ticket(&changed), None, "{n}");
            assert_eq!(vault.open_ticket(&sealed[..n]), None, "{n}");
        }
        for other in ["", "åäö", "zz", "0"] {
            assert_eq!(vault.open_ticket(other), None, "{other}");
        }
    }
}
