//! How values are written in rows, the same for both engines: instants as
//! milliseconds since 1970 in UTC, dates and times of day as ISO text, enums by
//! their stable names. What cannot be read back is a fault of the database
//! ([`Error::bad_row`], which names the table).

use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use crate::{Error, Result};

/// An instant, from its column.
///
/// # Errors
/// A number beyond jiff's calendar.
pub fn timestamp(table: &'static str, millis: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(millis).map_err(|error| Error::bad_row(table, error))
}

/// A date, from its column.
///
/// # Errors
/// Text that is no date.
pub fn date(table: &'static str, text: &str) -> Result<Date> {
    text.parse().map_err(|error: jiff::Error| Error::bad_row(table, error))
}

/// A time of day, from its column.
///
/// # Errors
/// Text that is no time.
pub fn time(table: &'static str, text: &str) -> Result<Time> {
    text.parse().map_err(|error: jiff::Error| Error::bad_row(table, error))
}

/// An enum's variant, from its column.
///
/// # Errors
/// A name that the enum does not have.
pub fn named<T>(table: &'static str, name: &str, find: fn(&str) -> Option<T>) -> Result<T> {
    find(name).ok_or_else(|| Error::bad_row(table, format_args!("no such name as {name}")))
}

/// A count, from its column.
///
/// # Errors
/// A number below zero or beyond 32 bits.
pub fn count(table: &'static str, number: i64) -> Result<u32> {
    number.try_into().map_err(|error| Error::bad_row(table, error))
}
