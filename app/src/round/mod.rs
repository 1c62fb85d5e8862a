//! The public pages: front page, programme, network, dates. They are plain: no
//! code goes with them to the browser.

pub mod api;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use pages::{DatesPage, FrontPage, NetworkPage, ProgrammePage};
