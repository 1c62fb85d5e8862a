//! The organiser's pages, and the contact person's: who comes, and whether the
//! programme is alive.

mod answer;
pub mod api;
mod board;
mod edit_day;
mod list;
mod overview;
pub mod text;
mod totals;
mod trend;

pub use answer::AnswerPage;
pub use board::BoardPage;
pub use edit_day::EditDayPage;
pub use list::ListPage;
pub use overview::{ContactPage, OrganisePage};
