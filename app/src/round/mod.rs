//! A round: its public pages, its call for applications, the organiser's overview, and
//! the round after it.

pub(crate) mod call;
pub mod certificate;
pub mod closing;
pub mod focus;
pub mod lineage;
pub mod next;
mod overview;
mod pages;
pub mod public_page;
pub mod report;
pub mod start;
pub mod switch;
pub mod text;
pub mod today;

pub use call::{call_page, call_settings_page};
pub use overview::{contact_page, organise_page};
pub use pages::dates_page;
