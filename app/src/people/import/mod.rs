//! Import of earlier rounds: the file is checked, shown as it was read, and
//! imported by one press.

pub mod api;
mod faults;
mod page;
mod preview;
mod reading;
pub mod text;

use domain::people::import::{Column, Fault, Plan, Row};

pub use self::page::import_page;

/// The page.
pub const PAGE: &str = "/organisera/import";

/// Where the form with a file is posted to. Not a server function: those read
/// what they are sent as a whole.
pub const UPLOAD: &str = "/organisera/import/granska";

/// Where in a file its lines were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// Those that are shown too, and were not read.
    pub other_sheets: Vec<String>,
    /// The name of the encoding, if it had to be guessed.
    pub encoding: Option<&'static str>,
}

/// A file that has been read, for its page: it is shown once, and kept nowhere.
#[derive(Clone)]
pub struct Checked {
    /// Its name.
    pub file: String,
    /// Where its lines were found.
    pub source: Source,
    /// Which heading was taken for which column.
    pub headings: Vec<(Column, String)>,
    /// The headings of columns that were not read.
    pub unread: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What an import of them would do, or all that is wrong.
    pub outcome: Result<Plan, Vec<Fault>>,
}
