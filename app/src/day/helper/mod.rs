//! Who helps at the door of a day, for organisers.

pub mod api;
mod page;
pub mod text;

pub use page::helpers_page;
