//! The organiser's board of a day: who comes.

mod answer;
pub mod api;
mod list;
pub(crate) mod narrow;
pub(crate) mod page;
pub mod text;
mod totals;
mod trend;

pub use self::answer::answer_page;
pub use self::list::list_page;
pub use self::page::board_page;
pub(crate) use self::page::reminded;
