//! The public pages: front page, programme, network, dates.

pub mod api;
mod pages;
pub mod text;

pub use pages::{DatesPage, FrontPage, NetworkPage, ProgrammePage};
