//! Import of earlier rounds: the file is checked, shown as it was read, and
//! imported by one press.

pub mod api;
mod faults;
mod page;
mod preview;
pub mod text;

pub use self::page::import_page;

/// The page.
pub const PAGE: &str = "/organisera/import";

/// Where the form with a file is posted to. Not a server function: those read
/// what they are sent as a whole.
pub const UPLOAD: &str = "/organisera/import/granska";

/// A file that has been read, for its page: it is shown once, and kept nowhere.
#[derive(Clone)]
pub struct Checked {
    /// Its name.
    pub file: String,
    /// Its rows.
    pub rows: Vec<domain::people::import::Row>,
    /// What an import of them would do, or all that is wrong.
    pub outcome: Result<domain::people::import::Plan, Vec<domain::people::import::Fault>>,
}
