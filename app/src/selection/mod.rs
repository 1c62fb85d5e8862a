//! Selection: the working group reads, votes and decides; organisers put the
//! decisions on record and tell them. The pages are whole without any code.

pub mod api;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
pub mod letter;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod opinion;
#[cfg(feature = "ssr")]
mod outcome;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod record;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use {
    list::SelectionPage,
    outcome::DecisionsPage,
    read::{ComparePage, ReadPage},
    record::RecordPage,
};

/// The page with the list.
pub const PAGE: &str = "/urval";
