//! What goes out by itself in the weeks to come, for organisers.

pub mod api;
mod page;
pub mod text;

pub use self::page::forecast_page;

/// The path of the page.
pub const PAGE: &str = "/organisera/utskick/kommande";
