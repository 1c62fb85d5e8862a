//! What can go wrong in a store. Engines turn their own errors into these;
//! nothing of a database's own words goes further than the server's log.

use domain::{day::Refusal, input::FieldError, meeting::MeetingId};

use crate::keyfile::KeyError;

/// The outcome of a store method.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not take place. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not the caller's to know.
    #[error("not found")]
    NotFound,
    /// An answer that the rules do not take.
    #[error("answer refused: {0}")]
    Refused(#[from] Refusal),
    /// Someone else saved in between; the caller's version is old.
    #[error("changed in the meantime")]
    Conflict,
    /// The mate has logged a meeting of that day, which may be the same: this one.
    #[error("logged already: {0}")]
    LoggedAlready(MeetingId),
    /// What was typed is not right, and only the store could tell.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// Too many tries in a short time.
    #[error("too many attempts")]
    TooMany,
    /// Rolled back for another's sake, as happens when two write the same:
    /// doing it once more helps.
    #[error("others were faster")]
    Again(#[source] Source),
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

impl Error {
    /// A row that does not make sense: which table, and what about it.
    pub fn bad_row(table: &'static str, what: impl std::fmt::Display) -> Self {
        Self::Inconsistent(format!("{table}: {what}"), None)
    }
}

/// Why the store cannot be opened at start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The installation's key is missing, wrong or unsafe.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The address is not one of a database that this engine serves.
    #[error("not a database address: {0}")]
    Address(String),
    /// The schema is from a version of ior that came after this one.
    #[error("this database was brought up to date by a newer version of ior: use that one or a newer one")]
    Newer,
    /// A migration would leave rows that refer to others which are gone. It
    /// was undone.
    #[error("bringing the database up to date would break references in the table {0}; nothing was changed")]
    Dangling(String),
    /// The database cannot be opened or brought up to date.
    #[error("the database cannot be opened: {0}")]
    Database(#[source] Source),
}
