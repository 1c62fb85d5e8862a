//! Swedish wall time. Instants are stored and sent as [`Timestamp`]; people
//! read them in Europe/Stockholm, wherever their device is.

use jiff::{Timestamp, civil, tz::TimeZone};

/// Times on the wire are numbers: a browser would otherwise download a parser
/// for every way to write a date. A number that is no time becomes the epoch.
pub mod wire {
    use jiff::{
        Timestamp,
        civil::{Date, DateTime},
    };
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// A time that can be sent as a number.
    pub trait Wire: Sized {
        /// The number.
        fn number(&self) -> i64;
        /// The time of a number.
        fn time(number: i64) -> Self;
    }

    impl Wire for Timestamp {
        fn number(&self) -> i64 {
            self.as_millisecond()
        }
        fn time(number: i64) -> Self {
            Self::from_millisecond(number).unwrap_or_default()
        }
    }

    impl Wire for Date {
        fn number(&self) -> i64 {
            i64::from(self.year()) * 10_000 + i64::from(self.month()) * 100 + i64::from(self.day())
        }
        fn time(number: i64) -> Self {
            let part = |n: i64| i8::try_from(n % 100).unwrap_or_default();
            let year = i16::try_from(number / 10_000).unwrap_or_default();
            Self::new(year, part(number / 100), part(number)).unwrap_or_default()
        }
    }

    impl Wire for DateTime {
        fn number(&self) -> i64 {
            self.date().number() * 10_000 + i64::from(self.hour()) * 100 + i64::from(self.minute())
        }
        fn time(number: i64) -> Self {
            let part = |n: i64| i8::try_from(n % 100).unwrap_or_default();
            let date = Date::time(number / 10_000);
            Self::new(date.year(), date.month(), date.day(), part(number / 100), part(number), 0, 0).unwrap_or_default()
        }
    }

    /// Writes a time.
    ///
    /// # Errors
    /// The serialiser's own.
    pub fn serialize<T: Wire, S: Serializer>(time: &T, to: S) -> Result<S::Ok, S::Error> {
        time.number().serialize(to)
    }

    /// Reads a time.
    ///
    /// # Errors
    /// If it is not a number.
    pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        i64::deserialize(from).map(T::time)
    }

    /// The same for several times.
    pub mod list {
        use super::{Deserialize, Deserializer, Serializer, Wire};

        /// Writes times.
        ///
        /// # Errors
        /// The serialiser's own.
        pub fn serialize<T: Wire, S: Serializer>(times: &[T], to: S) -> Result<S::Ok, S::Error> {
            to.collect_seq(times.iter().map(Wire::number))
        }

        /// Reads times.
        ///
        /// # Errors
        /// If they are not numbers.
        pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
            Ok(Vec::<i64>::deserialize(from)?.into_iter().map(T::time).collect())
        }
    }

    /// The same for a time that may be missing.
    pub mod option {
        use super::{Deserialize, Deserializer, Serialize, Serializer, Wire};

        /// Writes a time, or nothing.
        ///
        /// # Errors
        /// The serialiser's own.
        pub fn serialize<T: Wire, S: Serializer>(time: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
            time.as_ref().map(Wire::number).serialize(to)
        }

        /// Reads a time, or nothing.
        ///
        /// # Errors
        /// If it is neither a number nor nothing.
        pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
            Ok(Option::<i64>::deserialize(from)?.map(T::time))
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::wire::Wire;

    proptest::proptest! {
        #[test]
        fn times_survive_the_wire(year in 1i16..9999, month in 1i8..=12, day in 1i8..=28, hour in 0i8..24, minute in 0i8..60) {
            let time = jiff::civil::datetime(year, month, day, hour, minute, 0, 0);
            proptest::prop_assert_eq!(<jiff::civil::DateTime as Wire>::time(time.number()), time);
            proptest::prop_assert_eq!(<jiff::civil::Date as Wire>::time(time.date().number()), time.date());
        }

        #[test]
        fn no_number_is_too_wild(number: i64) {
            let _ = (jiff::Timestamp::time(number), jiff::civil::Date::time(number), <jiff::civil::DateTime as Wire>::time(number));
        }
    }
}
