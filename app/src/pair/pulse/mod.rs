//! How it goes, every other month.

pub mod api;
mod figures;
mod page;
pub mod text;

pub use self::figures::Figures;
pub use self::page::pulse_page;
