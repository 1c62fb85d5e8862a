//! A certificate of having taken part in a round.

use jiff::civil::Date;

use super::Round;
use crate::people::Role;

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The participant's name.
    pub name: String,
    /// As what they took part.
    pub role: Role,
    /// Where they work.
    pub organisation: String,
    /// The round.
    pub round: Round,
    /// Since when they took part.
    pub since: Date,
    /// At how many common days they were checked in.
    pub days: u32,
    /// What the network is called, and the organisation that holds it together; nothing
    /// where nobody has said it.
    pub issuer: Option<(String, String)>,
    /// The day it is issued on: when the round was closed; today while it can be.
    pub issued_on: Date,
}

impl Certificate {
    /// The first day and the last: of the round, or from when they joined it.
    ///
    /// ```
    /// # use domain::{people::Role, round::{Round, RoundId, certificate::Certificate}};
    /// # use jiff::civil::date;
    /// # let round = Round { id: RoundId(1), number: 15, starts_on: date(2026, 2, 1), ends_on: date(2027, 4, 30), max_pairs: 25 };
    /// let joined = |since| Certificate { name: "Ada".into(), role: Role::Adept, organisation: "Alfa".into(), round: round.clone(),
    ///     since, days: 3, issuer: None, issued_on: date(2027, 5, 3) };
    /// assert_eq!(joined(date(2025, 12, 20)).period(), (date(2026, 2, 1), date(2027, 4, 30)));
    /// assert_eq!(joined(date(2026, 9, 1)).period(), (date(2026, 9, 1), date(2027, 4, 30)));
    /// ```
    pub fn period(&self) -> (Date, Date) {
        (self.since.clamp(self.round.starts_on, self.round.ends_on), self.round.ends_on)
    }
}
