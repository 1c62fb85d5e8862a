//! A pair's course: to pause, to end, to go on.

pub mod api;
mod page;
pub mod text;

pub(crate) use page::pointer;
pub use page::{course_page, turn_page};
