//! Planning common days: making, editing, publishing, cancelling them.

pub mod api;
mod edit;
mod fields;
mod life;
mod rows;
pub mod text;

pub use edit::{EditDayPage, NewDayPage};
pub(crate) use life::Life;
