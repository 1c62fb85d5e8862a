//! What an import is to do.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Row;
use crate::people::{Duty, EmailAddress};

/// What an organiser has imported: rows that were shown, and what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The file's name.
    pub file: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The names of organisations that are to be created.
    pub accepted: Vec<String>,
    /// Whether those who begin to take part are invited by email.
    pub invite: bool,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The rounds, by number.
    pub rounds: Vec<PlannedRound>,
    /// The names of the organisations that it creates.
    pub organisations: Vec<String>,
    /// Everyone's part, in the order of the file.
    pub parts: Vec<Part>,
    /// The pairs, in the order of their adepts.
    pub pairs: Vec<PlannedPair>,
}

impl Plan {
    /// How many people it makes known.
    pub fn new_people(&self) -> usize {
        self.parts.iter().filter(|part| !part.is_known).map(|part| part.email.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// Whether it would change anything.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.is_there) && self.pairs.iter().all(|pair| pair.is_there)
    }

    /// How many pairs it makes in the round that is open. Their two are told.
    pub fn new_pairs(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.is_open && !pair.is_there).count()
    }

    /// How many get a duty by it that they are always told of.
    pub fn new_duties(&self) -> usize {
        self.parts.iter().filter(|part| part.is_open && !part.is_there && part.duty.is_appointed()).count()
    }

    /// How many begin to take part in the round that is open: they can be invited.
    pub fn can_be_invited(&self) -> usize {
        self.parts.iter().filter(|part| part.is_open && !part.is_there && !part.duty.is_appointed()).count()
    }
}

/// A round in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRound {
    /// Its number.
    pub number: u32,
    /// The first day that anyone has; of the round that is open, its own.
    #[serde(with = "crate::time::wire")]
    pub starts_on: Date,
    /// The last.
    #[serde(with = "crate::time::wire")]
    pub ends_on: Date,
    /// Whether it is known.
    pub is_known: bool,
    /// Whether it is the one that is open.
    pub is_open: bool,
}

/// Someone's part in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// On which line of the file.
    pub line: u32,
    /// The round's number.
    pub round: u32,
    /// Whether that is the round that is open.
    pub is_open: bool,
    /// What they are in it.
    pub duty: Duty,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Their title; may be empty.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Whom they name as their partner.
    pub partner: Option<EmailAddress>,
    /// What their organisation is called.
    pub organisation: String,
    /// The first day for them.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub to: Date,
    /// Whether someone with that address is known: they are kept as they are.
    pub is_known: bool,
    /// Whether this part of theirs is known too.
    pub is_there: bool,
}

/// A pair in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPair {
    /// The round's number.
    pub round: u32,
    /// Whether that is the round that is open.
    pub is_open: bool,
    /// The adept.
    pub adept: EmailAddress,
    /// The adept's name.
    pub adept_name: String,
    /// The mentor.
    pub mentor: EmailAddress,
    /// The mentor's name.
    pub mentor_name: String,
    /// The first day that both were there.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// The last.
    #[serde(with = "crate::time::wire")]
    pub until: Date,
    /// Whether it is known already.
    pub is_there: bool,
}
