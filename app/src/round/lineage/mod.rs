//! Who was an adept and became a mentor, over the rounds: for organisers all of it, for
//! anyone their own line.

pub mod api;
mod own;
mod page;
mod picture;
pub mod text;

pub(crate) use own::OwnSection;
pub use page::lineage_page;

/// The family tree.
pub(crate) const TREE: &str = "/organisera/slakttrad";
