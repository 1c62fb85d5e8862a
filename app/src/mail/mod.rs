//! Emails that did not reach someone: for organisers, and for whoever brought them
//! about.

pub mod api;
mod page;
pub mod text;
mod undelivered;

pub use self::{
    page::deliveries_page,
    undelivered::{GivenUpNotice, NotDelivered},
};
