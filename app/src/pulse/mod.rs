//! How it goes, every other month.

pub mod api;
mod figures;
mod page;
pub mod text;

pub use figures::Figures;
pub use page::pulse_page;
