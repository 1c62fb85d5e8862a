//! Emails that hold what a pair has written: its own key seals them, so that they are
//! gone with it, from older backups too. And what an email lets its recipient do without
//! signing in: choose its kinds away.

use std::collections::BTreeSet;

use domain::{mail::preference::Kind, people::PersonId};
use zeroize::Zeroizing;

use super::{PairKey, SealContext, Vault, open, seal};
use crate::{Error, Result, mail::outbox::Email, secret::hex};

/// What tokens are bound to that choose kinds of emails away.
const UNSUBSCRIBE: &[u8] = b"unsubscribe";

impl PairKey {
    /// Seals an email to one of the two.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real email.
    pub fn seal_email(&self, to: PersonId, message: &Email) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_string(message).map_err(|_| Error::Sealed)?);
        self.seal(SealContext::Email(to), &text)
    }

    /// Opens an email to one of the two.
    ///
    /// # Errors
    /// [`Error::Sealed`] for the other's email, or one that was tampered with.
    pub fn open_email(&self, to: PersonId, sealed: &[u8]) -> Result<Email> {
        let text = Zeroizing::new(self.open(SealContext::Email(to), sealed)?);
        serde_json::from_str(&text).map_err(|_| Error::Sealed)
    }
}

impl Vault {
    /// What an email to someone carries, so that they can choose its kinds away.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for real kinds.
    pub fn unsubscribe_token(&self, person: PersonId, kinds: &BTreeSet<Kind>) -> Result<String> {
        let text = serde_json::to_vec(&(person, kinds)).map_err(|_| Error::Sealed)?;
        Ok(hex(&seal(&self.messages, UNSUBSCRIBE, &text)?))
    }

    /// Whose emails of which kinds a token chooses away; `None`, if no email had it.
    /// Anyone may try one, so it is nothing to be told of in a log.
    pub fn open_unsubscribe(&self, token: &str) -> Option<(PersonId, BTreeSet<Kind>)> {
        let text = open(&self.messages, UNSUBSCRIBE, &bytes(token)?).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::CommonKey;

    #[test]
    fn a_token_opens_as_it_was_made_and_no_other_does() {
        let vault = Vault::new(&CommonKey::generate());
        let kinds = BTreeSet::from([Kind::Answers, Kind::Rhythm]);
        let token = vault.unsubscribe_token(PersonId(7), &kinds).unwrap();
        assert_eq!(vault.open_unsubscribe(&token), Some((PersonId(7), kinds)));
        let other = Vault::new(&CommonKey::generate());
        let changed = format!("{}0", &token[..token.len() - 1]);
        for (vault, token) in [(&other, token.as_str()), (&vault, &token[2..]), (&vault, ""), (&vault, "åä")] {
            assert_eq!(vault.open_unsubscribe(token), None);
        }
        assert!(changed == token || vault.open_unsubscribe(&changed).is_none());
    }
}
