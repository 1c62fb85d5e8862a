//! Files that people take with them: who gets them, and that they say what the
//! pages say.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use axum::http::Response;
use domain::{
    people::{Duty, Lang},
    time::instant,
};
use jiff::{Timestamp, civil::DateTime};
use store::people::NewPerson;
use zip::ZipArchive;

use super::support::{Browser, KICKOFF, World, email, form};

const BOARD: &str = "/organisera/dagar/uppstart-2026";

async fn csv(browser: &Browser, query: &str) -> String {
    let file = browser.download(&format!("{BOARD}/svar.csv{query}")).await;
    assert_eq!(file.status(), 200, "{query}");
    String::from_utf8(file.into_body()).unwrap()
}

/// The cells of a CSV file, of which none holds a quotation mark; without the heading.
fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(';').collect()).collect()
}

/// The words of a board's lists, as the page has them.
fn listed(page: &str) -> Vec<Vec<String>> {
    let text = |cell: &str| {
        let words = cell.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, words)| words);
        words.collect::<String>().trim().to_owned()
    };
    // The figures by role and organisation are tables too, of another kind.
    let tables = page.split("<table class=\"table table--stack\">").skip(1);
    let bodies = tables.map(|table| table.split("</table>").next().unwrap().split("<tbody>").nth(1).unwrap());
    let rows = bodies.flat_map(|body| body.split("<tr>").skip(1));
    rows.map(|row| row.split("</t").map(text).filter(|cell| !cell.is_empty()).collect()).collect()
}

fn header<'a>(file: &'a Response<Vec<u8>>, name: &str) -> &'a str {
    file.headers()[name].to_str().unwrap()
}

/// A part of a workbook, which is a ZIP file of XML.
fn part(workbook: &[u8], name: &str) -> String {
    let mut part = String::new();
    ZipArchive::new(Cursor::new(workbook)).unwrap().by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

/// Lets an adept in whose name is what someone would like a spreadsheet to do.
async fn invite(world: &World, name: &str) {
    let person = NewPerson {
        email: email("formel"),
        name: name.into(),
        title: String::new(),
        phone: String::new(),
        organisation: "Borås Stad".into(),
        lang: Lang::Sv,
        duty: Duty::Adept,
    };
    world.state.store.invite(&person, world.state.clock.now()).await.unwrap();
}

#[tokio::test]
async fn whoever_must_not_have_a_file_learns_nothing_from_it() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for kind in ["csv", "xlsx"] {
        let there = format!("{BOARD}/svar.{kind}");
        let missing = format!("/organisera/dagar/finns-inte/svar.{kind}");
        let nowhere = format!("/organisera/dagar/uppstart-2026/finns-inte.{kind}");
        for who in ["adept1", "kontakt1", "arbetsgrupp1"] {
            let browser = world.browser(who).await;
            let page = async |path: &str| {
                let answer = browser.get(path).await;
                let page = answer.without_nonce().replace(path, "{path}");
                (answer.status, page.split_once("<head>").unwrap().1.to_owned())
            };
            let refused = page(&there).await;
            assert_eq!(refused.0, 404);
            assert_eq!(refused, page(&missing).await, "{who}");
            assert_eq!(refused, page(&nowhere).await, "{who}");
        }
        assert_eq!(organiser.download(&there).await.status(), 200, "as a control");
        let stranger = world.stranger().get(&format!("{there}?pass=1")).await;
        assert_eq!((stranger.status, stranger.location()), (303, "/logga-in?till=/organisera/dagar/uppstart-2026"));
    }
}

