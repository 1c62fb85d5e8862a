//! Files as people have them: whatever program wrote them, and in whose words.

use std::{collections::BTreeMap, fs, path::Path};

use encoding_rs::MACINTOSH;
use rust_xlsxwriter::{Formula, Workbook};

use super::{ADEPT, HEAD, MENTOR, check, csv, xlsx_with};
use crate::support::{Answer, World};

/// What a preview says of two people who are a pair.
const PAIR: &str = "2 rader, 2 personer som inte finns här än, 1 par.";

/// Files that lie in a folder, by name.
fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(files) = fs::read_dir(folder) else { return BTreeMap::new() };
    let files = files.map(|file| file.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
}

/// Those beside this file, and those that lie beside the project, if any do.
#[tokio::test]
async fn the_cases_are_read_as_their_names_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases = files_in(&root.join("../../shared/cases/import"));
    cases.extend(files_in(&root.join("tests/router/people/import/cases")));
    assert!(cases.len() >= 9);
    let organiser = World::new().await.browser("organisator1").await;
    for (name, content) in cases {
        let answer = check(&organiser, &name, &content).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        let (summary, also): (&str, &[&str]) = match name.split('-').next().unwrap_or_default() {
            "i01" => (PAIR, &["Swedac", "Skatteverket", "Omgång 14"]),
            "i02" => (PAIR, &["<td data-label=\"E-post\"><bdi>eva@example.net<"]),
            "i05" | "i07" => (PAIR, &["<td data-label=\"Organisation\"><bdi>Göteborgs Stad<"]),
            "i08" => (PAIR, &["Borås Stad", "Göteborgs Stad", "läst som windows-1252"]),
            "i09" => ("3 rader, 3 personer som inte finns här än, 2 par.", &["Eva Exempel", "Ada Exempel"]),
            "i03" | "i04" | "i12" => (PAIR, &[]),
            _ => (" par.", &[]),
        };
        for words in [summary].iter().chain(also) {
            assert!(answer.says(words), "{name} does not say {words}: {}", answer.body);
        }
        assert!(!name.starts_with("i03") || !answer.says("är läst som ”"), "the heading is the template's");
    }
}

/// Nothing is lost, and it is told what was not plain.
#[tokio::test]
async fn a_text_file_is_read_whatever_wrote_it() {
    let organiser = World::new().await.browser("organisator1").await;
    let lines = [HEAD, ADEPT, MENTOR];
    let text = |end: &str| lines.map(|line| format!("{line}{end}")).concat();
    let units = |mark: &str| format!("{mark}{}", text("\r\n")).encode_utf16().collect::<Vec<_>>();
    let bytes = |units: Vec<u16>, order: fn(u16) -> [u8; 2]| units.into_iter().flat_map(order).collect::<Vec<u8>>();
    let files: [(&str, Vec<u8>, &[&str]); 14] = [
        ("mac.csv", MACINTOSH.encode(&text("\r")).0.into_owned(), &["Borås Stad", "läst som macintosh"]),
        ("utf16le.csv", bytes(units("\u{feff}"), u16::to_le_bytes), &["Borås Stad"]),
        ("utf16be.csv", bytes(units("\u{feff}"), u16::to_be_bytes), &["Borås Stad"]),
        ("utf16le-utan-bom.csv", bytes(units(""), u16::to_le_bytes), &["Borås Stad"]),
        ("utf16be-utan-bom.csv", bytes(units(""), u16::to_be_bytes), &["Borås Stad"]),
        ("radskiljare.csv", text("\u{2028}").into_bytes(), &[]),
        ("blandat.csv", format!("{HEAD}\r{ADEPT}\n\r\n{MENTOR}").into_bytes(), &[]),
        ("tabbar.csv", format!("sep=\t\n{}", text("\n").replace(';', "\t")).into_bytes(), &[]),
        ("Sep.csv", format!("\u{feff}\"SEP=,\"\r{}", text("\r").replace(';', ",")).into_bytes(), &[]),
        ("titel.csv", format!("Deltagare 2024, 2025 och framåt\n\n{}", text("\n")).into_bytes(), &[]),
        ("isär.csv", text("\n").replace('å', "a\u{30a}").replace('ö', "o\u{308}").into_bytes(), &["Borås Stad"]),
        ("osynligt.csv", text("\n").replace("Borås Stad", "\u{200b}BORÅS\u{a0} stad\u{ad}").into_bytes(), &["Borås Stad"]),
        ("streck.csv", text("\n").replace("Chef", "–").replace("-0", "\u{2011}0").into_bytes(), &[]),
        (
            "egna-ord.csv",
            text("\n").replace(HEAD, "Omg.;Roll i\u{a0}programmet;\"För- och\nefternamn\";Mejl*;Arbetsplats (då);Befattning;Motpart;Fr.o.m.;T.o.m.").into_bytes(),
            &["”För- och efternamn” är läst som ”Namn”", "”Mejl*” är läst som ”E-post”"],
        ),
    ];
    for (name, content, also) in files {
        let answer = check(&organiser, name, &content).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        for words in [PAIR].iter().chain(also) {
            assert!(answer.says(words), "{name} does not say {words}: {}", answer.body);
        }
    }
}

