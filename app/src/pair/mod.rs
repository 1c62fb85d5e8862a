//! The pair's room: who the partner is, the meetings, and their log.

pub mod agreement;
pub mod api;
mod card;
pub(crate) mod done;
pub mod help_request;
mod list;
mod page;
mod pointer;
pub mod pulse;
mod rhythm;
pub(crate) mod seen;
pub mod status;
pub mod text;

pub use card::PairCard;
pub use list::pairs_page;
pub use page::pair_page;
pub use pointer::{Pointer, Pointers};
pub use rhythm::Rhythm;
pub(crate) use seen::Standing;