#[tokio::test]
async fn a_file_is_for_keeping_and_has_a_name() {
    let organiser = World::new().await.browser("organisator1").await;
    for (kind, content) in [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let file = organiser.download(&format!("{BOARD}/svar.{kind}")).await;
        assert_eq!(header(&file, "content-type"), content);
        assert_eq!(header(&file, "content-disposition"), format!("attachment; filename=\"uppstart-2026-svar.{kind}\""));
        assert_eq!(header(&file, "cache-control"), "private, no-store");
        assert_eq!(header(&file, "x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_csv_file_is_what_swedish_spreadsheets_read() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let fields = form(&[("segment", &everyone.to_string()), ("answer", "maybe")]);
    assert_eq!(world.browser("adept1").await.call("day/answer", &fields).await.status, 200);

    let organiser = world.browser("organisator1").await;
    let file = csv(&organiser, "").await;
    assert!(file.starts_with("\u{feff}Del av dagen;Namn;Roll;Organisation;Svar;Svarade;Incheckad\r\n"));
    assert!(file.ends_with("\r\n") && file.matches('\n').count() == file.matches("\r\n").count());
    for row in [
        "09.00–13.00 Adepter och mentorer;Amina Exempelsson;adept;Göteborgs Stad;Kanske;2026-02-20 09:00;\r\n",
        ";Björn Exempelsson;mentor;",
        "13.00–15.30 Enbart mentorer;",
        ";Inget svar än;;\r\n",
    ] {
        assert!(file.contains(row), "{row} in {file}");
    }
    let english = csv(&organiser.in_english(), "").await;
    assert!(english.starts_with("\u{feff}Part of the day;Name;Role;Organisation;Answer;Answered;Checked in\r\n"));
    assert!(english.contains("09:00–13:00 Adepts and mentors;Amina Exempelsson;adept;Göteborgs Stad;Maybe;"));
}

/// Under every question the file has the people of the board's lists, in the
/// same order and with the same words.
#[tokio::test]
async fn a_file_has_the_rows_of_the_board() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let organiser = world.browser("organisator1").await;
    for (query, least) in [
        (String::new(), 66),
        (format!("?pass={everyone}"), 44),
        (format!("?pass={mentors}&svar=none"), 1),
        ("?svar=yes".into(), 1),
        ("?roll=adept".into(), 22),
        ("?org=2".into(), 1),
        ("?sok=G%C3%96TEBORG".into(), 1),
        ("?sok=+bj%C3%B6rn+&roll=mentor".into(), 1),
        ("?pass=999999".into(), 0),
        ("?org=x&roll=chef&svar=kanske&pass=".into(), 66),
        ("?sok=%FF".into(), 0),
        ("?roll=adept&roll=mentor".into(), 22),
    ] {
        let (page, file) = (organiser.get(&format!("{BOARD}{query}")).await, csv(&organiser, &query).await);
        let listed = listed(&page.body);
        assert!(listed.len() >= least, "{query}: {}", listed.len());
        let rows: Vec<_> = rows(&file);
        assert_eq!(rows.len(), listed.len(), "{query}");
        for (row, listed) in rows.iter().zip(&listed) {
            assert!(listed[0].starts_with(row[1]), "{query}: whoever is to be called has a number beside the name");
            assert_eq!(row[2..5], listed[1..4], "{query}");
            assert_eq!(row[5].is_empty(), listed.len() == 4, "{query}");
        }
    }
}

#[tokio::test]
async fn the_board_leads_to_the_files_of_what_it_shows() {
    let organiser = World::new().await.browser("organisator1").await;
    let page = organiser.get(&format!("{BOARD}?roll=adept&sok=b%26%C3%B6")).await;
    for kind in ["csv", "xlsx"] {
        let link = format!("href=\"{BOARD}/svar.{kind}?roll=adept&amp;sok=b%26%C3%B6\"");
        assert!(page.says(&link), "{link}");
    }
    assert!(organiser.get(BOARD).await.says(&format!("href=\"{BOARD}/svar.csv\"")));
}

#[tokio::test]
async fn no_name_is_a_formula() {
    for name in
        ["=HYPERLINK(\"http://evil.example\";\"Klicka\")", "+46", "-1+1", "@SUM(A1)", "\tTabb", "\r=1", "a;b\n=1"]
    {
        let world = World::new().await;
        invite(&world, name).await;
        let organiser = world.browser("organisator1").await;

        let harmless = if name.starts_with('a') { name.to_owned() } else { format!("'{name}") };
        let quoted = harmless.contains([';', '"', '\r', '\n']);
        let cell = if quoted { format!("\"{}\"", harmless.replace('"', "\"\"")) } else { harmless };
        let file = csv(&organiser, "").await;
        assert!(file.contains(&format!(";{cell};adept;Borås Stad;")), "{cell} in {file}");

        let workbook = organiser.download(&format!("{BOARD}/svar.xlsx")).await.into_body();
        assert!(!part(&workbook, "xl/worksheets/sheet1.xml").contains("<f>"), "{name}");
        assert!(part(&workbook, "xl/sharedStrings.xml").contains(name.trim()), "{name}: as it was written");
    }
}

#[tokio::test]
async fn a_workbook_is_ready_to_be_read() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let workbook = organiser.download(&format!("{BOARD}/svar.xlsx?roll=adept")).await.into_body();
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    for sign in ["<pane ySplit=\"1\" topLeftCell=\"A2\"", "state=\"frozen\"", "<autoFilter ref=\"A1:G23\"/>", "<cols>"]
    {
        assert!(sheet.contains(sign), "{sign} in {sheet}");
    }
    assert!(part(&workbook, "xl/styles.xml").contains("yyyy-mm-dd hh:mm"));
    assert!(part(&workbook, "xl/workbook.xml").contains("<sheet name=\"Svar\""));
    assert!(part(&workbook, "docProps/core.xml").contains("2026-02-20T08:00"), "made by the one clock");
}

// ---- calendars ----

/// The entries of a calendar file: their values by name.
pub fn entries(file: &str) -> Vec<BTreeMap<String, String>> {
    let unfolded = file.replace("\r\n ", "");
    let entries = unfolded.split("BEGIN:VEVENT\r\n").skip(1).map(|rest| rest.split("END:VEVENT").next().unwrap());
    let value = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
    entries.map(|entry| entry.lines().map(value).collect()).collect()
}

/// From when to when an entry is, read by another hand than the one that wrote it.
pub fn times(entry: &BTreeMap<String, String>) -> [Timestamp; 2] {
    ["DTSTART", "DTEND"].map(|name| {
        let wall = &entry[&format!("{name};TZID=Europe/Stockholm")];
        instant(DateTime::strptime("%Y%m%dT%H%M%S", wall).unwrap())
    })
}

async fn day_calendar(browser: &Browser, slug: &str) -> String {
    let answer = browser.get(&format!("/dagar/{slug}/kalender.ics")).await;
    assert_eq!(answer.status, 200, "{slug}");
    answer.body
}

/// A file without the moment when it was made.
fn timeless(file: &str) -> String {
    file.lines().filter(|line| !line.starts_with("DTSTAMP")).collect()
}

/// Every part of round 15's days: the kick-off is in winter time, the others
/// in summer time.
#[rustfmt::skip]
const PARTS: [(&str, [&str; 2], [&str; 2]); 5] = [
    ("uppstart-2026",          ["09.00", "13.00"], ["2026-03-06T08:00Z", "2026-03-06T12:00Z"]),
    ("uppstart-2026",          ["13.00", "15.30"], ["2026-03-06T12:00Z", "2026-03-06T14:30Z"]),
    ("erfarenhetsutbyte-2026", ["09.00", "13.00"], ["2026-05-22T07:00Z", "2026-05-22T11:00Z"]),
    ("inspirationsdag-2026",   ["09.00", "15.00"], ["2026-10-16T07:00Z", "2026-10-16T13:00Z"]),
    ("avslutning-2027",        ["09.00", "13.00"], ["2027-04-09T07:00Z", "2027-04-09T11:00Z"]),
];

#[tokio::test]
async fn hours_are_the_same_everywhere() {
    let world = World::new().await;
    let (mentor, organiser) = (world.browser("mentor1").await, world.browser("organisator1").await);
    for (slug, [from, to], times_in_utc) in PARTS {
        let page = mentor.get(&format!("/dagar/{slug}")).await;
        assert!(page.says(&format!("{from}\u{2060}–\u{2060}{to}")), "{slug}: the page");

        let parts = entries(&day_calendar(&mentor, slug).await);
        let wanted = times_in_utc.map(|time| time.parse::<Timestamp>().unwrap());
        assert!(parts.iter().any(|entry| times(entry) == wanted), "{slug}: {parts:?}");

        let board = format!("/organisera/dagar/{slug}");
        let hours = format!("{from}–{to} ");
        let csv = organiser.download(&format!("{board}/svar.csv")).await.into_body();
        assert!(String::from_utf8(csv).unwrap().contains(&hours), "{slug}: CSV");
        let xlsx = organiser.download(&format!("{board}/svar.xlsx")).await.into_body();
        assert!(part(&xlsx, "xl/sharedStrings.xml").contains(&hours), "{slug}: Excel");
    }
    let public = entries(&world.stranger().get("/datum.ics").await.body);
    let found: Vec<_> = public.iter().map(times).collect();
    let for_everyone = PARTS.into_iter().filter(|(_, hours, _)| *hours != ["13.00", "15.30"]);
    let wanted: Vec<_> = for_everyone.map(|(.., times)| times.map(|time| time.parse().unwrap())).collect();
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn a_calendar_has_what_its_reader_is_invited_to() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let uids = |file: &str| entries(file).into_iter().map(|mut entry| entry.remove("UID").unwrap()).collect::<Vec<_>>();
    let domain = world.state.store.calendar_domain("ior.example").await.unwrap();
    let [everyone, mentors] = [everyone, mentors].map(|id| format!("segment-{id}@{domain}"));
    for who in ["adept1", "reserv1", "arbetsgrupp1"] {
        let file = day_calendar(&world.browser(who).await, KICKOFF).await;
        assert_eq!(uids(&file), [everyone.as_str()], "{who}");
    }
    for who in ["mentor1", "kontakt1", "organisator1"] {
        let file = day_calendar(&world.browser(who).await, KICKOFF).await;
        assert_eq!(uids(&file), [everyone.as_str(), &mentors], "{who}");
    }
    let public = uids(&world.stranger().get("/datum.ics").await.body);
    assert!(public.contains(&everyone) && !public.contains(&mentors));
}

#[tokio::test]
async fn a_calendar_says_nothing_of_answers() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    let before = timeless(&day_calendar(&adept, KICKOFF).await);
    for answer in ["yes", "no"] {
        let fields = form(&[("segment", &everyone.to_string()), ("answer", answer)]);
        assert_eq!(adept.call("day/answer", &fields).await.status, 200);
        assert_eq!(timeless(&day_calendar(&adept, KICKOFF).await), before, "{answer}");
    }
    assert_eq!(timeless(&day_calendar(&world.browser("adept2").await, KICKOFF).await), before);
}

