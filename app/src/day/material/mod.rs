//! Files of days: a list for those who may have them, and the page on which
//! organisers add them.

pub mod api;
mod list;
mod page;
pub mod text;

pub use self::list::FileList;
pub use self::page::materials_page;

/// Where the form with a file is posted to. Not a server function: those read
/// what they are sent as a whole.
pub const UPLOAD: &str = "/organisera/material";
