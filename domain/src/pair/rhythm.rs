//! Keeping a rhythm: when to meet next, and when it has slipped.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, Weekday, date},
};

use super::status::{PairStatus, State};

/// When a pair meets that has never settled a time of day.
pub const USUAL_TIME: Time = Time::constant(9, 0, 0, 0);

/// How many days a suggestion leaves to answer it.
const NOTICE: i64 = 3;

/// When to meet next: a whole rhythm after the last meeting, on the same
/// weekday, as soon as that is a working day which is not `busy`. Someone who
/// has not met yet is asked to within a week or so.
///
/// ```
/// use domain::pair::rhythm::suggest;
/// use jiff::civil::date;
/// let friday = Some(date(2026, 11, 20));
/// let today = date(2026, 11, 22);
/// assert_eq!(suggest(4, friday, today, &[]), date(2026, 12, 18));
/// // A common day, and then Christmas Day and New Year's: on to the eighth.
/// assert_eq!(suggest(4, friday, today, &[date(2026, 12, 18)]), date(2027, 1, 8));
/// // Long ago: the next Friday that leaves some time to answer.
/// assert_eq!(suggest(4, Some(date(2026, 8, 14)), today, &[]), date(2026, 11, 27));
/// // Never met, or last on a Saturday: a working day.
/// assert_eq!(suggest(4, None, today, &[]), date(2026, 11, 30));
/// assert_eq!(suggest(4, Some(date(2026, 11, 21)), today, &[]), date(2026, 12, 21));
/// ```
pub fn suggest(every_weeks: u32, last: Option<Date>, today: Date, busy: &[Date]) -> Date {
    let wish = last.map_or(today + 7.days(), |last| last + i64::from(every_weeks).weeks());
    let working = wish.series(1.day()).find(|day| !is_weekend(*day)).unwrap_or(wish);
    let free = |day: &Date| *day >= today + NOTICE.days() && is_working_day(*day) && !busy.contains(day);
    working.series(1.week()).find(free).unwrap_or(working)
}

/// Whether a pair has let its rhythm slip: nothing lies `ahead`, and the last
/// meeting, or what its status counts from, is more than a rhythm ago. The date
/// from which that holds; a later one after each further rhythm. A pause slips
/// nothing, and neither does what has ended.
///
/// ```
/// use domain::pair::{rhythm::slip, status::{PairStatus, State}};
/// use jiff::civil::date;
/// let status = PairStatus { decided: State::Active, since: date(2026, 3, 6), paused_until: None,
///     round_ends: date(2027, 4, 9), extended_to: None };
/// let last = Some(date(2026, 10, 1));
/// let on = |month, day, ahead| slip(&status, 4, last, ahead, date(2026, month, day));
/// assert_eq!(on(10, 29, None), None); // to the day
/// assert_eq!(on(10, 30, None), Some(date(2026, 10, 30)));
/// assert_eq!(on(11, 26, None), Some(date(2026, 10, 30)));
/// assert_eq!(on(11, 27, None), Some(date(2026, 11, 27)));
/// assert_eq!(on(11, 27, Some(date(2026, 11, 30))), None);
/// assert_eq!(on(11, 27, Some(date(2026, 11, 26))), Some(date(2026, 11, 27)));
/// let paused = PairStatus { decided: State::Paused, ..status };
/// assert_eq!(slip(&paused, 4, last, None, date(2026, 11, 27)), None);
/// // They have never met: counted from the day on which they became a pair.
/// assert_eq!(slip(&status, 4, None, None, date(2026, 4, 4)), Some(date(2026, 4, 4)));
/// ```
pub fn slip(
    status: &PairStatus,
    every_weeks: u32,
    last: Option<Date>,
    ahead: Option<Date>,
    today: Date,
) -> Option<Date> {
    let counts = status.state(today) == State::Active && ahead.is_none_or(|ahead| ahead < today);
    let from = status.counts_from(today);
    let last = last.map_or(from, |last| last.max(from));
    let late = (last + 1.day()).series(i64::from(every_weeks).weeks()).skip(1);
    late.take_while(|late| *late <= today).last().filter(|_| counts)
}

/// Whether people are at work at this hour, and an email is no intrusion.
///
/// ```
/// use domain::pair::rhythm::at_work;
/// use jiff::civil::date;
/// let friday = date(2026, 11, 20);
/// assert!(at_work(friday.at(8, 0, 0, 0)) && !at_work(friday.at(7, 59, 0, 0)) && !at_work(friday.at(17, 0, 0, 0)));
/// assert!(!at_work(date(2026, 11, 21).at(10, 0, 0, 0)));
/// ```
pub fn at_work(now: DateTime) -> bool {
    is_working_day(now.date()) && (8..17).contains(&now.hour())
}

/// Whether people are at work: no weekend, no public holiday, nor one of the
/// eves that are as good as one.
///
/// ```
/// use domain::pair::rhythm::is_working_day;
/// use jiff::civil::date;
/// let off = [(2026, 4, 3), (2026, 4, 6), (2026, 5, 14), (2026, 6, 19), (2026, 12, 24), (2027, 1, 6), (2026, 11, 22)];
/// assert!(off.into_iter().all(|(year, month, day)| !is_working_day(date(year, month, day))));
/// assert!(is_working_day(date(2026, 4, 7)) && is_working_day(date(2026, 12, 23)));
/// ```
pub fn is_working_day(day: Date) -> bool {
    let fixed = matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24..=26 | 31));
    let easter = easter(day.year());
    let by_easter = [-2, 1, 39].into_iter().any(|days: i64| day == easter + days.days());
    let midsummer_eve = day.month() == 6 && (19..=25).contains(&day.day()) && day.weekday() == Weekday::Friday;
    !(is_weekend(day) || fixed || by_easter || midsummer_eve)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
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
