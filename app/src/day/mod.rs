//! Common days, and answering to them.

pub mod api;
mod around;
mod page;
mod programme;
mod reply;
mod state;
pub mod text;
mod word;

pub(crate) use page::invited;
#[cfg(feature = "organise")]
pub(crate) use page::status_class;
pub use page::{DayPage, DaysPage};
pub use reply::{Answering, Replies};
#[cfg(feature = "organise")]
pub(crate) use reply::{reply_button, standing_icon};
pub(crate) use state::StateTags;
pub use word::WordPage;
