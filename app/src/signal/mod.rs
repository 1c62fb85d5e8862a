//! Asking to be contacted by an organiser.

pub mod api;
mod calls;
mod page;
pub mod text;

pub use calls::Calls;
pub(crate) use page::pointer;
pub use page::signal_page;
