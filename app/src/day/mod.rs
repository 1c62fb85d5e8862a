//! Common days, and answering to them.

pub mod api;
mod arrangements;
pub mod board;
pub mod check_in;
mod comment;
pub mod editor;
pub mod evaluation;
pub mod follow_up;
pub mod helper;
pub mod material;
pub mod needs;
mod page;
mod programme;
mod reply;
mod state;
pub mod tables;
pub mod text;
mod timeline;

pub use self::comment::comment_page;
pub(crate) use islands::icon::of_standing as standing_icon;
pub(crate) use page::invited;
pub(crate) use page::status_class;
pub use page::{day_page, days_page};
pub use reply::Replies;
pub(crate) use state::StateTags;
pub(crate) use timeline::Timeline;
