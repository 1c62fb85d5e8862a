//! Import of people from a spreadsheet: the file is checked, shown as it was read,
//! imported by one press, and undone by another.

mod again;
pub mod api;
mod done;
mod faults;
mod page;
mod preview;
mod reading;
pub mod text;

use std::sync::Arc;

use domain::people::import::{Fault, Heading, ImportId, Line, Passed, Plan, Row};
use serde::{Deserialize, Serialize};

pub use self::{done::imported_page, page::import_page};

/// The page.
pub const PAGE: &str = "/organisera/import";

/// Where the form with a file is posted to. Not a server function: those read
/// what they are sent as a whole.
pub const UPLOAD: &str = "/organisera/import/granska";

/// The fields of the form that has lines checked again: what the file was called, where in
/// it they were found, they, what each column is read as, and which organisations are created.
pub const AGAIN: [&str; 5] = [FILE_NAME, "source", LINES, "as", "create"];

/// The one with the name of the file.
pub const FILE_NAME: &str = "file_name";
/// The one with the lines, which may be as large as a file.
pub const LINES: &str = "lines";

/// One import.
pub(crate) fn address_of(import: ImportId) -> String {
    format!("{PAGE}/gjorda/{import}")
}

/// Where in a file its lines were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// Those that are shown too, and were not read.
    pub other_sheets: Vec<String>,
    /// The name of the encoding, if it had to be guessed.
    pub encoding: Option<String>,
}

/// A file that has been read, for its page: it is shown once, and kept nowhere.
#[derive(Clone)]
pub struct Checked {
    /// Its name.
    pub file: String,
    /// Where its lines were found.
    pub source: Source,
    /// Its lines, to be checked again.
    pub lines: Arc<Vec<Line>>,
    /// Its columns, and what they were read as.
    pub headings: Vec<Heading>,
    /// The lines that are no rows, and why.
    pub passed: Vec<(u32, Passed)>,
    /// The names of organisations that are created with it.
    pub accepted: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What an import of them would do, or all that is wrong.
    pub outcome: Result<Plan, Vec<Fault>>,
}
