//! Before a meeting: what there is to talk about, and questions to deal. The
//! page is plain: no code goes with it to the browser.

pub mod api;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use page::PreparePage;
#[cfg(feature = "ssr")]
pub(crate) use page::pointer;
