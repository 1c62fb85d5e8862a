//! What someone says to the organisers, or notes for themselves: no pair's
//! secret, so the common key seals it, with a key for each purpose.

use domain::{
    application::{ApplicationId, Rule, StepKind},
    pair::PairId,
    people::{PersonId, Role},
    round::RoundId,
};
use jiff::{Timestamp, civil::Date};

use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use super::{Vault, open, seal};
use crate::{Error, Result};

/// Who says it, and on what occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommonContext {
    /// One of a pair, who asks to be contacted.
    HelpRequest(PairId, PersonId),
    /// Someone who answers how it goes; and when that was asked.
    Pulse(RoundId, PersonId, Date),
    /// Someone who applies.
    Application(ApplicationId),
    /// The same, of whom they must not be paired with: the first, the second.
    Conflict(ApplicationId, i64),
    /// Whoever did something about an application; and when.
    Step(ApplicationId, StepKind, Timestamp),
    /// The working group, that sets aside a rule.
    Override(ApplicationId, Role, Rule),
    /// The applicant, of who their manager is.
    Manager(ApplicationId),
    /// A member of the working group, with their vote.
    Vote(ApplicationId, PersonId),
    /// A member of the working group, on why they take no part.
    Recusal(ApplicationId, PersonId),
    /// The working group, on the grounds of its decision.
    Grounds(ApplicationId),
    /// The working group, on everything that it has decided.
    Record(RoundId),
    /// Someone who has not shown yet that the address is theirs.
    Applicant,
}

impl CommonContext {
    /// Where it belongs. Every part but the last has a fixed length, so that no
    /// two places read the same.
    fn place(self) -> Vec<u8> {
        let numbers = match self {
            Self::HelpRequest(pair, person) => [pair.0, person.0, 0],
            Self::Pulse(round, person, asked) => [
                round.0,
                person.0,
                i64::from(asked.year()) * 10_000 + i64::from(asked.month()) * 100 + i64::from(asked.day()),
            ],
            Self::Applicant => [0; 3],
            Self::Application(id) | Self::Manager(id) | Self::Override(id, ..) | Self::Grounds(id) => [id.0, 0, 0],
            Self::Conflict(id, position) => [id.0, position, 0],
            Self::Vote(id, person) | Self::Recusal(id, person) => [id.0, person.0, 0],
            Self::Record(round) => [round.0, 0, 0],
            Self::Step(id, _, at) => [id.0, at.as_millisecond(), 0],
        };
        let mut place: Vec<u8> = numbers.into_iter().flat_map(i64::to_be_bytes).collect();
        place.extend(self.kind());
        place
    }

    /// What tells places apart that one key serves: a name after the numbers.
    fn kind(self) -> Vec<u8> {
        match self {
            Self::HelpRequest(..) | Self::Pulse(..) => Vec::new(),
            Self::Application(_) => b"application".to_vec(),
            Self::Conflict(..) => b"conflict".to_vec(),
            Self::Step(_, kind, _) => format!("step {}", kind.name()).into_bytes(),
            Self::Override(_, role, unmet) => format!("override {} {}", role.name(), unmet.name()).into_bytes(),
            Self::Manager(_) => b"manager".to_vec(),
            Self::Vote(..) => b"vote".to_vec(),
            Self::Recusal(..) => b"recusal".to_vec(),
            Self::Grounds(_) => b"grounds".to_vec(),
            Self::Record(_) => b"record".to_vec(),
            Self::Applicant => b"applicant".to_vec(),
        }
    }
}

impl Vault {
    /// Seals what someone says.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal_common(&self, said: CommonContext, text: &str) -> Result<Vec<u8>> {
        seal(self.cipher_of(said), &said.place(), text.as_bytes())
    }

    /// Opens what someone said.
    ///
    /// # Errors
    /// [`Error::Sealed`] for what was said elsewhere, or was tampered with.
    pub fn open_common(&self, said: CommonContext, sealed: &[u8]) -> Result<String> {
        let text = open(self.cipher_of(said), &said.place(), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Error::Sealed)
    }

    /// Seals what someone says in several parts.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for texts of sensible length.
    pub fn seal_parts<T: Serialize>(&self, said: CommonContext, parts: &T) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_string(parts).map_err(|_| Error::Sealed)?);
        self.seal_common(said, &text)
    }

    /// Opens what someone said in several parts.
    ///
    /// # Errors
    /// [`Error::Sealed`] for what was said elsewhere, or was tampered with.
    pub fn open_parts<T: DeserializeOwned>(&self, said: CommonContext, sealed: &[u8]) -> Result<T> {
        let text = open(self.cipher_of(said), &said.place(), sealed)?;
        serde_json::from_slice(&text).map_err(|_| Error::Sealed)
    }

    const fn cipher_of(&self, said: CommonContext) -> &chacha20poly1305::XChaCha20Poly1305 {
        match said {
            CommonContext::HelpRequest(..) => &self.help_requests,
            CommonContext::Pulse(..) => &self.pulses,
            CommonContext::Application(_)
            | CommonContext::Conflict(..)
            | CommonContext::Step(..)
            | CommonContext::Override(..)
            | CommonContext::Manager(_)
            | CommonContext::Vote(..)
            | CommonContext::Recusal(..)
            | CommonContext::Grounds(_)
            | CommonContext::Record(_)
            | CommonContext::Applicant => &self.applications,
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
            places.push(CommonContext::HelpRequest(PairId(a), PersonId(b)));
            places.push(CommonContext::Pulse(RoundId(a), PersonId(b), date(2026, 4, 1)));
            places.push(CommonContext::Pulse(RoundId(a), PersonId(b), date(2026, 6, 1)));
            places.push(CommonContext::Conflict(ApplicationId(a), b));
            places.push(CommonContext::Step(
                ApplicationId(a),
                StepKind::Returned,
                Timestamp::from_millisecond(b).unwrap(),
            ));
            places.push(CommonContext::Step(
                ApplicationId(a),
                StepKind::Answered,
                Timestamp::from_millisecond(b).unwrap(),
            ));
        }
        for application in [ApplicationId(0), ApplicationId(1)] {
            places.extend([CommonContext::Application(application), CommonContext::Manager(application)]);
            places.push(CommonContext::Override(application, Role::Adept, Rule::Years));
            places.push(CommonContext::Override(application, Role::Mentor, Rule::Years));
        }
        for said in &places {
            let sealed = vault.seal_common(*said, "hemligt").unwrap();
            for other in &places {
                assert_eq!(vault.open_common(*other, &sealed).is_ok(), said == other, "{said:?} as {other:?}");
            }
        }
    }
}
