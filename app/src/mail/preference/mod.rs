//! Which emails someone wants: chosen here, or away from an email.

pub mod api;
mod page;
pub mod text;

pub use self::page::{preferences_page, unsubscribe_page};

/// The path of the page.
pub const PAGE: &str = "/installningar/mejl";
