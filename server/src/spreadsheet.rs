//! Reading spreadsheets: the first sheet of a workbook, or a CSV file. A file
//! is read only as far as anything of it is wanted: neither an archive that
//! unpacks to no end nor a cell in the last corner of a sheet costs more.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use csv::ReaderBuilder;
use domain::people::import::{Cell, Line, MAX_ROWS, Wrong};
use zip::ZipArchive;

/// The most that a workbook may unpack to, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Columns further to the right are not read.
const MAX_COLUMNS: u32 = 64;
/// Rows, the one with the headings too.
const MAX_LINES: usize = MAX_ROWS as usize + 1;
/// How a workbook begins that is locked, or older than 2007: both are what
/// Microsoft calls a compound file.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The lines of a file, told by its name and its content.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(name: &str, content: &[u8]) -> Result<Vec<Line>, Wrong> {
    let ends = |end: &str| name.len() > end.len() && name.to_lowercase().ends_with(end);
    match name {
        "" => Err(Wrong::NoFile),
        _ if ends(".xlsx") && content.starts_with(COMPOUND) => Err(Wrong::Locked),
        _ if ends(".xlsx") => workbook(content),
        _ if ends(".csv") => text(content),
        _ => Err(Wrong::FileKind),
    }
}

/// The first sheet of a workbook.
fn workbook(content: &[u8]) -> Result<Vec<Line>, Wrong> {
    check_unpacked(content)?;
    let mut workbook = Xlsx::new(Cursor::new(content)).map_err(|error| match error {
        XlsxError::Password => Wrong::Locked,
        _ => Wrong::FileContent,
    })?;
    let sheet = workbook.sheet_names().first().cloned().ok_or(Wrong::NoRows)?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(|_| Wrong::FileContent)?;
    let mut lines = BTreeMap::<u32, Vec<Cell>>::new();
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(|_| Wrong::FileContent)? {
        let (row, column) = found.pos;
        let cell = if found.formula.is_some() { Cell::Formula } else { cell(&found.value) };
        if column >= MAX_COLUMNS || cell == Cell::Text(String::new()) {
            continue;
        }
        let line = lines.entry(row).or_default();
        let column = column as usize;
        if line.len() <= column {
            line.resize(column + 1, Cell::Text(String::new()));
        }
        line[column] = cell;
        if lines.len() > MAX_LINES {
            return Err(Wrong::TooManyRows);
        }
    }
    Ok(lines.into_iter().map(|(row, cells)| Line { number: row.saturating_add(1), cells }).collect())
}

/// Unpacks everything into nothing, to see how much it is: what an archive says
/// of itself need not be true.
fn check_unpacked(content: &[u8]) -> Result<(), Wrong> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Wrong::FileContent)?;
    let mut left = MAX_UNPACKED;
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).map_err(|_| Wrong::FileContent)?.take(left + 1);
        let size = io::copy(&mut part, &mut io::sink()).map_err(|_| Wrong::FileContent)?;
        left = left.checked_sub(size).ok_or(Wrong::FileTooLarge)?;
    }
    Ok(())
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

/// A CSV file, whatever separates its cells.
fn text(content: &[u8]) -> Result<Vec<Line>, Wrong> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let text = std::str::from_utf8(content).map_err(|_| Wrong::Encoding)?;
    if text.contains('\0') {
        return Err(Wrong::FileContent);
    }
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b';', b',', b'\t'].into_iter().max_by_key(|c| head.bytes().filter(|b| b == c).count());
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b';'))
        .from_reader(content);
    let mut lines = Vec::new();
    let (mut number, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|_| Wrong::FileContent)?;
        // The reader stands between the two characters of a line's end, so its
        // own count of lines is one too low.
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let blank = content[start..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        number += content[counted..start + blank].iter().map(|byte| u32::from(*byte == b'\n')).sum::<u32>();
        counted = start + blank;
        let cells: Vec<_> = record.iter().take(MAX_COLUMNS as usize).map(|text| Cell::Text(text.to_owned())).collect();
        if record.iter().any(|text| !text.trim().is_empty()) {
            lines.push(Line { number, cells });
        }
        if lines.len() > MAX_LINES {
            return Err(Wrong::TooManyRows);
        }
    }
    Ok(lines)
}
