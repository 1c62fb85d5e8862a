//! A pair's course: to pause, to end, to go on. The pages are plain: no code
//! goes with them to the browser.

pub mod api;
#[cfg(feature = "ssr")]
mod page;
pub mod text;

#[cfg(feature = "ssr")]
pub(crate) use page::pointer;
#[cfg(feature = "ssr")]
pub use page::{CoursePage, TurnPage};
