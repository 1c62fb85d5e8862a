//! The table planner: who sits at which table, and what that is worth.

pub mod api;
mod late;
mod page;
mod parts;
mod place;
mod rounds;
mod sheets;
pub mod text;
mod worth;

pub use self::page::tables_page;
pub use self::sheets::sheets_page;
