//! Files for the round that is running: twenty as people keep them, and thirty that are
//! not taken, each with its right result; what a reader says of a file; and the way back.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::{PAGE, UPLOAD, check, csv, rows_of, with_part};
use crate::{
    support::{Answer, Browser, World, form},
    upload::{self, body},
};

const HEAD: &str = "Roll;Namn;E-post;Organisation;Motpartens e-post";
const ADEPT: &str = "Adept;Eva Exempel;eva@example.net;Borås Stad;bo@example.net";
const MENTOR: &str = "Mentor;Bo Exempel;bo@example.net;Skatteverket;";
/// What a preview says of two people who are a pair.
const PAIR: &str = "2 rader, 2 personer som inte finns här än, 1 par.";

/// A workbook whose sheets have these lines; what is hidden has a star before its name.
fn workbook(sheets: &[(&str, &[&str])], more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let shown = sheets.iter().position(|(name, _)| !name.starts_with('*')).unwrap();
    for (n, (name, lines)) in sheets.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_start_matches('*')).unwrap().set_hidden(name.starts_with('*')).set_active(n == shown);
        for (row, line) in (0..).zip(*lines) {
            for (column, cell) in (0..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<u32>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    more(workbook.worksheet_from_index(shown).unwrap());
    workbook.save_to_buffer().unwrap()
}

fn sheet(lines: &[&str]) -> Vec<u8> {
    workbook(&[("Blad1", lines)], |_| {})
}

fn text(lines: &[&str], end: &str) -> String {
    lines.iter().flat_map(|line| [line, end]).collect()
}

/// The two as people of an earlier round, in other words.
fn earlier(from: &str, to: &str) -> [String; 3] {
    let head = "Omgång;Roll;Namn;E-post;Organisation;Motpart;Från;Till".to_owned();
    let line = |line: &str| format!("Omgång 14;{line};{from};{to}");
    [head, line(ADEPT), line(MENTOR)]
}

fn good() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let lines = [HEAD, ADEPT, MENTOR];
    let plain = text(&lines, "\r\n");
    let utf_16 = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let titled = |sheet: &mut Worksheet| {
        let title = Format::new().set_bold();
        sheet.merge_range(0, 0, 0, 4, "Mentorprogrammet", &title).unwrap();
        sheet.merge_range(1, 0, 1, 4, "Deltagare, uppdaterad i våras", &title).unwrap();
    };
    let formatted = |sheet: &mut Worksheet| {
        for row in 3..200 {
            sheet.write_blank(row, 2, &Format::new().set_bold()).unwrap();
        }
    };
    let names = "Roll;Förnamn;Efternamn;E-post;Organisation;Motpart";
    let [in_words, numbered] = [earlier("6 mars 2024", "28 maj 2025"), earlier("45357", "45805")];
    let [in_words, numbered] = [&in_words, &numbered].map(|lines| lines.each_ref().map(String::as_str));
    let phones = "Roll;Namn;E-post;Organisation;Mobil;Motpart";
    vec![
        ("titelrader.xlsx", workbook(&[("Blad1", &["", "", "", HEAD, ADEPT, MENTOR])], titled), "Eva Exempel"),
        (
            "flera-blad.xlsx",
            workbook(&[("Läs mig", &["Fyll i nästa blad."]), ("Par", &lines)], |_| {}),
            "Läst från bladet ”Par”",
        ),
        ("dolt-blad.xlsx", workbook(&[("*Gammalt", &[HEAD, "Chef;X"]), ("Nytt", &lines)], |_| {}), "Eva Exempel"),
        ("namn-i-två.csv", csv(&[names, &ADEPT.replace("Eva ", "Eva;"), &MENTOR.replace("Bo ", "Bo;")]), "Eva Exempel"),
        ("semikolon.csv", plain.clone().into_bytes(), "Borås Stad"),
        ("komma.csv", plain.replace(';', ",").into_bytes(), "Borås Stad"),
        ("tabbar.txt", plain.replace(';', "\t").into_bytes(), "Borås Stad"),
        ("windows-1252.csv", WINDOWS_1252.encode(&plain).0.into_owned(), "läst som windows-1252"),
        ("macintosh.csv", MACINTOSH.encode(&text(&lines, "\r")).0.into_owned(), "läst som macintosh"),
        ("utf-16.csv", utf_16, "Borås Stad"),
        ("bara-cr.csv", text(&lines, "\r").into_bytes(), "Borås Stad"),
        ("sep.csv", format!("sep=;\r\n{plain}").into_bytes(), "Borås Stad"),
        ("datum-i-ord.csv", csv(&in_words), "Omgång 14, 6 mars 2024 till 28 maj 2025"),
        ("datum-som-tal.xlsx", sheet(&numbered), "Omgång 14, 6 mars 2024 till 28 maj 2025"),
        (
            "roller.csv",
            csv(&[HEAD, &ADEPT.replace("Adept", " MENTEE"), &MENTOR.replace("Mentor", "mentor ")]),
            "Eva Exempel",
        ),
        (
            "annan-rubrik.csv",
            csv(&[&HEAD.replace("Roll", "Mentor/adept"), ADEPT, MENTOR]),
            "”Mentor/adept” är läst som ”Roll”",
        ),
        (
            "telefon-som-tal.xlsx",
            sheet(&[
                phones,
                &ADEPT.replace("Stad;", "Stad;701234567;"),
                &MENTOR.replace("verket;", "verket;+46 31 12;"),
            ]),
            "”Mobil” är läst som ”Telefon”",
        ),
        ("tomma-rader.xlsx", workbook(&[("Blad1", &lines)], formatted), "Eva Exempel"),
        ("summa.csv", csv(&[HEAD, ADEPT, MENTOR, "", "Summa: 2 personer;;;;"]), "räknar samman läses inte: rad 5."),
        ("dubblett.csv", csv(&[HEAD, ADEPT, MENTOR, &ADEPT.replace("Eva", " Eva")]), "läses inte igen: rad 4."),
        ("rubriker-igen.csv", csv(&[HEAD, ADEPT, HEAD, MENTOR]), "Rubrikerna står en gång till på rad 3."),
        (
            "hårda-blanksteg.csv",
            csv(&[HEAD, &ADEPT.replace(' ', "\u{a0}"), &MENTOR.replace(' ', "\u{a0}\u{200b}")]),
            "Borås Stad",
        ),
    ]
}

