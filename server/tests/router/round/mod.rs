//! Rounds.

mod focus;
mod public_page;
