//! The table planner: who sits at which table, and what that is worth.

pub mod api;
mod desk;
mod late;
mod page;
mod rounds;
mod sheets;
pub mod text;
mod worth;

pub use page::TablesPage;
pub use sheets::SheetsPage;
