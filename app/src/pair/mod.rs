//! The pair's room: who the mate is, the meetings, and their log.

mod actions;
pub mod api;
mod card;
mod draft;
mod history;
mod log_form;
mod meeting_page;
mod page;
mod pointer;
mod rhythm;
mod seen;
pub mod text;

pub(crate) use actions::Actions;
pub use card::PairCard;
pub use history::{delete_log_page, history_page};
pub use log_form::{edit_meeting_page, log_meeting_page};
pub(crate) use meeting_page::Prose;
pub use meeting_page::meeting_page;
pub use page::pair_page;
pub use pointer::{Pointer, Pointers};
pub use rhythm::Rhythm;
pub(crate) use seen::Standing;
