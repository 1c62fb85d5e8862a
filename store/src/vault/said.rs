//! What someone says to the organisers, or notes for themselves: no pair's
//! secret, so the common key seals it, with a key for each purpose.

use domain::{pair::PairId, people::PersonId, round::RoundId};
use jiff::civil::Date;

use super::{Vault, open, seal};
use crate::{Error, Result};

/// Who says it, and on what occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// One of a pair, who asks to be contacted.
    Signal(PairId, PersonId),
    /// Someone who answers how it goes; and when that was asked.
    Pulse(RoundId, PersonId, Date),
}

impl Said {
    /// Where it belongs. Every part has a fixed length, so that no two places
    /// read the same.
    fn place(self) -> Vec<u8> {
        let numbers = match self {
            Self::Signal(pair, person) => [pair.0, person.0, 0],
            Self::Pulse(round, person, asked) => [
                round.0,
                person.0,
                i64::from(asked.year()) * 10_000 + i64::from(asked.month()) * 100 + i64::from(asked.day()),
            ],
        };
        numbers.into_iter().flat_map(i64::to_be_bytes).collect()
    }
}

impl Vault {
    /// Seals what someone says.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal_said(&self, said: Said, text: &str) -> Result<Vec<u8>> {
        seal(self.cipher_of(said), &said.place(), text.as_bytes())
    }

    /// Opens what someone said.
    ///
    /// # Errors
    /// [`Error::Sealed`] for what was said elsewhere, or was tampered with.
    pub fn open_said(&self, said: Said, sealed: &[u8]) -> Result<String> {
        let text = open(self.cipher_of(said), &said.place(), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Error::Sealed)
    }

    const fn cipher_of(&self, said: Said) -> &chacha20poly1305::XChaCha20Poly1305 {
        match said {
            Said::Signal(..) => &self.signals,
            Said::Pulse(..) => &self.pulses,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::vault::CommonKey;

    #[test]
    fn what_is_said_opens_where_it_was_said_and_nowhere_else() {
        let vault = Vault::new(&CommonKey::generate());
        let mut places = Vec::new();
        for (a, b) in [(0, 0), (0, 1), (1, 0), (256, 0), (0, 256)] {
            places.push(Said::Signal(PairId(a), PersonId(b)));
            places.push(Said::Pulse(RoundId(a), PersonId(b), date(2026, 4, 1)));
            places.push(Said::Pulse(RoundId(a), PersonId(b), date(2026, 6, 1)));
        }
        for said in &places {
            let sealed = vault.seal_said(*said, "hemligt").unwrap();
            for other in &places {
                assert_eq!(vault.open_said(*other, &sealed).is_ok(), said == other, "{said:?} as {other:?}");
            }
        }
    }
}
