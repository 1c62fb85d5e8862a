//! What becomes of a sealed value when it is to be opened, in the one place where
//! that is decided. A value that does not open is logged here, and shown as what
//! it is: it never takes the list down in which it stands.

use std::fmt::Debug;

use domain::lost::Lost;

use crate::{Error, Result};

/// A sealed value that was to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened<T = String> {
    /// It opened.
    Text(T),
    /// There is no key to it any more: it was erased with its key.
    Erased,
    /// It is damaged, or another key has sealed it.
    Unreadable,
}

impl<T> Opened<T> {
    /// What came of opening a value; `place` says where it belongs, and nothing of
    /// what it says.
    pub(super) fn of(outcome: Result<T>, place: &dyn Debug) -> Self {
        outcome.map_or_else(
            |_| {
                tracing::error!(?place, "a sealed value does not open");
                Self::Unreadable
            },
            Self::Text,
        )
    }

    /// The value, if it opened.
    pub fn text(self) -> Option<T> {
        match self {
            Self::Text(text) => Some(text),
            Self::Erased | Self::Unreadable => None,
        }
    }

    /// The value, where nothing can be done without it.
    ///
    /// # Errors
    /// [`Error::Sealed`].
    pub fn required(self) -> Result<T> {
        self.text().ok_or(Error::Sealed)
    }

    /// The value, or why there is none.
    ///
    /// # Errors
    /// [`Lost`].
    pub fn or_lost(self) -> Result<T, Lost> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Erased => Err(Lost::Erased),
            Self::Unreadable => Err(Lost::Unreadable),
        }
    }

    /// The value made into another.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Opened<U> {
        match self {
            Self::Text(text) => Opened::Text(make(text)),
            Self::Erased => Opened::Erased,
            Self::Unreadable => Opened::Unreadable,
        }
    }
}

impl Opened {
    /// The text as it is shown: in place of one that does not open stands a
    /// [mark](Lost::mark), for which pages have words.
    pub fn shown(self) -> String {
        self.or_lost().unwrap_or_else(|lost| lost.mark().to_owned())
    }
}
