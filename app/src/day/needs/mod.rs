//! What people need at a day: diet and access.

pub mod api;
mod order;
mod page;
pub mod text;

pub use self::order::day_needs_page;
pub use self::page::own_needs_page;
