//! Emails: what organisers write to many; those that did not reach someone, for organisers
//! and for whoever brought them about; those that go by themselves; one's own, and which of
//! them one wants; and what the buttons of emails lead to.

pub mod announcement;
pub mod answer;
pub mod api;
pub mod inbox;
mod page;
pub mod preference;
pub mod reminder;
pub mod text;
mod undelivered;

pub use self::{page::deliveries_page, undelivered::NotDelivered};
