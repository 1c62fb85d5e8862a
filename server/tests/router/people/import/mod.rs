//! People from a spreadsheet: what is taken, and files that are not.

mod budget;
mod files;
mod running;

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    support::{Answer, Browser, World, form},
    upload::{self, body},
};

const PAGE: &str = "/organisera/import";
const UPLOAD: &str = "/organisera/import/granska";
const HEAD: &str = "Omgång;Roll;Namn;E-post;Organisation;Titel;Motpartens e-post;Började;Slutade";
const ADEPT: &str = "14;adept;Eva Exempel;eva@example.net;Borås Stad;Chef;bo@example.net;2024-03-06;2025-05-28";
const MENTOR: &str = "14;mentor;Bo Exempel;bo@example.net;Skatteverket;;;2024-03-06;2025-05-28";

async fn check(organiser: &Browser, name: &str, content: &[u8]) -> Answer {
    upload::post(organiser, UPLOAD, body(&[], Some((name, content)))).await
}

/// The file's rows, as its page has them for the import.
fn rows_of(answer: &Answer) -> String {
    let rows = answer.body.split("name=\"rows\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    rows.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\r\n").into_bytes()
}

/// A workbook of one sheet with these cells.
fn xlsx(lines: &[&str]) -> Vec<u8> {
    xlsx_with(lines, |_| {})
}

