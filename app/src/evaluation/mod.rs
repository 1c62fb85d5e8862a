//! What people thought of a day.

pub mod api;
mod form;
mod results;
pub mod text;

pub use form::evaluation_page;
pub use results::results_page;
