//! Someone whom an organiser adds by hand.

pub mod api;
mod page;
pub mod text;

pub use page::newcomer_page;

/// Where someone is added.
pub(crate) const NEWCOMER: &str = "/organisera/personer/ny";
