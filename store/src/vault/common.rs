//! What someone says to the organisers, or notes for themselves: no pair's
//! secret, so the common key seals it, with a key for each purpose.

use domain::{
    application::{ApplicationId, Rule, StepKind},
    day::check_in::VisitorId,
    pair::PairId,
    people::{Duty, PersonId, Role, draft::DraftId},
    round::RoundId,
};
use jiff::{Timestamp, civil::Date};

use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use super::{Opened, Vault, open, seal, utf8};
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
    /// Someone who has begun to write in a form, outside of their pair's room.
    Draft(DraftId, PersonId),
    /// The working group, on why these two may be a pair again.
    FormerPair(RoundId, PersonId, PersonId),
    /// An organiser, of what a guest needs.
    VisitorNeeds(VisitorId),
    /// An organiser, on why someone's duty ends.
    DutyEnded(RoundId, PersonId, Duty),
    /// Someone who has not shown yet that another address is theirs.
    AddressRequest(PersonId),
    /// The addresses that someone had and has, and why they changed.
    AddressChange(PersonId),
    /// Who someone was before they were merged into another.
    Merged(PersonId),
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
            Self::Draft(draft, person) => [draft.0, person.0, 0],
            Self::FormerPair(round, one, other) => [round.0, one.0, other.0],
            Self::VisitorNeeds(visitor) => [visitor.0, 0, 0],
            Self::DutyEnded(round, person, _) => [round.0, person.0, 0],
            Self::AddressRequest(person) | Self::AddressChange(person) | Self::Merged(person) => [person.0, 0, 0],
            Self::Step(id, _, at) => [id.0, at.as_millisecond(), 0],
        };
        let mut place: Vec<u8> = numbers.into_iter().flat_map(i64::to_be_bytes).collect();
        place.extend(self.kind());
        place
    }

    /// What tells places apart that one key serves: a name after the numbers.
    fn kind(self) -> Vec<u8> {
        match self {
            Self::HelpRequest(..) | Self::Pulse(..) | Self::Draft(..) => Vec::new(),
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
            Self::FormerPair(..) => b"former pair".to_vec(),
            Self::VisitorNeeds(_) => b"visitor".to_vec(),
            Self::DutyEnded(_, _, duty) => format!("duty {}", duty.name()).into_bytes(),
            Self::AddressRequest(_) => b"address request".to_vec(),
            Self::AddressChange(_) => b"address change".to_vec(),
            Self::Merged(_) => b"merged".to_vec(),
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

    /// Opens what someone said; not what was said elsewhere.
    pub fn open_common(&self, said: CommonContext, sealed: &[u8]) -> Opened {
        let outcome = open(self.cipher_of(said), &said.place(), sealed).and_then(|text| utf8(&text));
        Opened::of(outcome, &said)
    }

    /// Seals what someone says in several parts.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for texts of sensible length.
    pub fn seal_parts<T: Serialize>(&self, said: CommonContext, parts: &T) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_string(parts).map_err(|_| Error::Sealed)?);
        self.seal_common(said, &text)
    }

    /// Opens what someone said in several parts; not what was said elsewhere.
    pub fn open_parts<T: DeserializeOwned>(&self, said: CommonContext, sealed: &[u8]) -> Opened<T> {
        let outcome = open(self.cipher_of(said), &said.place(), sealed)
            .and_then(|text| serde_json::from_slice(&text).map_err(|_| Error::Sealed));
        Opened::of(outcome, &said)
    }

    const fn cipher_of(&self, said: CommonContext) -> &chacha20poly1305::XChaCha20Poly1305 {
        match said {
            CommonContext::HelpRequest(..) => &self.help_requests,
            CommonContext::Pulse(..) => &self.pulses,
            CommonContext::Draft(..) => &self.drafts,
            CommonContext::VisitorNeeds(_) => &self.needs,
            CommonContext::DutyEnded(..)
            | CommonContext::AddressRequest(_)
            | CommonContext::AddressChange(_)
            | CommonContext::Merged(_) => &self.people,
            CommonContext::Application(_)
            | CommonContext::Conflict(..)
            | CommonContext::Step(..)
            | CommonContext::Override(..)
            | CommonContext::Manager(_)
            | CommonContext::Vote(..)
            | CommonContext::Recusal(..)
            | CommonContext::Grounds(_)
            | CommonContext::Record(_)
            | CommonContext::FormerPair(..)
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
            places.push(CommonContext::Draft(DraftId(a), PersonId(b)));
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
        for id in [0, 1] {
            places.push(CommonContext::VisitorNeeds(VisitorId(id)));
            places.push(CommonContext::AddressRequest(PersonId(id)));
            places.push(CommonContext::AddressChange(PersonId(id)));
            places.push(CommonContext::Merged(PersonId(id)));
            places.push(CommonContext::DutyEnded(RoundId(id), PersonId(1), Duty::Organiser));
            places.push(CommonContext::DutyEnded(RoundId(1), PersonId(id), Duty::ContactPerson));
            places.push(CommonContext::FormerPair(RoundId(id), PersonId(0), PersonId(1)));
            places.push(CommonContext::FormerPair(RoundId(0), PersonId(1), PersonId(2 + id)));
        }
        for application in [ApplicationId(0), ApplicationId(1)] {
            places.extend([CommonContext::Application(application), CommonContext::Manager(application)]);
            places.push(CommonContext::Override(application, Role::Adept, Rule::Years));
            places.push(CommonContext::Override(application, Role::Mentor, Rule::Years));
        }
        for said in &places {
            let sealed = vault.seal_common(*said, "hemligt").unwrap();
            for other in &places {
                let opens = vault.open_common(*other, &sealed).text().is_some();
                assert_eq!(opens, said == other, "{said:?} as {other:?}");
            }
        }
    }
}
