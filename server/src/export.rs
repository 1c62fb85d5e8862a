//! A day's answers for spreadsheets: the lists of the organiser's board, in the
//! reader's language.

use app::{
    attendance::text::kind,
    day::text as day_text,
    pair::text as pair_text,
    text::{date, speaking, t},
};
use csv::{IntoInnerError, Terminator, WriterBuilder};
use domain::{
    attendance::Visitor,
    board::Filter,
    day::{Board, Guest, Segment},
    people::Lang,
    time::local,
    turnout::CheckIns,
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
    head: [&'static str; 7],
    rows: Vec<Row>,
}

/// Someone in the list of a segment: words, then the Swedish wall times of the
/// answer and of coming in.
struct Row {
    words: [String; 5],
    times: [Option<DateTime>; 2],
}

impl Answers {
    /// The lists of a board, and after each those who come from outside and whom
    /// its filter lists, marked as what they are; with when whom of them came in.
    pub fn of(board: &Board, check_ins: &CheckIns, filter: &Filter, visitors: &[Visitor], lang: Lang) -> Self {
        speaking(lang, || {
            let text = &t().organise;
            let rows = board.segments.iter().flat_map(|list| {
                let at_it = visitors.iter().filter(|visitor| filter.lists_visitor(visitor, list.segment.id));
                let others = at_it.map(|visitor| visitor_row(&list.segment, visitor));
                list.guests.iter().map(|guest| guest_row(&list.segment, guest, check_ins)).chain(others)
            });
            Self {
                title: format!("{}: {}", board.day.title.get(lang), text.answers),
                sheet: text.answers,
                head: [
                    text.part,
                    text.name,
                    text.role,
                    text.organisation,
                    text.answer,
                    text.answered_at,
                    t().after.checked_in,
                ],
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
        for Row { words, times } in &self.rows {
            let moment = |at: &DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
            let times = times.iter().map(|at| at.as_ref().map(moment).unwrap_or_default());
            table.write_record(words.iter().map(|cell| no_formula(cell)).chain(times))?;
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
        for (line, Row { words, times }) in (1..).zip(&self.rows) {
            for (column, words) in (0..).zip(words) {
                sheet.write_string(line, column, words)?;
            }
            for (column, at) in (5..).zip(times) {
                if let Some(at) = at {
                    sheet.write_datetime_with_format(line, column, at, &moment)?;
                }
            }
            last = line;
        }
        sheet.set_name(self.sheet)?.set_freeze_panes(1, 0)?.autofilter(0, 0, last, 6)?.autofit();
        workbook.save_to_buffer()
    }
}

fn part(segment: &Segment) -> String {
    let (starts, ends) = (date::time(local(segment.starts).time()), date::time(local(segment.ends).time()));
    format!("{starts}–{ends} {}", day_text::audience(segment.audience))
}

fn visitor_row(segment: &Segment, visitor: &Visitor) -> Row {
    let text = &t().attendance;
    Row {
        words: [
            part(segment),
            visitor.name.clone(),
            kind(visitor.kind).to_owned(),
            visitor.organisation.clone(),
            if visitor.check_in.is_some() { text.checked_in } else { text.expected }.to_owned(),
        ],
        times: [None, visitor.check_in.as_ref().map(|check_in| local(check_in.at))],
    }
}

fn guest_row(segment: &Segment, guest: &Guest, check_ins: &CheckIns) -> Row {
    Row {
        words: [
            part(segment),
            guest.name.clone(),
            pair_text::role(guest.role).to_owned(),
            guest.organisation_name.clone(),
            day_text::standing(guest.standing).to_owned(),
        ],
        times: [guest.answered_at, check_ins.get(&(segment.id, guest.person)).copied()].map(|at| at.map(local)),
    }
}

/// A cell that no spreadsheet takes for a formula.
fn no_formula(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell.to_owned() }
}
