//! Once a day is over: what there is of it on its page, and what organisers do.

pub mod api;
mod on_day;
mod page;
pub mod text;

pub use on_day::Afterwards;
pub use page::after_page;
