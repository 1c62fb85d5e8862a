//! How it goes, every other month. The page is plain: no code goes with it to
//! the browser.

pub mod api;
#[cfg(feature = "organise")]
mod figures;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "organise")]
pub mod text;

#[cfg(feature = "organise")]
pub use figures::Figures;
#[cfg(feature = "ssr")]
pub use page::PulsePage;
#[cfg(feature = "ssr")]
pub(crate) use page::to_do;
