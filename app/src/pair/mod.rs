//! The pair's room: who the mate is, the meetings, and their log.

pub mod api;
mod card;
mod log_form;
mod meeting_page;
mod page;
mod rhythm;
pub mod text;

pub use card::PairCard;
pub use log_form::{EditMeetingPage, LogMeetingPage};
pub use meeting_page::MeetingPage;
pub use page::PairPage;
#[cfg(feature = "organise")]
pub(crate) use page::band_class;
pub use rhythm::Rhythm;
