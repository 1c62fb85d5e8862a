//! Swedish wall time. Instants are stored and sent as [`Timestamp`]; people
//! read them in Europe/Stockholm, wherever their device is.

use jiff::{Timestamp, civil, tz::TimeZone};

/// The programme's time zone, compiled in: the browser knows no other.
pub fn stockholm() -> TimeZone {
    static STOCKHOLM: TimeZone = jiff::tz::get!("Europe/Stockholm");
    STOCKHOLM.clone()
}

/// The wall-clock time of an instant.
///
/// ```
/// use domain::time::local;
/// // The kick-off is in winter time, the other three days in summer time.
/// assert_eq!(local("2026-03-06T08:00Z".parse()?).to_string(), "2026-03-06T09:00:00");
/// assert_eq!(local("2026-05-22T07:00Z".parse()?).to_string(), "2026-05-22T09:00:00");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn local(instant: Timestamp) -> civil::DateTime {
    instant.to_zoned(stockholm()).datetime()
}

/// The calendar day of an instant.
pub fn today(now: Timestamp) -> civil::Date {
    local(now).date()
}

/// The instant of a wall-clock time. In the hour that autumn repeats, the
/// first; in the hour that spring skips, the same distance later.
///
/// ```
/// use domain::time::{instant, local};
/// let nine = jiff::civil::date(2027, 4, 9).at(9, 0, 0, 0);
/// assert_eq!(local(instant(nine)), nine);
/// ```
pub fn instant(wall: civil::DateTime) -> Timestamp {
    stockholm().to_ambiguous_timestamp(wall).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}
