//! Files of days: a list for those who may have them, and the page on which
//! organisers add them.

pub mod api;
mod list;
#[cfg(feature = "organise")]
mod page;
#[cfg(feature = "organise")]
pub mod text;

pub use list::FileList;
#[cfg(feature = "organise")]
pub use page::MaterialsPage;

/// Where the form with a file is posted to. Not a server function: those read
/// what they are sent as a whole.
pub const UPLOAD: &str = "/organisera/material";
