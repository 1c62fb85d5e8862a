//! What people need at a day: diet and access. One's own page is plain; what
//! organisers see is in the full bundle.

pub mod api;
mod order;
#[cfg(feature = "ssr")]
mod page;
pub mod text;

pub use order::DayNeedsPage;
#[cfg(feature = "ssr")]
pub use page::OwnNeedsPage;
