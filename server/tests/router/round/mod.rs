//! Rounds.

mod public_page;
