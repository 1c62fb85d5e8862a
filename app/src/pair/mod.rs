//! The pair's room: who the mate is, the meetings, and their log.

mod actions;
pub mod api;
mod card;
mod draft;
#[cfg(feature = "ssr")]
mod history;
mod log_form;
mod meeting_page;
mod page;
mod pointer;
mod rhythm;
mod seen;
pub mod text;

#[cfg(feature = "ssr")]
pub(crate) use actions::Actions;
pub use card::PairCard;
#[cfg(feature = "ssr")]
pub use history::{DeleteLogPage, HistoryPage};
pub use log_form::{EditMeetingPage, LogMeetingPage};
pub use meeting_page::MeetingPage;
#[cfg(feature = "ssr")]
pub(crate) use meeting_page::Prose;
pub use page::PairPage;
pub use pointer::{Pointer, Pointers};
#[cfg(feature = "ssr")]
pub(crate) use pointer::{standing, to_do};
pub use rhythm::Rhythm;
#[cfg(feature = "organise")]
pub(crate) use seen::Standing;
