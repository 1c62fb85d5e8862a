//! Public pages: what everyone reads, and where organisers write it.

pub mod api;
mod edit;
mod history;
mod overview;
mod page;
mod prose;
pub mod text;

pub use edit::edit_public_page;
pub use history::public_page_history;
pub use overview::public_pages_page;
pub use page::{accessibility_page, front_page, network_page, privacy_page, programme_page};
pub(crate) use prose::prose;
