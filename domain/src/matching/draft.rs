//! A draft, and the steps that change it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Infeasible;
use crate::people::PersonId;

/// An adept and a mentor in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Match {
    /// The adept.
    pub adept: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// Whether the pair stays when the others are proposed anew.
    pub locked: bool,
}

/// A proposal of pairs, seen by nobody but those who match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchDraft {
    /// The pairs, by adept.
    pub pairs: Vec<Match>,
    /// Adepts and mentors that this draft keeps apart.
    pub forbidden: Vec<(PersonId, PersonId)>,
}

/// A draft as it is kept: with what it was before the last change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedDraft {
    /// As it is.
    pub draft: MatchDraft,
    /// As it was.
    pub before: MatchDraft,
    /// Rises with every change; 0 before the first.
    pub version: u32,
}

/// A change of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Proposes the best pairs there are; locked ones stay.
    Propose,
    /// Makes two a pair. If the mentor has no room for another, the adept who was
    /// there changes places with this one, if no rule forbids it.
    Pair(PersonId, PersonId),
    /// Takes a pair apart.
    Part(PersonId, PersonId),
    /// Locks a pair, or unlocks it.
    Lock(PersonId, PersonId),
    /// Keeps two apart, or no longer.
    Forbid(PersonId, PersonId),
    /// Takes every pair apart that is not locked.
    Clear,
    /// Goes back to what was before the last change; once more, and that is back.
    Undo,
}

impl fmt::Display for Step {
    /// As a button says it to the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Propose => f.write_str("propose"),
            Self::Pair(adept, mentor) => write!(f, "pair {adept} {mentor}"),
            Self::Part(adept, mentor) => write!(f, "part {adept} {mentor}"),
            Self::Lock(adept, mentor) => write!(f, "lock {adept} {mentor}"),
            Self::Forbid(adept, mentor) => write!(f, "forbid {adept} {mentor}"),
            Self::Clear => f.write_str("clear"),
            Self::Undo => f.write_str("undo"),
        }
    }
}

impl FromStr for Step {
    type Err = NoStep;

    /// Reads what [`Step`] wrote.
    ///
    /// ```
    /// use domain::{matching::Step, people::PersonId};
    /// let step = Step::Pair(PersonId(17), PersonId(8));
    /// assert_eq!(step.to_string(), "pair 17 8");
    /// assert_eq!("pair 17 8".parse(), Ok(step));
    /// assert!("pair 17".parse::<Step>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoStep> {
        let person = |word: &str| word.parse().map(PersonId).map_err(|_| NoStep);
        let words: Vec<_> = text.split(' ').collect();
        Ok(match words[..] {
            ["propose"] => Self::Propose,
            ["clear"] => Self::Clear,
            ["undo"] => Self::Undo,
            [kind, adept, mentor] => {
                let (adept, mentor) = (person(adept)?, person(mentor)?);
                match kind {
                    "pair" => Self::Pair(adept, mentor),
                    "part" => Self::Part(adept, mentor),
                    "lock" => Self::Lock(adept, mentor),
                    "forbid" => Self::Forbid(adept, mentor),
                    _ => return Err(NoStep),
                }
            }
            _ => return Err(NoStep),
        })
    }
}

impl Step {
    /// The two that it is about, if it is about two.
    pub const fn about(self) -> Option<(PersonId, PersonId)> {
        match self {
            Self::Pair(adept, mentor)
            | Self::Part(adept, mentor)
            | Self::Lock(adept, mentor)
            | Self::Forbid(adept, mentor) => Some((adept, mentor)),
            Self::Propose | Self::Clear | Self::Undo => None,
        }
    }
}

/// A text that is no [`Step`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStep;

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// No such pair or person.
    Missing,
    /// What is demanded cannot be.
    Infeasible(Infeasible),
}

impl MatchDraft {
    /// An adept's mentor.
    pub fn mentor_of(&self, adept: PersonId) -> Option<PersonId> {
        self.pairs.iter().find(|pair| pair.adept == adept).map(|pair| pair.mentor)
    }

    /// Whether these two are a pair.
    pub fn has(&self, adept: PersonId, mentor: PersonId) -> bool {
        self.mentor_of(adept) == Some(mentor)
    }

    /// Whether these two are kept apart.
    pub fn forbids(&self, adept: PersonId, mentor: PersonId) -> bool {
        self.forbidden.contains(&(adept, mentor))
    }
}
