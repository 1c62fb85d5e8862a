//! Planning common days: making, editing, publishing, cancelling them.

pub mod api;
mod edit;
mod fields;
mod life;
mod rows;
pub mod text;

pub use self::edit::{edit_day_page, new_day_page};
pub(crate) use self::life::Life;
