//! What keeps an adept and a mentor apart, whatever speaks for them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Candidate;
use crate::{named, people::OrganisationId};

named! {
    /// Why two cannot be a pair.
    pub enum Rule {
        /// The mentor comes from another organisation (programme description, Adept).
        SameOrganisation = "organisation",
        /// One of their organisations supervises the other.
        Tie = "tie",
        /// One of them has declared a conflict of interest.
        Conflict = "conflict",
        /// They have been a pair before, and nobody has lifted that.
        FormerPair = "former",
        /// They have no language in common.
        Language = "language",
        /// The working group has said so in this draft.
        Forbidden = "forbidden",
        /// One of them is in a locked pair, and has room for no other.
        Locked = "locked",
    }
}

/// Organisations that supervise one another, whichever way: pairs of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ties(BTreeSet<(OrganisationId, OrganisationId)>);

impl Ties {
    /// Between these organisations.
    ///
    /// ```
    /// use domain::{matching::Ties, people::OrganisationId};
    /// let (board, town, school) = (OrganisationId(7), OrganisationId(1), OrganisationId(2));
    /// let ties = Ties::new([(board, town)]);
    /// assert!(ties.between(town, board), "whichever way");
    /// assert!(!ties.between(town, school));
    /// ```
    pub fn new(ties: impl IntoIterator<Item = (OrganisationId, OrganisationId)>) -> Self {
        Self(ties.into_iter().map(|(one, other)| (one.min(other), one.max(other))).collect())
    }

    /// Whether two organisations are tied.
    pub fn between(&self, one: OrganisationId, other: OrganisationId) -> bool {
        self.0.contains(&(one.min(other), one.max(other)))
    }

    /// Every tie, once.
    pub fn iter(&self) -> impl Iterator<Item = (OrganisationId, OrganisationId)> {
        self.0.iter().copied()
    }
}

impl Rule {
    /// The rules that hold whoever makes the pair, and however: the first of them that
    /// stands between two.
    ///
    /// ```
    /// use domain::matching::Rule;
    /// assert_eq!(Rule::apart(|rule| rule == Rule::FormerPair), Some(Rule::FormerPair));
    /// assert_eq!(Rule::apart(|_| true), Some(Rule::SameOrganisation));
    /// assert_eq!(Rule::apart(|rule| rule == Rule::Language), None, "who is paired by hand need not have applied");
    /// ```
    pub fn apart(stands: impl Fn(Self) -> bool) -> Option<Self> {
        [Self::SameOrganisation, Self::Tie, Self::Conflict, Self::FormerPair].into_iter().find(|rule| stands(*rule))
    }

    /// Whether it can be set aside for a reason.
    pub const fn can_be_lifted(self) -> bool {
        matches!(self, Self::FormerPair)
    }

    /// What keeps two apart in every draft; the first of several.
    pub(super) fn between(adept: &Candidate, mentor: &Candidate, ties: &Ties) -> Option<Self> {
        let stands = |rule| match rule {
            Self::SameOrganisation => adept.organisation == mentor.organisation,
            Self::Tie => ties.between(adept.organisation, mentor.organisation),
            Self::Conflict => adept.avoids.contains(&mentor.person) || mentor.avoids.contains(&adept.person),
            Self::FormerPair => adept.former.contains(&mentor.person) || mentor.former.contains(&adept.person),
            Self::Language | Self::Forbidden | Self::Locked => false,
        };
        Self::apart(stands).or_else(|| {
            let shared = adept.languages.iter().any(|language| mentor.languages.contains(language));
            (!shared).then_some(Self::Language)
        })
    }
}
