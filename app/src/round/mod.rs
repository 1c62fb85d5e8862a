//! A round: its public pages, its call for applications, the organiser's overview.

pub mod api;
pub(crate) mod call;
mod overview;
mod pages;
pub mod text;

pub use call::{call_page, call_settings_page};
pub use overview::{contact_page, organise_page};
pub use pages::{dates_page, front_page, network_page, programme_page};
