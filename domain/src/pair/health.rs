//! Whether the programme is alive: rhythm, never content.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    PairId,
    status::{PairStatus, State},
};
use crate::{
    named,
    people::{PersonId, Role},
};

named! {
    /// How regularly a pair meets, measured against the rhythm it agreed on.
    pub enum Band {
        /// Met within the agreed rhythm, with half as much again for holidays.
        Regular = "regular",
        /// Later than that, but within three times the rhythm.
        Slowing = "slowing",
        /// Nothing for longer.
        Silent = "silent",
        /// Never met yet.
        NotStarted = "not_started",
    }
}

/// All that an organiser may see of a pair: whether it goes on, its rhythm as a
/// band and a count, and that one of the two asks to be contacted. Never a date
/// or a word of their meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairHealth {
    /// Its number.
    pub id: PairId,
    /// Who the adept is.
    pub adept_id: PersonId,
    /// The adept's name.
    pub adept: String,
    /// The adept's organisation.
    pub adept_organisation: String,
    /// Who the mentor is.
    pub mentor_id: PersonId,
    /// The mentor's name.
    pub mentor: String,
    /// The mentor's organisation.
    pub mentor_organisation: String,
    /// Whether it goes on.
    pub state: State,
    /// Who of the two asks to be contacted. One of the pair sees here what the
    /// organiser sees, but for what the partner has asked without sharing it.
    pub asks: Vec<Role>,
    /// How regularly they meet, while it goes on.
    pub band: Band,
    /// How many meetings they have logged.
    pub meetings: u32,
}

impl PairHealth {
    /// Whether someone has changed employer so that the two are colleagues now.
    pub fn is_within_one_organisation(&self) -> bool {
        self.state != State::Ended && self.adept_organisation == self.mentor_organisation
    }
}

/// The band of a pair that means to meet every `every_weeks` weeks and whose
/// latest meeting was on `latest`.
///
/// ```
/// use domain::pair::health::{Band, band};
/// use jiff::civil::date;
/// let met = Some(date(2026, 10, 1));
/// assert_eq!(band(4, met, date(2026, 11, 12)), Band::Regular); // six weeks
/// assert_eq!(band(4, met, date(2026, 11, 13)), Band::Slowing);
/// assert_eq!(band(4, met, date(2026, 12, 25)), Band::Silent); // over twelve weeks
/// assert_eq!(band(4, None, date(2026, 12, 25)), Band::NotStarted);
/// ```
pub fn band(every_weeks: u32, latest: Option<Date>, today: Date) -> Band {
    let Some(latest) = latest else { return Band::NotStarted };
    let days = days_between(latest, today);
    let rhythm = i64::from(every_weeks) * 7;
    if days * 2 <= rhythm * 3 {
        Band::Regular
    } else if days <= rhythm * 3 {
        Band::Slowing
    } else {
        Band::Silent
    }
}

/// The same of a pair with its status: what was before a pause or a new beginning does
/// not count against it.
pub fn band_of(status: &PairStatus, every_weeks: u32, latest: Option<Date>, today: Date) -> Band {
    band(every_weeks, latest.map(|latest| latest.max(status.counts_from(today))), today)
}

/// Whole days from one date to a later one; negative if it is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// A month and how many meetings were held in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// The first of the month.
    #[serde(with = "crate::time::wire")]
    pub first: Date,
    /// Meetings held.
    pub held: u32,
    /// Whether a meeting is agreed on in it.
    pub agreed: bool,
    /// Whether the month has not begun yet.
    pub ahead: bool,
}

/// The months of a round, from `from` to `to`, with the meetings held in each
/// and the one that is agreed on.
///
/// ```
/// use domain::pair::health::months;
/// use jiff::civil::date;
/// let held = [date(2026, 3, 6), date(2026, 3, 30), date(2026, 5, 1)];
/// let months = months(date(2026, 3, 1), date(2026, 6, 30), date(2026, 5, 2), &held, Some(date(2026, 6, 5)));
/// assert_eq!(months.iter().map(|m| m.held).collect::<Vec<_>>(), [2, 0, 1, 0]);
/// assert!(months[3].ahead && !months[2].ahead);
/// assert!(months[3].agreed && !months[2].agreed);
/// ```
pub fn months(from: Date, to: Date, today: Date, held: &[Date], agreed: Option<Date>) -> Vec<Month> {
    from.first_of_month()
        .series(1.month())
        .take_while(|first| *first <= to)
        .map(|first| Month {
            first,
            held: held.iter().fold(0, |n, date| n + u32::from(date.first_of_month() == first)),
            agreed: agreed.is_some_and(|date| date.first_of_month() == first),
            ahead: first > today,
        })
        .collect()
}
