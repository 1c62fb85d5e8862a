//! Emails: what organisers write to many, and what did not reach someone, for organisers
//! and for whoever brought it about.

pub mod announcement;
pub mod api;
mod page;
pub mod text;
mod undelivered;

pub use self::{
    page::deliveries_page,
    undelivered::{GivenUpNotice, NotDelivered},
};
