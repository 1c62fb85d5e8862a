//! The participant's dashboard: what is next, has my pair met, am I coming.

pub mod api;
mod coming;
mod page;
pub mod text;
mod to_do;

pub use page::dashboard_page;
pub(crate) use to_do::words;
