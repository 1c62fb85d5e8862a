//! Selection: the working group reads, votes and decides; organisers put the
//! decisions on record and tell them.

pub mod api;
mod decide;
mod list;
pub mod message;
mod opinion;
mod outcome;
mod read;
mod record;
pub mod text;

pub use {
    list::selection_page,
    outcome::decisions_page,
    read::{compare_page, read_page},
    record::record_page,
};

/// The page with the list.
pub const PAGE: &str = "/urval";
