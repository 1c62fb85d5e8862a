//! One run of the programme. Everything is scoped by round.

pub mod call;
pub mod retention;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id;

id! {
    /// A round of the programme.
    RoundId,
}

/// A round's facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its number in the store.
    pub id: RoundId,
    /// Its number in the programme's own count: 15 is the first one here.
    pub number: u32,
    /// The first day that counts as part of it.
    #[serde(with = "crate::time::wire")]
    pub starts_on: Date,
    /// The last day of its official part. Pairs may go on.
    #[serde(with = "crate::time::wire")]
    pub ends_on: Date,
    /// The most pairs it takes ("programme description, Förutsättningar").
    pub max_pairs: u32,
}
