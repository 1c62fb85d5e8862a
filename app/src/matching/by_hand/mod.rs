//! A pair that an organiser makes by hand.

pub mod api;
mod page;
pub mod text;

pub use page::pair_by_hand_page;

/// Where a pair is made.
pub(crate) const NEW_PAIR: &str = "/organisera/par/nytt";
