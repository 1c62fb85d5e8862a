//! Emails: how many may be written, how long they are tried, what becomes of those that
//! do not arrive, which go by themselves, and who wants which; and what organisers write
//! to many at once.

#[cfg(feature = "markup")]
pub mod announcement;
pub mod answer;
pub mod budget;
pub mod delivery;
pub mod inbox;
pub mod preference;
pub mod reminder;

use crate::id;

id! {
    /// An email in the outbox.
    EmailId,
}
