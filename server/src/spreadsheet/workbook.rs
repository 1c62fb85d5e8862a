//! Workbooks: the sheet that is shown and has the headings.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use app::people::import::Source;
use calamine::{DataRef, Reader as _, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::people::import::{Cell, Line, MAX_LINES, Wrong, has_headings};
use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::{Contents, MAX_COLUMNS, Waiting};

/// The most that a workbook may unpack to, in bytes.
const MAX_UNPACKED: u64 = 16 * 1024 * 1024;
/// The most cells that are looked at, empty ones too.
const MAX_CELLS: usize = 500_000;
/// The most that all cells may say, in bytes.
const MAX_TEXT: usize = 8 * 1024 * 1024;
/// The most different texts.
const MAX_TEXTS: usize = 1_000_000;
/// The most that styles may unpack to, and the longest tag in them, in bytes.
const MAX_STYLES: u64 = 1024 * 1024;
const MAX_STYLE: usize = 2048;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read(content: &[u8], waiting: &Waiting) -> Result<Contents, Wrong> {
    check_parts(content)?;
    waiting.go_on()?;
    let mut workbook = Workbook::new(Cursor::new(content)).map_err(|error| match error {
        XlsxError::Password => Wrong::Locked,
        _ => Wrong::FileContent,
    })?;
    let is_shown = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let shown = workbook.sheets_metadata().iter().filter(is_shown).map(|sheet| sheet.name.clone());
    let mut shown: Vec<_> = shown.collect();
    let mut budget = Budget { cells: MAX_CELLS, text: MAX_TEXT, waiting };
    let mut found = None;
    for (n, name) in shown.iter().enumerate() {
        let lines = lines(&mut workbook, name, &mut budget)?;
        if has_headings(&lines) {
            found = Some((n, lines));
            break;
        }
        // What is wrong is told of the first that says anything.
        found = found.or((!lines.is_empty()).then_some((n, lines)));
    }
    let (n, lines) = found.ok_or(Wrong::NoRows)?;
    let sheet = shown.remove(n);
    Ok(Contents { lines, source: Source { sheet: Some(sheet), other_sheets: shown, encoding: None } })
}

/// What may still be spent on a workbook.
struct Budget<'a> {
    cells: usize,
    text: usize,
    waiting: &'a Waiting,
}

impl Budget<'_> {
    /// A cell that says so much.
    fn spend(&mut self, text: usize) -> Result<(), Wrong> {
        self.waiting.go_on()?;
        self.cells = self.cells.checked_sub(1).ok_or(Wrong::FileTooLarge)?;
        self.text = self.text.checked_sub(text).ok_or(Wrong::FileTooLarge)?;
        Ok(())
    }
}

/// The lines of a sheet that say something; of a sheet with too many, no more
/// than tell so.
fn lines(workbook: &mut Workbook<'_>, sheet: &str, budget: &mut Budget<'_>) -> Result<Vec<Line>, Wrong> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|_| Wrong::FileContent)?;
    let mut lines = BTreeMap::<u32, Vec<Cell>>::new();
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(|_| Wrong::FileContent)? {
        let (row, column) = found.pos;
        budget.spend(length(&found.value))?;
        let cell = if found.formula.is_some() { Cell::Formula } else { cell(&found.value) };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS || matches!(&cell, Cell::Text(text) if text.trim().is_empty()) {
            continue;
        }
        let line = lines.entry(row).or_default();
        if line.len() <= column {
            line.resize(column + 1, Cell::Text(String::new()));
        }
        line[column] = cell;
        if lines.len() > MAX_LINES {
            break;
        }
    }
    Ok(lines.into_iter().map(|(row, cells)| Line { number: row.saturating_add(1), cells }).collect())
}

/// How long a cell's text is.
fn length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) | DataRef::DurationIso(text) | DataRef::DateTimeIso(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    }
}

/// Unpacks everything, to see how much it is: what an archive says of itself need
/// not be true.
fn check_parts(content: &[u8]) -> Result<(), Wrong> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Wrong::FileContent)?;
    let mut left = MAX_UNPACKED;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| Wrong::FileContent)?;
        let name = part.name().unwrap_or_default().to_ascii_lowercase();
        let is_styles = name.ends_with("styles.xml");
        let most = if is_styles { left.min(MAX_STYLES) } else { left };
        let mut unpacked = Vec::new();
        let size = part.take(most + 1).read_to_end(&mut unpacked).map_err(|_| Wrong::FileContent)? as u64;
        if size > most {
            return Err(Wrong::FileTooLarge);
        }
        left -= size;
        if is_styles || name.ends_with("sharedstrings.xml") {
            check_promises(&unpacked)?;
        }
    }
    Ok(())
}

/// Two parts of a workbook cost more than they are large: room is made for as many
/// texts as the one promises, and the other's tags are copied into every style
/// that uses them.
fn check_promises(part: &[u8]) -> Result<(), Wrong> {
    let mut xml = Reader::from_reader(part);
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let tag = match xml.read_event_into(&mut buffer).map_err(|_| Wrong::FileContent)? {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => return Ok(()),
            _ => continue,
        };
        if tag.local_name().as_ref() == "sst" {
            let promised = tag.try_get_attribute("uniqueCount").map_err(|_| Wrong::FileContent)?;
            let promised: Option<usize> = promised.and_then(|count| count.value.parse().ok());
            return if promised.is_some_and(|count| count > MAX_TEXTS) { Err(Wrong::FileTooLarge) } else { Ok(()) };
        }
        if tag.len() > MAX_STYLE {
            return Err(Wrong::FileTooLarge);
        }
    }
}

/// A cell's value as text, dates as `2026-01-31`.
fn cell(value: &DataRef<'_>) -> Cell {
    Cell::Text(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        // With a time of day behind it, or not.
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::Error(_) => return Cell::Error,
    })
}
