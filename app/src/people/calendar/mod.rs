//! One's own calendar, for the program that one plans one's days in.

pub mod api;
mod page;
pub mod text;

pub use page::calendar_page;

/// Where one makes and takes back the addresses of one's calendar.
pub(crate) const PAGE: &str = "/installningar/kalender";
