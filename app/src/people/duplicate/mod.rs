//! Someone who is there twice: found, compared, merged.

pub mod api;
mod choose;
mod preview;
pub mod text;

use domain::people::PersonId;

pub use choose::duplicate_page;
pub use preview::merge_people_page;

use super::directory::address_of;

/// Where it is chosen who is the same as someone.
pub(crate) fn choice_of(person: PersonId) -> String {
    format!("{}/dubblett", address_of(person))
}

/// Where a merge of two is seen before it is done.
fn preview_of(from: PersonId, into: PersonId) -> String {
    format!("{}/sammanslagning?med={into}", address_of(from))
}
