//! One run of the programme. Everything is scoped by round.

pub mod call;
pub mod certificate;
pub mod closing;
pub mod focus;
pub mod lineage;
pub mod next;
#[cfg(feature = "markup")]
pub mod public_page;
pub mod report;
pub mod retention;
pub mod start;
pub mod today;

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

impl Round {
    /// Its years: "2026–2027".
    ///
    /// ```
    /// use domain::round::{Round, RoundId};
    /// use jiff::civil::date;
    /// let ends = |ends_on| Round { id: RoundId(1), number: 15, starts_on: date(2026, 2, 1), ends_on, max_pairs: 25 };
    /// assert_eq!(ends(date(2027, 4, 30)).years(), "2026–2027");
    /// assert_eq!(ends(date(2026, 12, 31)).years(), "2026");
    /// ```
    pub fn years(&self) -> String {
        let (first, last) = (self.starts_on.year(), self.ends_on.year());
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    }

    /// Whether it has begun and is not over on a day.
    pub fn runs(&self, today: Date) -> bool {
        (self.starts_on..=self.ends_on).contains(&today)
    }
}
