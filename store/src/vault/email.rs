//! Emails that hold what a pair has written: its own key seals them, so that they are
//! gone with it, from older backups too.

use domain::people::PersonId;
use zeroize::Zeroizing;

use super::{PairKey, SealContext};
use crate::{Error, Result, mail::outbox::Email};

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
