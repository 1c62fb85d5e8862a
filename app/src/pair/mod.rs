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
mod rhythm;
mod seen;
pub mod text;

pub use card::{NextMeeting, PairCard};
#[cfg(feature = "ssr")]
pub use history::{DeleteLogPage, HistoryPage};
pub use log_form::{EditMeetingPage, LogMeetingPage};
pub use meeting_page::MeetingPage;
pub use page::PairPage;
pub use rhythm::Rhythm;
#[cfg(feature = "organise")]
pub(crate) use seen::band_class;
