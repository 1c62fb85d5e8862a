//! CSV files, whatever their letters, line ends and separators are.

use app::people::import::Source;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::ReaderBuilder;
use domain::people::import::{Cell, Line, MAX_LINES, Wrong};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};

use super::{Contents, MAX_COLUMNS, Waiting};

/// How many lines are looked at to find what separates their cells.
const LOOKED_AT: usize = 20;

pub(super) fn read(content: &[u8], waiting: &Waiting) -> Result<Contents, Wrong> {
    let (text, guessed) = decoded(content)?;
    if text.contains('\0') {
        return Err(Wrong::FileContent);
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let (delimiter, text) = delimiter(&text);
    let lines = lines(text, delimiter, waiting)?;
    Ok(Contents { lines, source: Source { encoding: guessed.map(str::to_owned), ..Source::default() } })
}

/// The text, and the name of its encoding if that had to be guessed.
fn decoded(content: &[u8]) -> Result<(String, Option<&'static str>), Wrong> {
    let marked = Encoding::for_bom(content).map(|(encoding, _)| encoding);
    let known = marked.or_else(|| utf_16(content)).or_else(|| str::from_utf8(content).is_ok().then_some(UTF_8));
    let encoding = known.unwrap_or_else(|| guess(content));
    let (text, _, has_errors) = encoding.decode(content);
    if has_errors {
        return Err(Wrong::Encoding);
    }
    Ok((text.into_owned(), known.is_none().then(|| encoding.name())))
}

/// UTF-16 without its mark: of European text half of the bytes are zero.
fn utf_16(content: &[u8]) -> Option<&'static Encoding> {
    let are_zero = |from| content.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 4 > content.len();
    match (are_zero(0), are_zero(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The most likely encoding of text that is not in Unicode. The detector knows
/// what the Web knows; what old Macintoshes wrote is told by its Swedish letters.
fn guess(content: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(content, true);
    let guess = detector.guess(Some(b"se"), Utf8Detection::Deny);
    let swedish = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(content);
        text.chars().filter(|c| "åäöÅÄÖé".contains(*c)).count()
    };
    if swedish(MACINTOSH) > swedish(guess) { MACINTOSH } else { guess }
}

/// What separates cells, and the text without the line that says so, if there is
/// one. Spreadsheets do not count it.
fn delimiter(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_matches(['"', ' ']);
    let said = said.split_at_checked("sep=".len()).filter(|(name, _)| name.eq_ignore_ascii_case("sep="));
    let rest = if said.is_some() { rest } else { text };
    let most = |c: &u8| rest.lines().take(LOOKED_AT).map(|line| line.bytes().filter(|b| b == c).count()).max();
    match said.map(|(_, delimiter)| delimiter.as_bytes()) {
        Some([delimiter]) => (*delimiter, rest),
        _ => ([b'\t', b',', b';'].into_iter().max_by_key(most).unwrap_or(b';'), rest),
    }
}

fn lines(text: &str, delimiter: u8, waiting: &Waiting) -> Result<Vec<Line>, Wrong> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    // Counted as spreadsheets do, to which a line end within a cell is none.
    let mut number = 0_u32;
    for record in reader.records() {
        waiting.go_on()?;
        let record = record.map_err(|_| Wrong::FileContent)?;
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        // The reader passes empty lines over.
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let empty = rest.iter().take_while(|byte| **byte == b'\n').count();
        number = number.saturating_add(1).saturating_add(u32::try_from(empty).unwrap_or(u32::MAX));
        if record.iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        let cells = record.iter().take(MAX_COLUMNS).map(|text| Cell::Text(text.to_owned())).collect();
        lines.push(Line { number, cells });
        if lines.len() > MAX_LINES {
            break;
        }
    }
    Ok(lines)
}
