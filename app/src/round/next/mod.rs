//! The rounds that someone organises, and the next one from the one they are in.

pub mod api;
mod page;
pub mod text;

pub use page::rounds_page;

/// The rounds.
pub(crate) const ROUNDS: &str = "/organisera/omgangar";
