//! What has been sent to the reader, for themselves.

mod page;
pub mod text;

pub use self::page::inbox_page;

/// The path of the page.
pub const PAGE: &str = "/installningar/mejl/skickat";