/// A row is told by the number that a spreadsheet gives it.
#[tokio::test]
async fn a_line_end_in_a_cell_is_no_row() {
    let organiser = World::new().await.browser("organisator1").await;
    let content = format!(
        "sep=;\r\n{}\r\n\r\n{ADEPT}\r\n{}",
        HEAD.replace("Titel", "\"Titel\r\ndå\""),
        MENTOR.replace("14", "x")
    );
    let answer = check(&organiser, "a.csv", content.as_bytes()).await;
    assert!(answer.status == 422 && places(&answer) == ["Rad 4"], "{:?}", places(&answer));
    let answer = check(&organiser, "a.csv", content.replace("\r\n", "\r").as_bytes()).await;
    assert_eq!(places(&answer), ["Rad 4"]);
}

/// The rows that a report blames, in its order.
fn places(answer: &Answer) -> Vec<String> {
    let rows = answer.body.split("<th scope=\"row\">Rad ").skip(1);
    rows.map(|row| format!("Rad {}", row.split('<').next().unwrap())).collect()
}

/// Sheets that are not shown are not read, nor those without the headings; what
/// is not read is named.
#[tokio::test]
async fn of_a_workbook_the_sheet_with_the_headings_is_read() {
    let organiser = World::new().await.browser("organisator1").await;
    let mut workbook = Workbook::new();
    for (name, hidden, lines) in [
        ("Listor", true, vec![HEAD, "gammalt"]),
        ("Läs mig", false, vec!["Fyll i namn, roll och e-post på nästa blad."]),
        ("Deltagare", false, vec!["Mentorprogrammet", "", HEAD, ADEPT, MENTOR]),
        ("Diagram", false, vec!["1", "2"]),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden).set_active(name == "Deltagare");
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let answer = check(&organiser, "a.xlsx", &workbook.save_to_buffer().unwrap()).await;
    assert!(answer.says(PAIR), "{}", answer.body);
    assert!(answer.says("Läst från bladet ”Deltagare”. Det här läses inte: ”Läs mig”, ”Diagram”."), "{}", answer.body);
}

#[tokio::test]
async fn a_column_that_is_not_read_is_named() {
    let organiser = World::new().await.browser("organisator1").await;
    let with = |head: &str, rest: &str| csv(&[&format!("{HEAD};{head}"), &format!("{ADEPT};{rest}"), MENTOR]);
    let answer = check(&organiser, "a.csv", &with("Anställningsnr;;Kön", "031;anteckning;")).await;
    assert!(
        answer.says(PAIR) && answer.says("De här kolumnerna läses inte: ”Anställningsnr”, ”K”, ”Kön”."),
        "{}",
        answer.body
    );
    // Whoever lacks a column sees which of theirs it may be.
    let other = HEAD.replace("E-post", "Adress");
    let answer = check(&organiser, "a.csv", &csv(&[&other, ADEPT, MENTOR])).await;
    assert!(answer.status == 422 && answer.says("Kolumnen saknas.") && answer.says("läses inte: ”Adress”"));
}

/// What is wrong is told once, where it stands, and hides nothing else.
#[tokio::test]
async fn a_fault_is_told_where_it_stands_and_nowhere_else() {
    let organiser = World::new().await.browser("organisator1").await;
    // A mentor's row is wrong: whoever names them is not to blame.
    for wrong in [
        MENTOR.replace("mentor", "chef"),
        MENTOR.replace("14", "99"),
        MENTOR.replace("bo@example.net", "bo"),
        MENTOR.replace("Bo Exempel", "=A1"),
        MENTOR.replace("Skatteverket", "Okända verket"),
    ] {
        let answer = check(&organiser, "a.csv", &csv(&[HEAD, ADEPT, &wrong])).await;
        assert!(answer.status == 422 && places(&answer) == ["Rad 3"], "{wrong}: {:?}", places(&answer));
    }
    // A formula here, a date there, and an address that is nobody's.
    let formula = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write_formula(1, 2, Formula::new("=A1&\"x\"").set_result("Eva Exempel")).unwrap();
    };
    let lines: [&str; 3] =
        [HEAD, &ADEPT.replace("2024-03-06", "i mars"), &MENTOR.replace(";;;", ";;ingen@@example.net;")];
    let answer = check(&organiser, "a.xlsx", &xlsx_with(&lines, formula)).await;
    assert_eq!(places(&answer), ["Rad 2", "Rad 2", "Rad 3"], "{}", answer.body);
    for words in ["Cellen är en formel.", "Skriv ett datum som finns", "Skriv en e-postadress"] {
        assert!(answer.says(words), "{words}");
    }
    let almost = csv(&[HEAD, ADEPT, &MENTOR.replace("bo@example.net", "Bo <bo@example.net>")]);
    assert!(check(&organiser, "a.csv", &almost).await.says("Menas bo@example.net?"));
}

/// Someone who has married is one person, and someone else is not.
#[tokio::test]
async fn a_surname_may_have_changed() {
    let organiser = World::new().await.browser("organisator1").await;
    let earlier = |name: &str| {
        ADEPT.replace("14;", "13;").replace("Eva Exempel", name).replace("bo@example.net", "").replace("202", "201")
    };
    let answer = check(&organiser, "a.csv", &csv(&[HEAD, ADEPT, MENTOR, &earlier("Eva Påhittsson")])).await;
    assert!(answer.says("3 rader, 2 personer som inte finns här än, 1 par."), "{}", answer.body);
    assert!(answer.says("Eva Exempel har haft ett annat namn: Eva Påhittsson."), "{}", answer.body);
    let answer = check(&organiser, "a.csv", &csv(&[HEAD, ADEPT, MENTOR, &earlier("Ada Exempel")])).await;
    assert!(answer.status == 422 && answer.says("ett annat namn på rad 2"));
}
