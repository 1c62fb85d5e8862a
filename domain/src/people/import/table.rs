//! From a file's lines to rows: which column is which, and no cell that a
//! spreadsheet would reckon out.

use std::collections::BTreeMap;

use super::{Cell, Column, Fault, Line, MAX_FAULTS, MAX_ROWS, Row, Wrong};

/// What makes a spreadsheet take a cell for a formula.
const FORMULA_STARTS: [char; 4] = ['=', '+', '-', '@'];

/// Makes rows of a file's lines. The first line that says anything has the
/// headings; empty lines are passed over.
///
/// ```
/// use domain::people::import::{Cell, Column, Fault, Line, Wrong, table};
/// let line = |number, cells: &[&str]| Line { number, cells: cells.iter().map(|s| Cell::Text(s.to_string())).collect() };
/// let headings = line(1, &["E-post", " namn ", "Anteckning", "Omgång", "Roll", "Organisation", "Började", "Slutade"]);
/// let rows = table(&[headings.clone(), line(2, &["", " "]), line(3, &["a@b.se", "Eva", "hemligt"])]).unwrap();
/// assert_eq!((rows.len(), rows[0].line, rows[0].cell(Column::Name), rows[0].cells.len()), (1, 3, "Eva", 2));
///
/// let formula = table(&[headings, line(2, &["=HYPERLINK(1)", "Eva"])]).unwrap_err();
/// assert_eq!(formula, [Fault { line: Some(2), column: Some(Column::Email), wrong: Wrong::Formula }]);
/// let other = table(&[line(1, &["Datum", "Belopp"]), line(2, &["1", "2"])]).unwrap_err();
/// assert_eq!(other.len(), 7, "a fault for every column that has to be there");
/// ```
///
/// # Errors
/// Every fault of the headings, or else every cell that is not plain text.
pub fn table(lines: &[Line]) -> Result<Vec<Row>, Vec<Fault>> {
    let mut lines = lines.iter().filter(|line| line.cells.iter().any(|cell| !is_blank(cell)));
    let Some(head) = lines.next() else { return Err(vec![Fault::of_file(Wrong::NoRows)]) };
    let columns = columns(head)?;
    let mut faults = Vec::new();
    let rows: Vec<_> = lines.filter_map(|line| row(line, &columns, &mut faults)).collect();
    if rows.len() > MAX_ROWS as usize {
        return Err(vec![Fault::of_file(Wrong::TooManyRows)]);
    }
    if rows.is_empty() && faults.is_empty() {
        return Err(vec![Fault::of_file(Wrong::NoRows)]);
    }
    faults.truncate(MAX_FAULTS);
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// Where each column stands.
fn columns(head: &Line) -> Result<BTreeMap<usize, Column>, Vec<Fault>> {
    let named = |cell: &Cell| match cell {
        Cell::Text(text) => {
            let text = text.trim().to_lowercase();
            Column::ALL.iter().copied().find(|column| column.headings().iter().any(|name| name.to_lowercase() == text))
        }
        Cell::Formula | Cell::Error => None,
    };
    let found: Vec<_> = head.cells.iter().enumerate().filter_map(|(n, cell)| Some((n, named(cell)?))).collect();
    let fault = |column: Column| {
        let wrong = match found.iter().filter(|(_, named)| *named == column).count() {
            0 if !column.is_optional() => Wrong::NoColumn,
            0 | 1 => return None,
            _ => Wrong::ColumnTwice,
        };
        Some(Fault { line: Some(head.number), column: Some(column), wrong })
    };
    let faults: Vec<_> = Column::ALL.iter().copied().filter_map(fault).collect();
    if faults.is_empty() { Ok(found.into_iter().collect()) } else { Err(faults) }
}

fn row(line: &Line, columns: &BTreeMap<usize, Column>, faults: &mut Vec<Fault>) -> Option<Row> {
    let mut cells = BTreeMap::new();
    let mut fault = |column, wrong| faults.push(Fault { line: Some(line.number), column: Some(column), wrong });
    for (n, column) in columns {
        match line.cells.get(*n) {
            // A dash is how spreadsheets say nothing.
            Some(Cell::Text(text)) if matches!(text.trim(), "-" | "–") => {}
            Some(Cell::Formula) => fault(*column, Wrong::Formula),
            Some(Cell::Error) => fault(*column, Wrong::CellError),
            Some(Cell::Text(text)) if text.trim_start().starts_with(FORMULA_STARTS) => fault(*column, Wrong::Formula),
            Some(Cell::Text(text)) if !text.trim().is_empty() => {
                cells.insert(*column, text.trim().to_owned());
            }
            Some(Cell::Text(_)) | None => {}
        }
    }
    (!cells.is_empty()).then_some(Row { line: line.number, cells })
}

fn is_blank(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.trim().is_empty())
}
