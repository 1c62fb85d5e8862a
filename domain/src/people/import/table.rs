//! From a file's lines to rows: which column is which, and which cells are no
//! text.

use std::collections::BTreeMap;

use super::{
    Cell, Column, Fault, Line, MAX_LINES, MAX_ROWS, Row, Wrong,
    headings::{columns, heading_line, texts},
};
use crate::input::clean_line;

/// What makes a spreadsheet take a cell for a formula.
const FORMULA_STARTS: [char; 4] = ['=', '+', '-', '@'];

/// A file's lines, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which heading was taken for which column.
    pub headings: Vec<(Column, String)>,
    /// The headings of columns that are not read; those without one by their letter.
    pub unread: Vec<String>,
    /// The rows, or what is wrong with the file or its headings.
    pub rows: Result<Vec<Row>, Vec<Fault>>,
}

/// Makes rows of a file's lines. The first line that has enough known headings
/// has the headings; empty lines are passed over.
///
/// ```
/// use domain::people::import::{Cell, Column, Line, Wrong, table};
/// let line = |number, cells: &[&str]| Line { number, cells: cells.iter().map(|s| Cell::Text(s.to_string())).collect() };
/// let headings = line(2, &["E-post", " namn ", "Anteckning", "Omgång", "Roll", "Organisation", "Började", "Slutade"]);
/// let title = line(1, &["Deltagare"]);
/// let read = table(&[title, headings, line(3, &["", " "]), line(4, &["a@b.se", "Eva\u{a0} Ek", "hemligt"])]);
/// let rows = read.rows.unwrap();
/// assert_eq!((rows.len(), rows[0].line, rows[0].cell(Column::Name), rows[0].cells.len()), (1, 4, "Eva Ek", 2));
/// assert_eq!(read.unread, ["Anteckning"]);
///
/// let headings = line(1, &["Mejl", "Namn", "Omg.", "Roll", "Arbetsplats", "Från", "Till"]);
/// let formula = table(&[headings, line(2, &["=HYPERLINK(1)", "Eva"])]).rows.unwrap();
/// assert_eq!(formula[0].unreadable[&Column::Email], Wrong::Formula);
/// let other = table(&[line(1, &["Datum", "Belopp"]), line(2, &["1", "2"])]);
/// assert_eq!((other.rows.unwrap_err().len(), other.unread.len()), (7, 2), "a fault for every column that has to be there");
/// ```
pub fn table(lines: &[Line]) -> Table {
    let said: Vec<_> = lines.iter().filter(|line| line.cells.iter().any(|cell| !says_nothing(cell))).collect();
    let Some(at) = heading_line(&said) else {
        return Table { headings: Vec::new(), unread: Vec::new(), rows: Err(vec![Fault::of_file(Wrong::NoRows)]) };
    };
    let (head, below) = (said[at], &said[at + 1..]);
    let found = columns(head);
    let texts: BTreeMap<_, _> = texts(head).collect();
    let faults = faults(head, &found);
    let rows: Vec<_> = below.iter().filter_map(|line| row(line, &found)).collect();
    Table {
        headings: found.iter().filter_map(|(n, column)| Some((*column, texts.get(n)?.clone()))).collect(),
        unread: unread(head, below, &found, &texts),
        rows: match rows.len() {
            _ if !faults.is_empty() => Err(faults),
            0 => Err(vec![Fault::of_file(Wrong::NoRows)]),
            n if n > MAX_ROWS as usize || lines.len() > MAX_LINES => Err(vec![Fault::of_file(Wrong::TooManyRows)]),
            _ => Ok(rows),
        },
    }
}

/// Columns that are missing, or there twice.
fn faults(head: &Line, found: &[(usize, Column)]) -> Vec<Fault> {
    let fault = |column: Column| {
        let wrong = match found.iter().filter(|(_, named)| *named == column).count() {
            0 if !column.is_optional() => Wrong::NoColumn,
            0 | 1 => return None,
            _ => Wrong::ColumnTwice,
        };
        Some(Fault { line: Some(head.number), column: Some(column), wrong })
    };
    Column::ALL.iter().copied().filter_map(fault).collect()
}

/// The columns that say something and are not read.
fn unread(head: &Line, below: &[&Line], found: &[(usize, Column)], headings: &BTreeMap<usize, String>) -> Vec<String> {
    let lines = || below.iter().copied().chain([head]);
    let width = lines().map(|line| line.cells.len()).max().unwrap_or_default();
    let says_something = |n: &usize| lines().any(|line| line.cells.get(*n).is_some_and(|cell| !says_nothing(cell)));
    let unread = (0..width).filter(|n| found.iter().all(|(at, _)| at != n)).filter(says_something);
    let heading = |n| headings.get(&n).filter(|heading| !is_nothing(heading)).cloned();
    unread.map(|n| heading(n).unwrap_or_else(|| letters(n))).collect()
}

/// What spreadsheets call a column, counted from 0.
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    let first = (n / 26).checked_sub(1).map(letter);
    first.into_iter().chain([letter(n)]).collect()
}

fn row(line: &Line, columns: &[(usize, Column)]) -> Option<Row> {
    let (mut cells, mut unreadable) = (BTreeMap::new(), BTreeMap::new());
    for (n, column) in columns {
        let wrong = match line.cells.get(*n) {
            Some(Cell::Formula) => Wrong::Formula,
            Some(Cell::Error) => Wrong::CellError,
            Some(Cell::Text(text)) if !is_nothing(text) => {
                let text = clean_line(text);
                if !text.starts_with(FORMULA_STARTS) {
                    cells.insert(*column, text);
                    continue;
                }
                Wrong::Formula
            }
            Some(Cell::Text(_)) | None => continue,
        };
        unreadable.insert(*column, wrong);
    }
    (!cells.is_empty() || !unreadable.is_empty()).then_some(Row { line: line.number, cells, unreadable })
}

fn says_nothing(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if is_nothing(text))
}

/// Blanks; or a dash, which is how spreadsheets say nothing.
fn is_nothing(text: &str) -> bool {
    matches!(clean_line(text).as_str(), "" | "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "\u{2212}")
}
