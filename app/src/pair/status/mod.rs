//! A pair's status: to pause, to end, to go on.

pub mod api;
mod page;
pub mod text;

pub(crate) use self::page::pointer;
pub use self::page::{change_status_page, status_page};
