//! How long what is known of a day is kept after it, and a draft after it was typed.

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::time::{instant, local, today};

/// How many days after a day what people need at it is deleted: it is health data.
pub const NEEDS_DAYS: i32 = 14;
/// How many days after a day the names of those who are not in the round are
/// deleted: time enough for thanks and invoices.
pub const VISITORS_DAYS: i32 = 90;
/// After how many days a draft is deleted that nobody has gone on with.
pub const DRAFT_DAYS: i32 = 90;

/// The date on which something is deleted, of a day that ends then.
///
/// ```
/// use domain::round::retention::{NEEDS_DAYS, deleted_on};
/// use jiff::civil::date;
/// assert_eq!(deleted_on("2026-10-16T13:00Z".parse()?, NEEDS_DAYS), date(2026, 10, 30));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn deleted_on(ends: Timestamp, days: i32) -> Date {
    today(ends).saturating_add(days.days())
}

/// What belongs to days that ended before this is deleted by `now`.
///
/// ```
/// use domain::round::retention::{NEEDS_DAYS, cutoff};
/// // Summer time ends within the two weeks: what counts is the date in Sweden.
/// let ends: jiff::Timestamp = "2026-10-16T13:00Z".parse()?;
/// assert!(ends >= cutoff("2026-10-29T22:59Z".parse()?, NEEDS_DAYS));
/// assert!(ends < cutoff("2026-10-29T23:00Z".parse()?, NEEDS_DAYS));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn cutoff(now: Timestamp, days: i32) -> Timestamp {
    let last_kept = local(now).date().saturating_sub((days - 1).days());
    instant(last_kept.at(0, 0, 0, 0))
}
