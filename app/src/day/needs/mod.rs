//! What people need at a day: diet and access.

pub mod api;
mod guest;
mod order;
mod page;
pub mod text;

pub(crate) use self::guest::guest_needs;
pub use self::order::day_needs_page;
pub use self::page::own_needs_page;
