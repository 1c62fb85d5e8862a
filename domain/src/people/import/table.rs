//! From a file's lines to rows: which column is which, which cells are no text, and
//! which lines are no rows.

use std::collections::{BTreeMap, HashMap};

use super::{
    Cell, Column, Fault, Line, MAX_LINES, MAX_ROWS, Row, Wrong,
    headings::{columns, has_enough, heading_line, texts},
};
use crate::{
    input::{clean_line, fold},
    named,
};

/// What makes a spreadsheet take a cell for a formula.
const FORMULA_STARTS: [char; 4] = ['=', '+', '-', '@'];
/// How the first words of a line begin that counts others, folded.
const COUNTS: [&str; 6] = ["summa", "totalt", "total", "antal", "sum", "delsumma"];

/// Which columns a reader says are which, counted from 0; `None` for one that is not to
/// be read. Of the others the headings say it.
pub type Mapping = BTreeMap<usize, Option<Column>>;

/// A file's lines, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns that say something.
    pub headings: Vec<Heading>,
    /// The lines that are no rows, and why.
    pub passed: Vec<(u32, Passed)>,
    /// The rows, or what is wrong with the file or its headings.
    pub rows: Result<Vec<Row>, Vec<Fault>>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Which one, counted from 0.
    pub at: usize,
    /// What it is called; its letter, if it has no heading.
    pub text: String,
    /// What it is read as, if it is read.
    pub column: Option<Column>,
}

named! {
    /// Why a line is no row.
    pub enum Passed {
        /// It counts others.
        Total = "total",
        /// It has the headings once more.
        Headings = "headings",
        /// It says the same as one above it.
        Repeated = "repeated",
    }
}

/// Makes rows of a file's lines. The first line that has enough known headings
/// has the headings; empty lines are passed over.
///
/// ```
/// use domain::people::import::{Cell, Column, Line, Mapping, Passed, Wrong, table};
/// let line = |number, cells: &[&str]| Line { number, cells: cells.iter().map(|s| Cell::Text(s.to_string())).collect() };
/// let headings = line(2, &["E-post", " namn ", "Anteckning", "Omgång", "Roll", "Organisation", "Började", "Slutade"]);
/// let (title, none) = (line(1, &["Deltagare"]), Mapping::new());
/// let lines = [title, headings, line(3, &["", " "]), line(4, &["a@b.se", "Eva\u{a0} Ek", "hemligt"]), line(5, &["", "Summa: 1"])];
/// let read = table(&lines, &none);
/// let rows = read.rows.unwrap();
/// assert_eq!((rows.len(), rows[0].line, rows[0].cell(Column::Name), rows[0].cells.len()), (1, 4, "Eva Ek", 2));
/// assert_eq!((read.headings[2].text.as_str(), read.headings[2].column), ("Anteckning", None));
/// assert_eq!(read.passed, [(5, Passed::Total)]);
/// let by_hand = table(&lines, &Mapping::from([(2, Some(Column::Title))]));
/// assert_eq!(by_hand.rows.unwrap()[0].cell(Column::Title), "hemligt");
///
/// let headings = line(1, &["Mejl", "Namn", "Omg.", "Roll", "Arbetsplats", "Från", "Till"]);
/// let formula = table(&[headings, line(2, &["=HYPERLINK(1)", "Eva"])], &none).rows.unwrap();
/// assert_eq!(formula[0].unreadable[&Column::Email], Wrong::Formula);
/// let other = table(&[line(1, &["Datum", "Belopp"]), line(2, &["1", "2"])], &none);
/// assert_eq!((other.rows.unwrap_err().len(), other.headings.len()), (4, 2), "a fault for every column that has to be there");
/// ```
pub fn table(lines: &[Line], mapping: &Mapping) -> Table {
    let said: Vec<_> = lines.iter().filter(|line| line.cells.iter().any(|cell| !says_nothing(cell))).collect();
    let Some(at) = heading_line(&said) else {
        let rows = Err(vec![Fault::of_file(Wrong::NoRows)]);
        return Table { headings: Vec::new(), passed: Vec::new(), rows };
    };
    let (head, below) = (said[at], &said[at + 1..]);
    let found = mapped(columns(head), mapping);
    let faults = faults(head, &found);
    let (mut rows, mut passed) = (Vec::new(), Vec::new());
    for line in below {
        let Some(row) = row(line, &found) else { continue };
        match reason(line, &row, &rows) {
            Some(why) => passed.push((line.number, why)),
            None => rows.push(row),
        }
    }
    Table {
        headings: headings(head, below, &found),
        passed,
        rows: match rows.len() {
            _ if !faults.is_empty() => Err(faults),
            0 => Err(vec![Fault::of_file(Wrong::NoRows)]),
            n if n > MAX_ROWS as usize || lines.len() > MAX_LINES => Err(vec![Fault::of_file(Wrong::TooManyRows)]),
            _ => Ok(rows),
        },
    }
}

