//! Once a day is over: what there is of it on its page, and what organisers do.

pub mod api;
mod on_day;
#[cfg(feature = "organise")]
mod page;
pub mod text;

#[cfg(feature = "ssr")]
pub(crate) use api::to_do;
pub use on_day::Afterwards;
#[cfg(feature = "organise")]
pub use page::AfterPage;
