//! The organiser's pages, and the contact person's: who comes, and whether the
//! programme is alive.

mod answer;
pub mod api;
mod board;
mod list;
pub(crate) mod narrow;
mod overview;
pub mod text;
mod totals;
mod trend;

pub use answer::AnswerPage;
pub use board::BoardPage;
pub use list::ListPage;
pub use overview::{ContactPage, OrganisePage};
