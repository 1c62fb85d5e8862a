//! What people need at a day: diet and access.

pub mod api;
mod order;
mod page;
pub mod text;

pub use order::day_needs_page;
pub use page::own_needs_page;
