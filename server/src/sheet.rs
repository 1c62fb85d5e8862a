//! Tables for spreadsheets.

use csv::{IntoInnerError, Terminator, WriterBuilder};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

/// What tells Excel that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What makes a spreadsheet take a cell for a formula when it reads a CSV file.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table with its headings.
pub struct Sheet {
    /// The file's title.
    pub title: String,
    /// The sheet's name.
    pub name: &'static str,
    /// The headings.
    pub head: Vec<&'static str>,
    /// The rows, as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
pub enum Cell {
    /// Words, whatever they begin with.
    Text(String),
    /// A number.
    Number(u32),
    /// A number in tenths.
    Tenths(u32),
    /// A Swedish wall time.
    Time(DateTime),
    /// Nothing.
    Empty,
}

impl Sheet {
    /// As CSV the way Swedish spreadsheets read it: UTF-8, told by a byte order
    /// mark, with semicolons. No cell is a formula.
    ///
    /// # Errors
    /// None that memory does not give.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut table = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        table.write_record(&self.head)?;
        for row in &self.rows {
            table.write_record(row.iter().map(|cell| match cell {
                Cell::Text(words) => no_formula(words),
                Cell::Number(number) => number.to_string(),
                Cell::Tenths(tenths) => format!("{},{}", tenths / 10, tenths % 10),
                Cell::Time(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
                Cell::Empty => String::new(),
            }))?;
        }
        Ok(table.into_inner().map_err(IntoInnerError::into_error)?)
    }

    /// As an Excel workbook of one sheet. Words are text whatever they begin
    /// with, times are times.
    ///
    /// # Errors
    /// If it does not fit: more than a million rows, or 32,767 characters in a cell.
    pub fn xlsx(&self, made: Timestamp) -> Result<Vec<u8>, XlsxError> {
        workbook(&self.title, std::slice::from_ref(self), made)
    }

    fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let (bold, moment) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
        let sheet = workbook.add_worksheet();
        let mut last_column = 0;
        for (column, title) in (0..).zip(&self.head) {
            sheet.write_string_with_format(0, column, *title, &bold)?;
            last_column = column;
        }
        let mut last = 0;
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(words) => sheet.write_string(line, column, words)?,
                    Cell::Number(number) => sheet.write_number(line, column, *number)?,
                    Cell::Tenths(tenths) => sheet.write_number(line, column, f64::from(*tenths) / 10.0)?,
                    Cell::Time(at) => sheet.write_datetime_with_format(line, column, at, &moment)?,
                    Cell::Empty => continue,
                };
            }
            last = line;
        }
        sheet.set_name(self.name)?.set_freeze_panes(1, 0)?.autofilter(0, 0, last, last_column)?.autofit();
        Ok(())
    }
}

/// Sheets as one Excel workbook.
///
/// # Errors
/// The same as those of [`Sheet::xlsx`].
pub fn workbook(title: &str, sheets: &[Sheet], made: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let made = made.to_zoned(TimeZone::UTC).datetime();
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for sheet in sheets {
        sheet.write(&mut workbook)?;
    }
    workbook.save_to_buffer()
}

/// A cell that no spreadsheet takes for a formula.
fn no_formula(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell.to_owned() }
}