#[tokio::test]
async fn a_calendar_is_handed_to_the_program_for_it() {
    let world = World::new().await;
    for (browser, path, name) in [
        (world.browser("adept1").await, "/dagar/uppstart-2026/kalender.ics", "uppstart-2026.ics"),
        (world.stranger(), "/datum.ics", "datum.ics"),
    ] {
        let file = browser.get(path).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(file.header("content-disposition"), format!("inline; filename=\"{name}\""));
        assert_eq!(file.header("cache-control"), "private, no-store");
        let page = path.strip_suffix("/kalender.ics").unwrap_or("/datum");
        let link = format!("href=\"{path}\"");
        let link_text = async |browser: &Browser| {
            let page = browser.get(page).await.body;
            let link = page.split("<a ").find(|rest| rest.contains(&link));
            link.unwrap().split(['<', '>']).nth(1).unwrap().to_owned()
        };
        assert_eq!(link_text(&browser).await, "Lägg i kalendern", "{page}");
        let english = browser.in_english();
        assert_eq!(link_text(&english).await, "Add to calendar", "{page}");
        assert!(english.get(path).await.says("SUMMARY:The Mentoring Programme: Kick-off\r\n"));
    }
}

#[tokio::test]
async fn whoever_must_sign_in_for_a_calendar_comes_back_to_its_day() {
    let stranger = World::new().await.stranger();
    let answer = stranger.get("/dagar/uppstart-2026/kalender.ics").await;
    assert_eq!((answer.status, answer.location()), (303, "/logga-in?till=/dagar/uppstart-2026"));
}
