//! The public pages: front page, programme, network, dates.

pub mod api;
mod pages;
pub mod text;

pub use pages::{dates_page, front_page, network_page, programme_page};
