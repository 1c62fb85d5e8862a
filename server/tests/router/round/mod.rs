//! Rounds.

pub mod closing;
pub mod focus;
pub mod next;
mod public_page;
mod report;
pub mod start;
mod today;
