//! A day's answers for spreadsheets: the lists of the organiser's board, in the
//! reader's language.

use app::{
    day::text as day_text,
    pair::text as pair_text,
    text::{date, speaking, t},
};
use csv::{IntoInnerError, Terminator, WriterBuilder};
use domain::{
    day::{Board, Guest, Segment},
    people::Lang,
    time::local,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

/// What tells Excel that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What makes a spreadsheet take a cell for a formula when it reads a CSV file.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A day's answers, a row for everyone in a list.
pub struct Answers {
    title: String,
    sheet: &'static str,
    head: [&'static str; 6],
    rows: Vec<Row>,
}

/// Someone in the list of a segment: all cells but the last, which is the
/// Swedish wall time of the answer.
struct Row {
    words: [String; 5],
    answered_at: Option<DateTime>,
}

impl Answers {
    /// The lists of a board.
    pub fn of(board: &Board, lang: Lang) -> Self {
        speaking(lang, || {
            let text = &t().organise;
            let rows = board.segments.iter().flat_map(|list| list.guests.iter().map(|guest| row(&list.segment, guest)));
            Self {
                title: format!("{}: {}", board.day.title.get(lang), text.answers),
                sheet: text.answers,
                head: [text.part, text.name, text.role, text.organisation, text.answer, text.answered_at],
                rows: rows.collect(),
            }
        })
    }

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
        table.write_record(self.head)?;
        for Row { words, answered_at } in &self.rows {
            let moment = answered_at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
            let words = words.iter().map(|cell| no_formula(cell));
            table.write_record(words.chain([moment]))?;
        }
        Ok(table.into_inner().map_err(IntoInnerError::into_error)?)
    }

    /// As an Excel workbook of one sheet. Words are text whatever they begin
    /// with, times are times.
    ///
    /// # Errors
    /// If it does not fit: more than a million rows, or 32,767 characters in a cell.
    pub fn xlsx(&self, made: Timestamp) -> Result<Vec<u8>, XlsxError> {
        let (bold, moment) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
        let made = made.to_zoned(TimeZone::UTC).datetime();
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_title(&self.title).set_creation_datetime(&made));
        let sheet = workbook.add_worksheet();
        for (column, title) in (0..).zip(self.head) {
            sheet.write_string_with_format(0, column, title, &bold)?;
        }
        let mut last = 0;
        for (line, Row { words, answered_at }) in (1..).zip(&self.rows) {
            for (column, words) in (0..).zip(words) {
                sheet.write_string(line, column, words)?;
            }
            if let Some(at) = answered_at {
                sheet.write_datetime_with_format(line, 5, at, &moment)?;
            }
            last = line;
        }
        sheet.set_name(self.sheet)?.set_freeze_panes(1, 0)?.autofilter(0, 0, last, 5)?.autofit();
        workbook.save_to_buffer()
    }
}

fn row(segment: &Segment, guest: &Guest) -> Row {
    let (starts, ends) = (date::time(local(segment.starts).time()), date::time(local(segment.ends).time()));
    Row {
        words: [
            format!("{starts}–{ends} {}", day_text::audience(segment.audience)),
            guest.name.clone(),
            pair_text::role(guest.role).to_owned(),
            guest.organisation_name.clone(),
            day_text::standing(guest.standing).to_owned(),
        ],
        answered_at: guest.answered_at.map(local),
    }
}

/// A cell that no spreadsheet takes for a formula.
fn no_formula(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell.to_owned() }
}
