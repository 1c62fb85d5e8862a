//! What can go wrong in a store. Engines turn their own errors into these;
//! nothing of a database's own words goes further than the server's log.

use domain::{
    Refusal, application, day,
    input::FieldError,
    mail::budget::OverBudget,
    matching,
    meeting::{MeetingId, proposal},
    people, round,
};

/// The outcome of a store method.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not take place. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not the caller's to know.
    #[error("not found")]
    NotFound,
    /// What the rules do not take.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// An answer to what is no longer there to be answered.
    #[error("no longer there")]
    Gone,
    /// Someone else saved in between; the caller's version is old.
    #[error("changed in the meantime")]
    Conflict,
    /// The partner has logged a meeting of that day, which may be the same: this one.
    #[error("logged already: {0}")]
    LoggedAlready(MeetingId),
    /// The caller has saved this very form already, with other words: as this meeting.
    #[error("saved already: {0}")]
    SavedAlready(MeetingId),
    /// The caller's pair has ended: its two read on, and write no more.
    #[error("the pair has ended")]
    PairEnded,
    /// What was typed is not right, and only the store could tell.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// Too many tries in a short time.
    #[error("too many attempts")]
    TooMany,
    /// It sends an email that would be one too many.
    #[error("over the budget for emails: {0}")]
    OverBudget(#[from] OverBudget),
    /// Rolled back so that another could commit, as happens when two write the same:
    /// doing it once more helps.
    #[error("others were faster")]
    Retryable(#[source] Source),
    /// The database cannot be reached, is locked or full: try again.
    #[error("database unavailable")]
    Unavailable(#[source] Source),
    /// A sealed text does not open: wrong key, or someone changed the row.
    #[error("sealed text does not open")]
    Sealed,
    /// The database holds something that it should not, or refuses what it
    /// should take: a fault of ours.
    #[error("database inconsistent: {0}")]
    Inconsistent(String, #[source] Option<Source>),
}

/// The engine's own error, for the log.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// What a database's error means. Codes that are not listed are faults of ours.
///
/// SQLite's codes are numbers (<https://sqlite.org/rescode.html>), whose lowest
/// eight bits say what and the others in which way. PostgreSQL's are five
/// characters, the first two of which name the class
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let Some(database) = error.as_database_error() else {
            return match error {
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => Self::Unavailable(error.into()),
                error => Self::Inconsistent("a query failed".to_owned(), Some(error.into())),
            };
        };
        if database.is_unique_violation() {
            return Self::Conflict;
        }
        match class_of(&database.code().unwrap_or_default()) {
            Class::Retryable => Self::Retryable(error.into()),
            Class::Unavailable => Self::Unavailable(error.into()),
            Class::Fault => Self::Inconsistent("a query failed".to_owned(), Some(error.into())),
        }
    }
}

/// What can be done about a database's error.
#[derive(Debug, PartialEq, Eq)]
enum Class {
    Retryable,
    Unavailable,
    Fault,
}

fn class_of(code: &str) -> Class {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const READONLY: u32 = 8;
    const IOERR: u32 = 10;
    const FULL: u32 = 13;
    const CANTOPEN: u32 = 14;
    if code.len() < 5 {
        return match code.parse::<u32>().map(|code| code & 0xff) {
            Ok(BUSY | LOCKED | READONLY | IOERR | FULL | CANTOPEN) => Class::Unavailable,
            _ => Class::Fault,
        };
    }
    match code.get(..2).unwrap_or_default() {
        // Deadlock, or not serialisable.
        "40" => Class::Retryable,
        // Connection lost; read-only; out of resources; lock not available;
        // shut down; disk trouble.
        "08" | "25" | "53" | "55" | "57" | "58" => Class::Unavailable,
        _ => Class::Fault,
    }
}

/// Lets each feature's own refusals be returned by `?`.
macro_rules! refusals {
    ($($refusal:ty),* $(,)?) => {$(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )*};
}

refusals!(
    day::Refusal,
    day::evaluation::Refusal,
    round::call::Refusal,
    round::closing::Refusal,
    round::start::Refusal,
    application::Refusal,
    matching::Infeasible,
    people::Refusal,
);

impl From<proposal::Gone> for Error {
    fn from(_: proposal::Gone) -> Self {
        Self::Gone
    }
}

impl Error {
    /// A row that does not make sense: which table, and what about it.
    pub fn bad_row(table: &'static str, what: impl std::fmt::Display) -> Self {
        Self::Inconsistent(format!("{table}: {what}"), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_have_their_class() {
        for (code, class) in [
            ("5", Class::Unavailable),
            ("517", Class::Unavailable),
            ("13", Class::Unavailable),
            ("8714", Class::Unavailable),
            ("1", Class::Fault),
            ("", Class::Fault),
            ("40001", Class::Retryable),
            ("40P01", Class::Retryable),
            ("57P01", Class::Unavailable),
            ("42601", Class::Fault),
        ] {
            assert_eq!(class_of(code), class, "{code}");
        }
    }
}
