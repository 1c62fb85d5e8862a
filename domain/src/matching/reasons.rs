//! Why something is not there: a pair, a mentor for someone, a proposal.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Rule, Score};
use crate::people::PersonId;

/// Why a pair is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// It is.
    There,
    /// A rule forbids it.
    Rule(Rule),
    /// All places are taken by locked pairs.
    NoPlace,
    /// It can be, and the best draft with it has so many pairs and points fewer
    /// than the best one there is.
    Costs {
        /// Pairs.
        pairs: u32,
        /// Points; less than none, if there are so many pairs fewer.
        points: i64,
    },
}

/// A mentor whom an adept could have had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Who.
    pub mentor: PersonId,
    /// What the pair would be worth by itself.
    pub score: Score,
    /// Why it is not there; nothing, if it has not been worked out.
    pub why: Option<WhyNot>,
}

/// Someone without a pair in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpaired {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: Why,
}

/// Why someone has no pair in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// They could have one, and nobody would lose theirs.
    Open,
    /// The round has no more places.
    NoPlace,
    /// There is nobody on the other side.
    Nobody,
    /// Nobody is allowed: each rule, and how many it keeps away.
    Rules(Vec<(Rule, u32)>),
    /// These, they among them, can only be with those, who are fewer.
    Shortage {
        /// Who share them.
        people: Vec<PersonId>,
        /// Who are shared.
        among: Vec<PersonId>,
    },
}

impl Unpaired {
    /// Without those whom the reader does not see.
    #[must_use]
    pub fn without(mut self, hidden: &BTreeSet<PersonId>) -> Self {
        if let Why::Shortage { people, among } = &mut self.why {
            people.retain(|person| !hidden.contains(person));
            among.retain(|person| !hidden.contains(person));
        }
        self
    }
}

/// Why no draft can be what is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Infeasible {
    /// A locked pair is forbidden.
    #[error("a locked pair is forbidden: {}", .rule.name())]
    Pair {
        /// The adept.
        adept: PersonId,
        /// The mentor.
        mentor: PersonId,
        /// By what.
        rule: Rule,
    },
    /// More pairs are locked than there are places.
    #[error("there are {most} places")]
    Places {
        /// How many there are.
        most: u32,
    },
}
