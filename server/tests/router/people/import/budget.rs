//! What a file may cost: a small one that asks for much is refused, and nobody
//! reads on for someone who waits no longer.

use std::sync::{Arc, Weak};

use domain::people::import::Wrong;
use server::spreadsheet::{Waiting, read};

use super::{ADEPT, HEAD, MENTOR, check, csv, with_part, with_parts, xlsx};
use crate::support::World;

/// A part of a workbook that unpacks to much more than it is.
fn repeated(before: &str, one: &str, times: usize, after: &str) -> String {
    format!("{before}{}{after}", one.repeat(times))
}

fn files() -> [(&'static str, Vec<u8>); 5] {
    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"";
    let empty_cells =
        repeated("<worksheet><sheetData><row r=\"1\">", "<c/>", 4_300_000, "</row></sheetData></worksheet>");
    let formats =
        repeated(STYLES, "0", 100_000, "\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>");
    let fonts = repeated("<styleSheet><fonts>", "<font/>", 200_000, "</fonts></styleSheet>");
    let text = repeated("<sst uniqueCount=\"1\"><si><t>", "x", 1_000_000, "</t></si></sst>");
    let same_text =
        repeated("<worksheet><sheetData><row>", "<c t=\"s\"><v>0</v></c>", 64, "</row></sheetData></worksheet>");
    let promised = "<sst uniqueCount=\"4000000000000\"><si><t>x</t></si></sst>";
    [
        ("empty cells", with_part("worksheets/", &empty_cells)),
        ("a format of 100 kB", with_part("styles.xml", &formats)),
        ("many fonts", with_part("styles.xml", &fonts)),
        ("a promise of texts", with_part("sharedStrings", promised)),
        ("a long text in many cells", with_parts(&[("worksheets/", &same_text), ("sharedStrings", &text)])),
    ]
}

#[tokio::test]
async fn a_small_file_that_asks_for_much_is_refused() {
    let organiser = World::new().await.browser("organisator1").await;
    for (what, content) in files() {
        assert!(content.len() < 150 * 1024, "{what}: {} bytes", content.len());
        let answer = check(&organiser, "a.xlsx", &content).await;
        assert!(answer.status == 422 && answer.says("Filen är för stor"), "{what}: {}", answer.body);
    }
    // As a control, the workbook that they are made of is taken.
    assert_eq!(check(&organiser, "a.xlsx", &xlsx(&[HEAD, ADEPT, MENTOR])).await.status, 200);
}

/// The browser is gone, or its patience is over.
#[test]
fn nobody_reads_on_for_someone_who_is_gone() {
    let files = [("a.xlsx", xlsx(&[HEAD, ADEPT, MENTOR])), ("a.csv", csv(&[HEAD, ADEPT, MENTOR]))];
    for (name, content) in files {
        let gone = read(name, &content, &Waiting::of(Weak::new())).err();
        assert_eq!(gone, Some(Wrong::TakesTooLong), "{name}");
        let someone = Arc::new(());
        assert!(read(name, &content, &Waiting::of(Arc::downgrade(&someone))).is_ok(), "{name}");
    }
}
