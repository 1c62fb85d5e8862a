//! Rounds.

pub mod closing;
pub mod focus;
pub mod next;
mod public_page;
pub mod start;
mod today;
