//! Asking to be contacted by an organiser. The pair's page of it is plain: no
//! code goes with it to the browser.

pub mod api;
#[cfg(feature = "organise")]
mod calls;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "organise")]
pub mod text;

#[cfg(feature = "organise")]
pub use calls::Calls;
#[cfg(feature = "ssr")]
pub use page::ContactPage;
#[cfg(feature = "ssr")]
pub(crate) use page::pointer;
