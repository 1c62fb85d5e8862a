//! Which applications wait, for whom and since when, and reminding them by a press.

pub mod api;
mod page;
pub mod text;

pub use page::waiting_applications_page;

/// Where they are listed.
pub(crate) const PAGE: &str = "/organisera/ansokningar";
