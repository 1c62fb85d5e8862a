//! When pairs meet at all.

use domain::{pair::rhythm::is_working_day, time::instant};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::days;

/// The first day from `wish` on which a pair may meet: a working day outside
/// July and the weeks around New Year, and none of the common days. A wish
/// inside a holiday moves by its length, so that not everyone meets on the
/// first day after it.
pub(super) fn meeting_day(wish: Date) -> Date {
    let after_holidays = match (wish.month(), wish.day()) {
        (7, _) => wish + 31.days(),
        (12, 19..) | (1, 1..=6) => wish + 19.days(),
        _ => wish,
    };
    let busy = |day: &Date| !is_working_day(*day) || days::DATES.contains(day);
    after_holidays.series(1.day()).find(|day| !busy(day)).unwrap_or(after_holidays)
}

/// When something happens on a day.
pub(super) fn moment(date: Date) -> Timestamp {
    instant(date.at(10, 20, 0, 0))
}
