//! Reading spreadsheets: a sheet of a workbook, or a CSV file. What a file costs
//! is limited, whatever it says of itself, and nobody reads on for someone who
//! waits no longer.

mod text;
mod workbook;

use std::sync::Weak;

use app::people::import::Source;
use domain::people::import::{Line, Wrong};

/// Columns further to the right are not read.
const MAX_COLUMNS: usize = 64;
/// How a workbook begins that is locked, or older than 2007: both are what
/// Microsoft calls a compound file.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file says, and where in it that was found.
pub struct Contents {
    /// The lines that say something.
    pub lines: Vec<Line>,
    /// Where.
    pub source: Source,
}

/// Someone waits for what is read; gone when they are.
pub struct Waiting(Weak<()>);

impl Waiting {
    /// Whoever holds the other end.
    pub const fn of(end: Weak<()>) -> Self {
        Self(end)
    }

    /// # Errors
    /// [`Wrong::TakesTooLong`], if nobody waits any more.
    fn go_on(&self) -> Result<(), Wrong> {
        if self.0.strong_count() == 0 { Err(Wrong::TakesTooLong) } else { Ok(()) }
    }
}

/// The lines of a file, told by its name and its content.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(name: &str, content: &[u8], waiting: &Waiting) -> Result<Contents, Wrong> {
    let ends = |end: &str| name.len() > end.len() && name.to_lowercase().ends_with(end);
    match name {
        "" => Err(Wrong::NoFile),
        _ if ends(".xlsx") && content.starts_with(COMPOUND) => Err(Wrong::Locked),
        _ if ends(".xlsx") => workbook::read(content, waiting),
        _ if [".csv", ".tsv", ".txt"].iter().any(|end| ends(end)) => text::read(content, waiting),
        _ => Err(Wrong::FileKind),
    }
}
