//! The pair's room: who the mate is, the meetings, and their log.

pub mod api;
mod card;
mod log_form;
mod meeting_page;
mod page;
mod pointer;
mod rhythm;
pub mod text;

pub use card::PairCard;
pub use log_form::{EditMeetingPage, LogMeetingPage};
pub use meeting_page::MeetingPage;
#[cfg(feature = "ssr")]
pub(crate) use meeting_page::{Actions, Prose};
pub use page::PairPage;
#[cfg(feature = "organise")]
pub(crate) use page::Standing;
pub use pointer::{Pointer, Pointers};
#[cfg(feature = "ssr")]
pub(crate) use pointer::{standing, to_do};
pub use rhythm::Rhythm;
