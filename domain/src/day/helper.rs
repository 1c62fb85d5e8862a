//! Who helps at the door: someone whom an organiser has named for one day, to check people
//! in there and do nothing else.

use jiff::{Timestamp, ToSpan};

use super::{Day, Hours, State, check_in::kept_until};
use crate::{
    people::{Organisation, PersonId},
    time::{instant, today},
};

/// How many of those who are searched for are shown; who has more looks for more of a name.
pub const SHOWN: usize = 20;

/// From when to when whoever helps at a day with these hours is let through to its door:
/// from noon on the date before it, so that it can be tried in peace, to the end of the
/// date on which it ends, in Sweden.
///
/// ```
/// use domain::day::{Hours, helper::open_hours};
/// let day = Hours { starts: "2026-10-16T07:00Z".parse()?, ends: "2026-10-16T13:00Z".parse()? };
/// let open = open_hours(day);
/// assert_eq!((open.starts, open.ends), ("2026-10-15T10:00Z".parse()?, "2026-10-16T22:00Z".parse()?));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn open_hours(day: Hours) -> Hours {
    let eve = today(day.starts).saturating_sub(1.day());
    Hours { starts: instant(eve.at(12, 0, 0, 0)), ends: kept_until(day.ends) }
}

/// Whether whoever helps at a day with these hours is let through to its door now.
pub fn is_open(day: Hours, now: Timestamp) -> bool {
    let Hours { starts, ends } = open_hours(day);
    starts <= now && now < ends
}

/// From when to when a day takes place; nothing of what is cancelled counts, and a day
/// that does not take place has no hours.
pub fn held_hours(day: &Day) -> Option<Hours> {
    let held = || day.segments.iter().filter(|segment| day.state_of(segment) == State::Published);
    let (starts, ends) = (held().map(|segment| segment.starts).min()?, held().map(|segment| segment.ends).max()?);
    Some(Hours { starts, ends })
}

/// Whether someone can be named to help at a day: it is published, and its date is not over.
pub fn can_be_named_for(day: &Day, now: Timestamp) -> bool {
    held_hours(day).is_some_and(|hours| now < open_hours(hours).ends)
}

/// Someone who helps at a day's door, as organisers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The name of their organisation.
    pub organisation: String,
    /// The name of the organiser who has named them.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Someone whom an organiser can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The name of their organisation.
    pub organisation: String,
    /// Their address: of several who are called the same, it tells which.
    pub email: String,
}

/// The page on which organisers name who helps at a day's door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpersPage {
    /// The day.
    pub day: Day,
    /// Who helps, in the order in which they were named.
    pub helpers: Vec<Helper>,
    /// Those who were searched for, by name: at most [`SHOWN`].
    pub found: Vec<Candidate>,
    /// Whether there are more of them.
    pub more: bool,
    /// Where someone new can work.
    pub organisations: Vec<Organisation>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::local;

    /// A day of some hours within some date, in all the nights of two years.
    fn day() -> impl Strategy<Value = Hours> {
        (0_i64..730, 0_i64..1380, 1_i64..600).prop_map(|(date, from, minutes)| {
            let first: Timestamp = "2026-01-01T00:00Z".parse().unwrap();
            let starts = first + (date * 24 * 60 + from).minutes();
            Hours { starts, ends: starts + minutes.minutes() }
        })
    }

    proptest! {
        /// Throughout the day itself, on the date before from noon, and at no other time.
        #[test]
        fn the_door_is_open_from_noon_before(day in day(), minutes in -5000_i64..5000) {
            let now = day.starts + minutes.minutes();
            let (begins, ends, here) = (local(day.starts).date(), local(day.ends).date(), local(now));
            let eve = begins.yesterday().unwrap();
            let expected = (begins..=ends).contains(&here.date()) || (here.date() == eve && here.hour() >= 12);
            prop_assert_eq!(is_open(day, now), expected);
            prop_assert!(is_open(day, day.starts) && is_open(day, day.ends));
        }
    }
}
