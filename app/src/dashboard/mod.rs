//! The participant's dashboard: what is next, has my pair met, am I coming.

pub mod api;
mod page;
pub mod text;

pub use page::DashboardPage;