#[tokio::test]
async fn twenty_files_as_people_keep_them_are_taken() {
    let organiser = World::new().await.browser("organisator1").await;
    let files = good();
    assert!(files.len() >= 20);
    for (name, content, also) in files {
        let answer = check(&organiser, name, &content).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        for words in [PAIR, also] {
            assert!(answer.says(words), "{name} does not say {words}: {}", answer.body);
        }
    }
}

fn broken() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let with = |from: &str, to: &str| csv(&[HEAD, &ADEPT.replace(from, to), MENTOR]);
    let alone = |line: &str| csv(&[HEAD, line]);
    let whole = sheet(&[HEAD, ADEPT, MENTOR]);
    let formula = |sheet: &mut Worksheet| {
        sheet.write_formula(1, 1, Formula::new("=A1&\"x\"").set_result("Eva Exempel")).unwrap();
    };
    let broken = |sheet: &mut Worksheet| {
        sheet.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    };
    let many: Vec<_> = (0..4)
        .flat_map(|n| {
            let of = |line: &str| line.replace("eva@", &format!("eva{n}@")).replace("bo@", &format!("bo{n}@"));
            [of(ADEPT), of(MENTOR)]
        })
        .collect();
    let many: Vec<_> = [HEAD].into_iter().chain(many.iter().map(String::as_str)).collect();
    let contact = "Omgång;Roll;Namn;E-post;Organisation;Från;Till";
    let names = "Roll;Förnamn;Efternamn;E-post;Organisation;Motpart";
    let pdf = b"%PDF-1.7\n1 0 obj".to_vec();
    vec![
        ("fel-adress.csv", with("eva@example.net", "eva[at]example"), 422, "Skriv en e-postadress"),
        ("namn-i-adress.csv", with("eva@example.net", "Eva <eva@example.net>"), 422, "Menas eva@example.net?"),
        ("okänd-roll.csv", with("Adept", "Chef"), 422, "Skriv adept, mentor"),
        ("två-roller.csv", with("Adept", "Mentor/adept"), 422, "Skriv en roll."),
        ("organisatör.csv", with("Adept", "Organisatör"), 422, "Skriv adept, mentor"),
        ("utan-rubriker.csv", csv(&[ADEPT, MENTOR]), 422, "Kolumnen saknas."),
        ("en-adress-två-namn.csv", csv(&[HEAD, ADEPT, &MENTOR.replace("bo@", "eva@")]), 422, "ett annat namn på rad 2"),
        ("okänd-motpart.csv", with("bo@example.net", "ingen@example.net"), 422, "Ingen med den adressen"),
        ("samma-organisation.csv", with("Borås Stad", "Skatteverket"), 422, "i samma organisation"),
        ("formel.xlsx", workbook(&[("Blad1", &[HEAD, ADEPT, MENTOR])], formula), 422, "Cellen är en formel."),
        ("formelfel.xlsx", workbook(&[("Blad1", &[HEAD, ADEPT, MENTOR])], broken), 422, "Cellen är en formel."),
        ("formel.csv", with("Eva Exempel", "=A1"), 422, "Cellen är en formel."),
        ("låst.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec(), 422, "låst med lösenord"),
        ("avklippt.xlsx", whole[..whole.len() * 2 / 3].to_vec(), 422, "Filen är skadad"),
        ("skadad.xlsx", with_part("workbook.xml", "<workbook"), 422, "Filen "),
        ("stor.csv", [csv(&[HEAD, ADEPT]), vec![b'x'; 6 * 1024 * 1024]].concat(), 413, "Filen är för stor"),
        ("egentligen-pdf.xlsx", pdf.clone(), 422, "Filen är skadad"),
        ("deltagare.pdf", pdf, 422, "Den sortens fil går inte att läsa."),
        ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), 422, "Den sortens fil går inte att läsa."),
        ("okänd-organisation.csv", with("Borås Stad", "Boras kommun"), 422, "Lägg till Boras kommun (kommun)"),
        ("namnlös.csv", with("Eva Exempel", ""), 422, "Fyll i det här."),
        (
            "halvt-namn.csv",
            csv(&[names, &ADEPT.replace("Eva Exempel", "Eva;"), &MENTOR.replace("Bo ", "Bo;")]),
            422,
            "Efternamn",
        ),
        ("långt.csv", with("Eva Exempel", &"x".repeat(121)), 422, "Skriv högst 120 tecken."),
        (
            "två-gånger.csv",
            csv(&[HEAD, ADEPT, MENTOR, &MENTOR.replace("Mentor", "Reserv")]),
            422,
            "Samma person står i samma omgång på rad 3.",
        ),
        ("upptagen.csv", with("bo@example.net", "mentor1@example.org"), 422, "finns redan i ett annat par"),
        ("samma-roll.csv", csv(&[HEAD, ADEPT, &MENTOR.replace("Mentor", "Adept")]), 422, "har samma roll"),
        ("sig-själv.csv", with("bo@example.net", "eva@example.net"), 422, "personens egen adress"),
        (
            "annans-adress.csv",
            alone("Reserv;Eva Exempel;adept1@example.org;Göteborgs Stad;"),
            422,
            "Den som har adressen heter Amina",
        ),
        (
            "annan-arbetsgivare.csv",
            alone("Adept;Amina Exempelsson;adept1@example.org;Swedac;"),
            422,
            "arbetar för Göteborgs Stad",
        ),
        (
            "redan-i-annan-roll.csv",
            alone("Mentor;Amina Exempelsson;adept1@example.org;Göteborgs Stad;"),
            422,
            "redan med i den omgången, som adept",
        ),
        (
            "nästa-omgång.csv",
            csv(&[&format!("Omgång;{HEAD}"), &format!("16;{ADEPT}"), &format!("16;{MENTOR}")]),
            422,
            "högst 15",
        ),
        (
            "fel-dagar.csv",
            csv(&[contact, "15;Adept;Eva Exempel;eva@example.net;Borås Stad;2024-03-06;2025-05-28"]),
            422,
            "Är det en tidigare omgång",
        ),
        (
            "kontaktperson-då.csv",
            csv(&[contact, "14;Kontaktperson;Eva Exempel;eva@example.net;Borås Stad;2024-03-06;2025-05-28"]),
            422,
            "bara adepter och mentorer",
        ),
        ("dubbel-kolumn.csv", csv(&[&HEAD.replace("Organisation", "Namn"), ADEPT]), 422, "Kolumnen finns två gånger."),
        ("för-många-par.csv", csv(&many), 422, "Omgången har plats för 3 par till."),
        ("tom.xlsx", sheet(&[""]), 422, "Filen har inga rader"),
    ]
}

