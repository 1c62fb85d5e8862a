//! Dates and hours as people read them: "fredag 16 oktober 2026",
//! "09.00–15.00" (in English "09:00–15:00"), always Swedish wall time.

use domain::{people::Lang, time::local};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time, Weekday},
};

use super::texts;

texts! {
    /// Names of days and months.
    pub struct Dates {
        weekdays: [&'static str; 7] =
            ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        months: [&'static str; 12] =
            ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        months_short: [&'static str; 12] =
            ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        week: fn(i8) -> String = |n| format!("vecka {n}"), |n| format!("week {n}");
        /// Between hours and minutes.
        of_hour = ".", ":";
        minutes: fn(u32) -> String = |n| format!("{n} minuter"), |n| format!("{n} minutes");
        at: fn(&str, &str) -> String = |date, time| format!("{date} kl. {time}"), |date, time| format!("{date} at {time}");
    }
}

fn dates(lang: Lang) -> &'static Dates {
    &super::Catalogue::of(lang).date
}

fn nth<const N: usize>(names: &[&'static str; N], number: i8) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|n| names.get(n)).copied().unwrap_or_default()
}

/// The name of a month.
pub fn month(lang: Lang, date: Date) -> &'static str {
    nth(&dates(lang).months, date.month())
}

/// The short name of a month.
pub fn month_short(lang: Lang, date: Date) -> &'static str {
    nth(&dates(lang).months_short, date.month())
}

/// The name of a weekday.
pub fn weekday(lang: Lang, weekday: Weekday) -> &'static str {
    nth(&dates(lang).weekdays, weekday.to_monday_one_offset())
}

/// A date in full: "fredag 16 oktober 2026".
///
/// ```
/// use app::text::date::full;
/// use domain::people::Lang;
/// let day = jiff::civil::date(2026, 10, 16);
/// assert_eq!(full(Lang::Sv, day), "fredag 16 oktober 2026");
/// assert_eq!(full(Lang::En, day), "Friday 16 October 2026");
/// ```
pub fn full(lang: Lang, date: Date) -> String {
    format!("{} {}", weekday(lang, date.weekday()), without_weekday(lang, date))
}

/// A date without its weekday: "16 oktober 2026".
pub fn without_weekday(lang: Lang, date: Date) -> String {
    format!("{} {} {}", date.day(), month(lang, date), date.year())
}

/// A date where the year is clear: "16 okt".
pub fn short(lang: Lang, date: Date) -> String {
    format!("{} {}", date.day(), month_short(lang, date))
}

/// A time of day: "09.00", in English "09:00".
///
/// ```
/// use app::text::date::time;
/// use domain::people::Lang;
/// let at = jiff::civil::time(9, 16, 0, 0);
/// assert_eq!((time(Lang::Sv, at).as_str(), time(Lang::En, at).as_str()), ("09.16", "09:16"));
/// ```
pub fn time(lang: Lang, time: Time) -> String {
    let between = dates(lang).of_hour;
    format!("{:02}{between}{:02}", time.hour(), time.minute())
}

/// From when to when: "09.00–15.00". The word joiners keep it on one line.
///
/// ```
/// # use app::text::date::hours;
/// # use domain::people::Lang;
/// let (from, to) = ("2026-03-06T08:00Z".parse()?, "2026-03-06T12:00Z".parse()?);
/// assert_eq!(hours(Lang::Sv, from, to), "09.00\u{2060}–\u{2060}13.00");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn hours(lang: Lang, from: Timestamp, to: Timestamp) -> String {
    let time = |at| time(lang, local(at).time());
    format!("{}\u{2060}–\u{2060}{}", time(from), time(to))
}

/// A moment: "16 oktober 2026 kl. 09.00".
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let at = local(at);
    (dates(lang).at)(&without_weekday(lang, at.date()), &time(lang, at.time()))
}

/// The ISO week of a date: "vecka 15".
pub fn week(lang: Lang, date: Date) -> String {
    (dates(lang).week)(date.iso_week_date().week())
}

/// A date as machines write it: "2026-10-16".
///
/// ```
/// assert_eq!(app::text::date::iso(jiff::civil::date(2027, 4, 9)), "2027-04-09");
/// ```
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// A wall-clock time as machines write it: "2026-10-16T09:00".
pub fn iso_time(at: DateTime) -> String {
    format!("{}T{:02}:{:02}", iso(at.date()), at.hour(), at.minute())
}
