//! The organiser's pages, and the contact person's: who comes, and whether the
//! programme is alive.

pub mod api;
mod board;
mod edit_day;
mod filter;
mod overview;
pub mod text;

pub use board::BoardPage;
pub use edit_day::EditDayPage;
pub use filter::Filter;
pub use overview::{ContactPage, OrganisePage};
