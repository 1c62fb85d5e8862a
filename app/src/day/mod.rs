//! Common days, and answering to them.

pub mod api;
mod around;
mod page;
mod reply;
pub mod text;
mod word;

pub(crate) use page::invited;
#[cfg(feature = "organise")]
pub(crate) use page::status_class;
pub use page::{DayPage, DaysPage};
pub use reply::Replies;
#[cfg(feature = "organise")]
pub(crate) use reply::{reply_button, standing_icon};
pub use word::WordPage;