fn xlsx_with(lines: &[&str], more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split(';')) {
            if let Ok(date) = cell.parse::<jiff::civil::Date>() {
                sheet.write_date_with_format(row, column, date, &day).unwrap();
            } else if let Ok(number) = cell.parse::<u32>() {
                sheet.write_number(row, column, number).unwrap();
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    more(sheet);
    workbook.save_to_buffer().unwrap()
}

/// An archive with one more part, which unpacks to so many megabytes of nothing.
fn with_ballast(workbook: &[u8], megabytes: usize) -> Vec<u8> {
    let mut archive = ZipWriter::new_append(Cursor::new(workbook.to_vec())).unwrap();
    archive.start_file("xl/media/ballast.bin", SimpleFileOptions::default()).unwrap();
    for _ in 0..megabytes {
        archive.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of which a part is something else.
fn with_part(replaced: &str, new: &str) -> Vec<u8> {
    with_parts(&[(replaced, new)])
}

fn with_parts(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Read;

    let mut archive = ZipArchive::new(Cursor::new(xlsx(&[HEAD, ADEPT, MENTOR]))).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        new.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        let replaced = parts.iter().find(|(replaced, _)| name.contains(replaced));
        new.write_all(replaced.map_or(content.as_slice(), |(_, new)| new.as_bytes())).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// Whether none of the two is known, nor the round that they were in.
async fn nothing_is_known(organiser: &Browser) -> bool {
    let plan = check(organiser, "a.csv", &csv(&[HEAD, ADEPT, MENTOR])).await;
    plan.says("2 rader, 2 personer som inte finns här än, 1 par.") && plan.body.matches(">ny<").count() == 3
}

#[tokio::test]
async fn a_spreadsheet_is_shown_before_it_is_imported_at_one_press() {
    for (name, content) in [
        ("Deltagare 2024.XLSX", xlsx(&[HEAD, ADEPT, MENTOR])),
        ("deltagare.csv", csv(&[HEAD, ADEPT, "", MENTOR])),
        ("excel.csv", [b"\xef\xbb\xbf".as_slice(), &csv(&[HEAD, ADEPT, MENTOR])].concat()),
        ("komma.csv", csv(&[&HEAD.replace(';', ","), &ADEPT.replace(';', ","), &MENTOR.replace(';', ",")])),
    ] {
        let world = World::new().await;
        let organiser = world.browser("organisator1").await;
        let answer = check(&organiser, name, &content).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert!(answer.says("2 rader, 2 personer som inte finns här än, 1 par."), "{name}: {}", answer.body);
        assert!(answer.says("Eva Exempel") && answer.says("Omgång 14, 6 mars 2024 till 28 maj 2025"));
        assert!(
            check(&organiser, name, &content).await.says("2 personer som inte finns"),
            "nothing is imported by looking"
        );

        let rows = rows_of(&answer);
        let fields = form(&[("sida", PAGE), ("nyckel", "1"), ("rows", &rows)]);
        for _ in 0..2 {
            let done = organiser.submit(PAGE, "import/run", &fields).await;
            assert_eq!((done.status, done.location()), (303, "/organisera/import?importerade=2"), "{name}");
        }
        assert!(organiser.get("/organisera/import?importerade=2").await.says("Klart. 2 rader är importerade."));
        let again = check(&organiser, name, &content).await;
        assert!(again.says("Allt i filen finns redan här.") && !again.says("name=\"rows\""), "{name}");
        assert!(world.messages().await.is_empty(), "nobody gets mail");
    }
}

#[tokio::test]
async fn thirty_broken_files_are_explained_and_change_nothing() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let before = world.everything().await;
    let with = |from: &str, to: &str| csv(&[HEAD, &ADEPT.replace(from, to), MENTOR]);
    let formula = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write_formula(1, 2, Formula::new("=A1&\"x\"").set_result("Eva Exempel")).unwrap();
    };
    let many: Vec<_> = (0..2001).map(|n| MENTOR.replace("bo@", &format!("bo{n}@"))).collect();
    let many: Vec<_> = [HEAD].into_iter().chain(many.iter().map(String::as_str)).collect();
    let long = "x".repeat(121);
    let tail_cut = {
        let whole = xlsx(&[HEAD, ADEPT]);
        whole[..whole.len() / 2].to_vec()
    };
    let latin =
        csv(&[HEAD, ADEPT]).into_iter().flat_map(|b| if b == 0xc3 { vec![] } else { vec![b] }).collect::<Vec<_>>();
    let utf16: Vec<u8> = [0xfeff_u16].into_iter().chain(HEAD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big = [csv(&[HEAD, ADEPT]), vec![b'x'; 10 * 1024 * 1024]].concat();
    let files: Vec<(&str, Vec<u8>, u16, &str)> = vec![
        ("", Vec::new(), 422, "Välj en fil."),
        ("bild.png", b"\x89PNG".to_vec(), 422, "Den sortens fil går inte att läsa."),
        ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), 422, "Den sortens fil går inte att läsa."),
        ("låst.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec(), 422, "låst med lösenord"),
        ("ingen.xlsx", csv(&[HEAD, ADEPT]), 422, "Filen är skadad"),
        ("halv.xlsx", tail_cut, 422, "Filen är skadad"),
        ("trasig.xlsx", with_part("worksheets/", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\""), 422, "Filen "),
        ("bomb.xlsx", with_ballast(&xlsx(&[HEAD, ADEPT]), 80), 422, "Filen är för stor"),
        ("stor.csv", big, 413, "Filen är för stor: högst 5 MB."),
        (
            "hörn.xlsx",
            xlsx_with(&[HEAD, &ADEPT.replace("adept", "chef")], |s| {
                s.write_string(1_048_575, 16_383, "långt bort").unwrap();
            }),
            422,
            "Skriv adept, mentor",
        ),
        ("halva-bokstäver.csv", latin.clone(), 422, "Nätverket har ingen organisation"),
        ("inte-utf8.csv", [b"\xef\xbb\xbf".to_vec(), latin].concat(), 422, "Bokstäverna går inte att läsa säkert."),
        ("udda-utf16.csv", [&utf16[..], b"x"].concat(), 422, "Bokstäverna går inte att läsa säkert."),
        ("utf16.csv", utf16, 422, "Filen har inga rader"),
        ("nollor.csv", b"Namn;\0\0\0".to_vec(), 422, "Filen är skadad"),
        ("tom.csv", Vec::new(), 422, "Filen har inga rader"),
        ("bara-rubriker.xlsx", xlsx(&[HEAD]), 422, "Filen har inga rader"),
        ("annat.csv", csv(&["Datum;Belopp", "2024-01-01;12"]), 422, "Kolumnen saknas."),
        ("utan-roll.csv", csv(&[&HEAD.replace("Roll;", ""), ADEPT]), 422, "Kolumnen saknas."),
        ("dubbel.csv", csv(&[&HEAD.replace("Titel", "Namn"), ADEPT]), 422, "Kolumnen finns två gånger."),
        ("många.csv", csv(&many), 422, "Filen har fler än 2000 rader."),
        ("datum.csv", with("2024-03-06", "6/3 2024"), 422, "Skriv ett datum som finns"),
        ("skottdag.csv", with("2024-03-06", "2023-02-29"), 422, "Skriv ett datum som finns"),
        ("bakvänd.csv", with("2025-05-28", "2023-05-28"), 422, "Sista dagen är före den första."),
        ("formel.xlsx", xlsx_with(&[HEAD, ADEPT, MENTOR], formula), 422, "Cellen är en formel."),
        ("formel.csv", with("Eva Exempel", "=HYPERLINK(1)"), 422, "Cellen är en formel."),
        ("omgång.csv", with("14;", "16;"), 422, "högst 15"),
        ("roll.csv", with("adept", "chef"), 422, "Skriv adept, mentor"),
        ("adress.csv", with("eva@example.net", "eva"), 422, "Skriv en e-postadress"),
        ("namnlös.csv", with("Eva Exempel", ""), 422, "Fyll i det här."),
        ("lång.csv", with("Eva Exempel", &long), 422, "Skriv högst 120 tecken."),
        ("okänd.csv", with("Borås Stad", "Boras stad AB"), 422, "Nätverket har ingen organisation"),
        (
            "två-gånger.csv",
            csv(&[HEAD, ADEPT, MENTOR, &ADEPT.replace("Chef", "Rektor")]),
            422,
            "Samma person står i samma omgång på rad 2.",
        ),
        (
            "två-namn.csv",
            csv(&[
                HEAD,
                ADEPT,
                MENTOR,
                &ADEPT.replace("14;", "13;").replace("Eva", "Ewa").replace("bo@example.net", ""),
            ]),
            422,
            "ett annat namn på rad 2",
        ),
        ("ensam.csv", csv(&[HEAD, ADEPT]), 422, "Ingen med den adressen står i filen"),
        ("sig-själv.csv", with("bo@example.net", "eva@example.net"), 422, "personens egen adress"),
        ("samma-roll.csv", csv(&[HEAD, ADEPT, &MENTOR.replace("mentor", "adept")]), 422, "har samma roll"),
        (
            "samma-hus.csv",
            csv(&[HEAD, ADEPT, &MENTOR.replace("Skatteverket", "Borås Stad")]),
            422,
            "är i samma organisation",
        ),
        (
            "triangel.csv",
            csv(&[HEAD, ADEPT, MENTOR, &ADEPT.replace("eva@", "ewa@").replace("Eva", "Ewa")]),
            422,
            "står ett annat par",
        ),
    ];
    assert!(files.len() >= 30);
    for (name, content, status, why) in files {
        let answer = check(&organiser, name, &content).await;
        assert_eq!(answer.status, status, "{name}");
        assert!(answer.says(why), "{name}: {}", answer.body);
        assert!(answer.says("Inget är importerat.") && !answer.says("name=\"rows\""), "{name}");
    }
    assert!(nothing_is_known(&organiser).await);
    assert_eq!(world.everything().await, before);
}

#[tokio::test]
async fn a_fault_is_told_by_its_row_and_column() {
    let organiser = World::new().await.browser("organisator1").await;
    let wrong = [&ADEPT.replace("2024-03-06", "i mars"), "", MENTOR];
    let answer = check(&organiser, "a.csv", &csv(&[&[HEAD], wrong.as_slice()].concat())).await;
    let row = answer.body.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
    assert!(row.contains("Rad 2") && row.contains("Började"), "{row}");
    assert_eq!(row.matches("<tr>").count(), 1);
    let english = organiser.in_english();
    let answer = check(&english, "a.csv", &csv(&[HEAD, &ADEPT.replace("adept", "boss"), MENTOR])).await;
    assert!(answer.says("Write adept, mentor") && answer.says("Row 2"));
}

#[tokio::test]
async fn what_comes_back_from_the_page_is_checked_again() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let rows = rows_of(&check(&organiser, "a.csv", &csv(&[HEAD, ADEPT, MENTOR])).await);
    let forged = rows.replace("Borås Stad", "Skatteverket");
    let answer = organiser.submit(PAGE, "import/run", &form(&[("sida", PAGE), ("rows", &forged)])).await;
    assert_eq!(answer.status, 409);
    assert!(answer.says("Välj filen igen"), "{}", answer.body);
    for nonsense in ["", "[", "{}", "[1]"] {
        assert_eq!(organiser.call("import/run", &form(&[("rows", nonsense)])).await.status, 400, "{nonsense}");
    }
    assert!(nothing_is_known(&organiser).await);
}

#[tokio::test]
async fn the_template_is_a_file_that_can_be_filled_in() {
    let organiser = World::new().await.browser("organisator1").await;
    let template = organiser.get("/organisera/import/mall.csv").await;
    // The template has a column for telephone numbers, before the partner's.
    let [adept, mentor] = [ADEPT.replace("Chef;", "Chef;031-12;"), MENTOR.replace(";;;", ";;;;")];
    let filled = format!("{}{adept}\r\n{mentor}\r\n", template.body);
    assert_eq!(check(&organiser, "mall.csv", filled.as_bytes()).await.status, 200);
    let template = organiser.download("/organisera/import/mall.xlsx").await;
    assert!(
        check(&organiser, "mall.xlsx", template.body()).await.says("Filen har inga rader"),
        "all columns are there"
    );
}

#[tokio::test]
async fn nobody_else_has_a_file_checked() {
    let world = World::new().await;
    let content = csv(&[HEAD, ADEPT, MENTOR]);
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let answer = check(&world.browser(who).await, "a.csv", &content).await;
        assert!(answer.status == 404 && !answer.says("Eva Exempel"), "{who}");
    }
    let answer = check(&world.stranger(), "a.csv", &content).await;
    assert_eq!((answer.status, answer.location()), (303, "/logga-in"));
}
