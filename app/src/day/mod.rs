//! Common days, and answering to them.

pub mod api;
mod around;
mod page;
mod programme;
mod reply;
mod state;
pub mod text;
mod word;

pub(crate) use islands::icon::of_standing as standing_icon;
pub(crate) use page::invited;
pub(crate) use page::status_class;
pub use page::{day_page, days_page};
pub use reply::Replies;
pub(crate) use state::StateTags;
pub use word::word_page;
