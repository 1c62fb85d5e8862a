//! The match board: who becomes whose mentor.

pub mod api;
pub mod by_hand;
mod compare;
mod drafts;
mod page;
mod pairs;
mod score;
mod settings;
pub mod text;
mod unpaired;
mod why;

pub use page::matching_page;