#[tokio::test]
async fn thirty_broken_files_for_a_running_round_are_explained_and_change_nothing() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let before = world.everything().await;
    let files = broken();
    assert!(files.len() >= 30);
    for (name, content, status, why) in files {
        let answer = check(&organiser, name, &content).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
        assert!(answer.says(why), "{name} does not say {why}: {}", answer.body);
        assert!(answer.says("Inget är importerat.") && !answer.says("name=\"rows\""), "{name}");
    }
    assert_eq!(world.everything().await, before);
}

/// What a page has of a file under a name, as its form sends it again.
fn field(answer: &Answer, name: &str) -> String {
    let value = answer.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap();
    value.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Has a page's file checked again, with what its reader says of it.
async fn again(organiser: &Browser, answer: &Answer, said: &[(&str, &str)]) -> Answer {
    let kept = ["file_name", "source", "lines"].map(|name| (name, field(answer, name)));
    let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<_> = kept.chain(said.iter().copied()).collect();
    upload::post(organiser, UPLOAD, body(&fields, None)).await
}

/// Nothing has to be changed in the file for a heading in other words, or an organisation
/// that is new.
#[tokio::test]
async fn headings_and_organisations_are_settled_on_the_page() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let lines = [
        &HEAD.replace("E-post", "Nås på").replace("Motpartens Nås på", "Motpart"),
        ADEPT,
        &MENTOR.replace("Skatteverket", "Nya verket"),
    ];
    let first = check(&organiser, "a.csv", &csv(&lines)).await;
    assert!(first.status == 422 && first.says("Kolumnen saknas.") && first.says("<bdi>Nås på<"), "{}", first.body);
    let mapped = again(&organiser, &first, &[("as", "2=email")]).await;
    assert_eq!(mapped.status, 422, "{}", mapped.body);
    assert!(
        mapped.says("Lägg till Nya verket (statlig myndighet)") && !mapped.says("Kolumnen saknas."),
        "{}",
        mapped.body
    );
    let said = [("as", "2=email"), ("create", "Nya verket")];
    let taken = again(&organiser, &mapped, &said).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert!(taken.says(PAIR) && taken.says("läggs till i nätverket: Nya verket."), "{}", taken.body);
    assert!(taken.says("Det nya paret får genast veta av varandra"));

    assert_eq!(field(&taken, "file_name"), "a.csv", "however often it was checked");
    let [rows, accepted] = [rows_of(&taken), field(&taken, "accepted")];
    let fields =
        form(&[("sida", PAGE), ("nyckel", "1"), ("rows", &rows), ("file_name", "a.csv"), ("accepted", &accepted)]);
    let done = organiser.submit(PAGE, "import/run", &fields).await;
    assert_eq!((done.status, done.location()), (303, "/organisera/import?importerade=2"), "{}", done.body);
    let page = organiser.get("/organisera/import?importerade=2").await;
    assert!(page.says("Det här har importerats") && page.says("2 personer, 1 par, 1 organisation."), "{}", page.body);
    let shown = organiser.get("/organisera/import/gjorda/1").await;
    assert!(shown.says("Eva Exempel och Bo Exempel") && shown.says("Ångra importen"), "{}", shown.body);

    let undone = organiser.submit("/organisera/import/gjorda/1", "import/undo", &form(&[("import", "1")])).await;
    assert_eq!((undone.status, undone.location()), (303, "/organisera/import/gjorda/1?angrad=1"), "{}", undone.body);
    let shown = organiser.get("/organisera/import/gjorda/1?angrad=1").await;
    assert!(
        shown.says("Importen är ångrad.") && !shown.says("Eva Exempel") && !shown.says("import/undo"),
        "{}",
        shown.body
    );
    assert!(!organiser.get("/organisera/personer?sok=exempel%20eva").await.says("eva@example.net"));
    assert_eq!(check(&organiser, "a.csv", &csv(&[HEAD, ADEPT, MENTOR])).await.status, 200, "and again");
}

/// What a page is sent that it did not write is no file.
#[tokio::test]
async fn lines_that_are_none_are_refused() {
    let organiser = World::new().await.browser("organisator1").await;
    for lines in ["[", "{}", "[1]"] {
        let fields = [("file_name", "a.csv"), ("source", "{}"), ("lines", lines)];
        assert_eq!(upload::post(&organiser, UPLOAD, body(&fields, None)).await.status, 400, "{lines}");
    }
}
