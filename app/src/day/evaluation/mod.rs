//! What people thought of a day.

pub mod api;
mod form;
mod results;
pub mod text;

pub use self::form::evaluation_page;
pub use self::results::results_page;
