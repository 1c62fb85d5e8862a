//! Working days in Sweden, and when pairs meet at all.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

use super::days;

/// Whether people are at work: no weekend, no public holiday, nor one of the
/// eves that are as good as one.
pub(super) fn is_working_day(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let fixed = matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24..=26 | 31));
    let easter = easter(day.year());
    let by_easter = [-2, 1, 39].into_iter().any(|days: i64| day == easter + days.days());
    let midsummer_eve = day.month() == 6 && (19..=25).contains(&day.day()) && day.weekday() == Weekday::Friday;
    !(weekend || fixed || by_easter || midsummer_eve)
}

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

/// Easter Sunday, by the anonymous Gregorian method of 1876.
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (golden, century, in_century) = (y % 19, y / 100, y % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    date(year, 3, 22) + (epact + weekday - 7 * late).days()
}
