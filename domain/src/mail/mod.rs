//! Emails: how many may be written, how long they are tried, and what becomes of
//! those that do not arrive; and what organisers write to many at once.

#[cfg(feature = "markup")]
pub mod announcement;
pub mod budget;
pub mod delivery;

use crate::id;

id! {
    /// An email in the outbox.
    EmailId,
}
