//! Texts that were sealed and do not open any more: what stands in their place.
//!
//! Where a text is expected, its place is taken by a mark of one character. Nobody
//! can type one, since [`clean_text`](crate::input::clean_text) takes both for
//! invisible. Pages put words in its place; whatever does not know of it shows a
//! placeholder, and no wrong text.

use serde::{Deserialize, Serialize};

/// Why a text does not open any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lost {
    /// Its key was deleted, and it was erased by that.
    Erased,
    /// It is damaged, or was sealed by another key.
    Unreadable,
}

impl Lost {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Erased, Self::Unreadable];

    /// What stands in its place.
    ///
    /// ```
    /// use domain::{input::clean_text, lost::Lost};
    /// for lost in Lost::ALL {
    ///     assert_eq!(Lost::of(lost.mark()), Some(lost));
    ///     assert_eq!(clean_text(lost.mark()), "", "nobody types one");
    /// }
    /// assert_eq!(Lost::of("raderat"), None);
    /// ```
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Erased => "\u{fff9}",
            Self::Unreadable => "\u{fffc}",
        }
    }

    /// What a text stands for, if it is a mark.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lost| lost.mark() == text)
    }
}
