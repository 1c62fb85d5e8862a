//! Answering from an email: the page that its buttons lead to.

pub mod api;
mod page;
pub mod text;

pub use page::mail_answer_page;
