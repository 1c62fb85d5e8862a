//! Answering from an email: the page that its buttons lead to.

pub mod api;
mod page;
pub mod text;

pub use page::mail_answer_page;

/// Where a ticket is answered.
fn address_of(ticket: &str) -> String {
    format!("/svar/{ticket}")
}
