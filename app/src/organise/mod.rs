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

pub use answer::answer_page;
pub use board::board_page;
pub use list::list_page;
pub use overview::{contact_page, organise_page};