/// What the headings say, where the reader says nothing else.
fn mapped(found: Vec<(usize, Column)>, mapping: &Mapping) -> Vec<(usize, Column)> {
    let by_hand = mapping.iter().filter_map(|(at, column)| Some((*at, (*column)?)));
    let said = found.into_iter().filter(|(at, _)| !mapping.contains_key(at));
    said.chain(by_hand).collect()
}

/// Columns that are missing, or there twice.
fn faults(head: &Line, found: &[(usize, Column)]) -> Vec<Fault> {
    let has = |column: Column| found.iter().any(|(_, named)| *named == column);
    let in_two = has(Column::FirstName) && has(Column::LastName);
    let fault = |column: Column| {
        let wrong = match found.iter().filter(|(_, named)| *named == column).count() {
            0 if column == Column::Name && in_two => return None,
            0 if column.is_needed() => Wrong::NoColumn,
            0 | 1 => return None,
            _ => Wrong::ColumnTwice,
        };
        Some(Fault { line: Some(head.number), column: Some(column), wrong })
    };
    Column::ALL.iter().copied().filter_map(fault).collect()
}

/// The columns that say something, and what they are read as.
fn headings(head: &Line, below: &[&Line], found: &[(usize, Column)]) -> Vec<Heading> {
    let lines = || below.iter().copied().chain([head]);
    let width = lines().map(|line| line.cells.len()).max().unwrap_or_default();
    let says_something = |n: &usize| lines().any(|line| line.cells.get(*n).is_some_and(|cell| !says_nothing(cell)));
    let texts: HashMap<_, _> = texts(head).filter(|(_, text)| !is_nothing(text)).collect();
    let heading = |at: usize| Heading {
        at,
        text: texts.get(&at).cloned().unwrap_or_else(|| letters(at)),
        column: found.iter().find(|(n, _)| *n == at).map(|(_, column)| *column),
    };
    (0..width).filter(says_something).map(heading).collect()
}

/// What spreadsheets call a column, counted from 0.
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    let first = (n / 26).checked_sub(1).map(letter);
    first.into_iter().chain([letter(n)]).collect()
}

/// Why a line is no row, if it is none: nobody is in it, or it is there already.
fn reason(line: &Line, row: &Row, above: &[Row]) -> Option<Passed> {
    if row.cell(Column::Email).is_empty() && counts(line) {
        Some(Passed::Total)
    } else if has_enough(line) {
        Some(Passed::Headings)
    } else if row.unreadable.is_empty()
        && above.iter().any(|other| other.cells == row.cells && other.unreadable.is_empty())
    {
        Some(Passed::Repeated)
    } else {
        None
    }
}

fn counts(line: &Line) -> bool {
    let first = texts(line).find(|(_, text)| !is_nothing(text)).map(|(_, text)| fold(&text));
    first.is_some_and(|first| COUNTS.iter().any(|word| first.split([' ', ':']).next() == Some(word)))
}

fn row(line: &Line, columns: &[(usize, Column)]) -> Option<Row> {
    let (mut cells, mut unreadable) = (BTreeMap::new(), BTreeMap::new());
    for (n, column) in columns {
        let wrong = match line.cells.get(*n) {
            Some(Cell::Formula) => Wrong::Formula,
            Some(Cell::Error) => Wrong::CellError,
            Some(Cell::Text(text)) if !is_nothing(text) => {
                let text = clean_line(text);
                if !is_formula(&text, *column) {
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

/// Whether a spreadsheet would take a text for a formula. Telephone numbers begin with a
/// plus and have no letters.
fn is_formula(text: &str, column: Column) -> bool {
    let is_phone = column == Column::Phone && text.starts_with('+') && !text.contains(char::is_alphabetic);
    text.starts_with(FORMULA_STARTS) && !is_phone
}

fn says_nothing(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if is_nothing(text))
}

/// Blanks; or a dash, which is how spreadsheets say nothing.
fn is_nothing(text: &str) -> bool {
    matches!(clean_line(text).as_str(), "" | "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "\u{2212}")
}
