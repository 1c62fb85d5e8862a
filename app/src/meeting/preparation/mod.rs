//! Before a meeting: what there is to talk about, and questions to deal.

pub mod api;
mod cards;
mod page;
pub mod text;

pub(crate) use self::page::pointer;
pub use self::page::prepare_page;
