//! The addresses that people sign in with: one's own in the settings, and someone else's
//! for an organiser.

pub mod api;
mod change;
mod page;
pub mod text;

pub(crate) use change::{ChangeOf, Changes};
pub use page::{address_page, confirm_address_page};

/// Where one changes one's own addresses.
pub(crate) const PAGE: &str = "/installningar/adress";
