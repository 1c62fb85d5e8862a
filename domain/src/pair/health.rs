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

named! {
    /// Where pairs stand, as organisers tell them apart: the worst first.
    pub enum Group {
        /// They have not met for long.
        Silent = "tysta",
        /// They have never met.
        NotStarted = "ej-borjat",
        /// They meet later than they meant to.
        Slowing = "glesnar",
        /// They meet as they meant to.
        Regular = "regelbundna",
        /// They pause.
        Paused = "pausade",
        /// Their time is over, or they have ended before it.
        Over = "slut",
    }
}

impl PairHealth {
    /// Where it stands.
    pub const fn group(&self) -> Group {
        match (self.state, self.band) {
            (State::Ended | State::Completed, _) => Group::Over,
            (State::Paused, _) => Group::Paused,
            (State::Active, Band::Silent) => Group::Silent,
            (State::Active, Band::NotStarted) => Group::NotStarted,
            (State::Active, Band::Slowing) => Group::Slowing,
            (State::Active, Band::Regular) => Group::Regular,
        }
    }
}

/// Which pairs a page shows, and in which order: in its address, so that a view can be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Those that stand there only.
    pub group: Option<Group>,
    /// By the adept's name, and not the worst first.
    pub by_name: bool,
}

impl Shown {
    /// Reads it from an address's query. What it asks for and does not exist is left out.
    ///
    /// ```
    /// use domain::pair::health::{Group, Shown};
    /// let shown = Shown::from_query("?par=tysta&ordning=namn");
    /// assert_eq!((shown.group, shown.by_name), (Some(Group::Silent), true));
    /// assert_eq!(shown.query(), "?par=tysta&ordning=namn");
    /// assert_eq!(Shown::from_query("?par=x").query(), "");
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut shown = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match &*name {
                "par" => shown.group = Group::from_name(&value),
                "ordning" => shown.by_name = value == "namn",
                _ => {}
            }
        }
        shown
    }

    /// What it adds to an address; nothing if it shows all, the worst first.
    pub fn query(self) -> String {
        let group = self.group.map(|group| format!("par={}", group.name()));
        let order = self.by_name.then(|| "ordning=namn".to_owned());
        let fields: Vec<_> = group.into_iter().chain(order).collect();
        if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) }
    }

    /// Keeps the pairs that it shows, which come by name, and puts them in order: who asks
    /// to be contacted comes first.
    pub fn keep(self, pairs: &mut Vec<PairHealth>) {
        pairs.retain(|pair| self.group.is_none_or(|group| group == pair.group()));
        if !self.by_name {
            pairs.sort_by_key(|pair| (pair.asks.is_empty(), pair.group()));
        }
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
