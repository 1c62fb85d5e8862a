//! A pair's meetings and their log: proposing times, preparing, writing down what
//! was agreed.

mod actions;
mod history;
mod log_form;
mod page;
pub mod preparation;
pub mod proposal;

pub(crate) use actions::{Actions, TickFault, ToDo, ticked};
pub use history::{delete_log_page, history_page};
pub use log_form::{edit_meeting_page, log_meeting_page};
pub use page::meeting_page;
