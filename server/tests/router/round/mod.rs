//! Rounds.

mod focus;
mod public_page;
pub mod start;
