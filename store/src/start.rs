//! What can go wrong when a store is opened.

use crate::{error::Source, keyfile::KeyError};

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
    /// The database's server does not answer, or not yet.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] Source),
    /// The database cannot be opened or brought up to date.
    #[error("the database cannot be opened: {0}")]
    Database(#[source] Source),
}
