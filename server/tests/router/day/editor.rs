//! Planning days: drafts, wrong input, publishing, moves, cancelling, and what
//! people see of it.

use app::day::editor::api::{Sheet, read_sheet};
use domain::{
    day::{DayForm, PartForm, State},
    people::Lang,
};
use store::mail::outbox::Email;

use super::board::{figures, listed};
use crate::support::{Answer, Browser, KICKOFF, World, form};

const BOARD: &str = "/organisera/dagar/uppstart-2026";

/// A day's sheet as its fields are sent.
fn fields(sheet: &Sheet, more: &[(&str, &str)]) -> String {
    let mut form = vec![("slug".to_owned(), sheet.slug.clone()), ("version".to_owned(), sheet.version.to_string())];
    let day = serde_json::to_value(&sheet.form).unwrap();
    add("day", &day, &mut form);
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
}

/// The fields of a value: `day[parts][0][from]`. A box that is not ticked sends nothing.
fn add(name: &str, value: &serde_json::Value, form: &mut Vec<(String, String)>) {
    use serde_json::Value;
    match value {
        Value::Object(fields) => fields.iter().for_each(|(field, value)| add(&format!("{name}[{field}]"), value, form)),
        Value::Array(items) => (0..).zip(items).for_each(|(n, value)| add(&format!("{name}[{n}]"), value, form)),
        Value::String(text)
            if text.is_empty() && ["[late_yes]", "[tell]", "[remove]"].iter().any(|end| name.ends_with(end)) => {}
        Value::String(text) => form.push((name.to_owned(), text.clone())),
        _ => unreachable!("a form is text"),
    }
}

async fn sheet(organiser: &Browser, slug: &str) -> Sheet {
    organiser.read(read_sheet(slug.to_owned())).await.unwrap()
}

async fn save(organiser: &Browser, sheet: &Sheet) -> Answer {
    organiser.submit(&format!("{BOARD}/andra"), "planning/edit", &fields(sheet, &[])).await
}

/// A day that nothing is wrong with.
fn new_day() -> DayForm {
    let part = |from: &str, to: &str, audience: &str| PartForm {
        from: from.into(),
        to: to.into(),
        audience: audience.into(),
        ..PartForm::default()
    };
    DayForm {
        kind: "inspiration".into(),
        title_sv: "Sensommardag".into(),
        title_en: "Late summer day".into(),
        summary_sv: "En dag ute.".into(),
        summary_en: "A day outdoors.".into(),
        date: "2026-09-10".into(),
        parts: vec![part("09:00", "12:00", "everyone"), part("13:00", "15:00", "mentors")],
        venue: "Skogen".into(),
        address: "Stigen 1".into(),
        reply_by: "2026-09-03".into(),
        ..DayForm::default()
    }
}

fn as_sheet(form: DayForm) -> Sheet {
    Sheet { slug: String::new(), state: State::Draft, version: 0, form, organisers: Vec::new() }
}

/// Makes a draft; its board's address.
async fn make(organiser: &Browser, day: DayForm) -> Answer {
    organiser.submit("/organisera/dagar/ny", "planning/new", &fields(&as_sheet(day), &[])).await
}

const SLUG: &str = "sensommardag-2026";

#[tokio::test]
async fn what_is_wrong_in_a_day_is_said_and_nothing_is_lost() {
    let organiser = World::new().await.browser("organisator1").await;
    let mut day = new_day();
    day.title_en = String::new();
    day.parts[0].to = "08:00".into();
    day.map_url = "http://karta.example".into();
    day.reply_by = "2026-09-11".into();
    day.contact_email = "ingen adress".into();
    let page = make(&organiser, day).await;
    assert_eq!(page.status, 422);
    for text in [
        "Rubrik på engelska: Fyll i det här.",
        "Del 1, till: Slutet ska vara senare än början.",
        "Länk till en karta: Skriv en hel adress som börjar med https://.",
        "Svara senast: Svarsdagen ska vara senast den gemensamma dagen.",
        "E-post till kontakten: Skriv en e-postadress",
        "value=\"Sensommardag\"",
        "value=\"13:00\"",
        "value=\"http://karta.example\"",
    ] {
        assert!(page.says(text), "{text}");
    }
    assert!(!organiser.get("/organisera").await.says("Sensommardag"));
}

#[tokio::test]
async fn more_rows_come_with_all_that_was_typed() {
    let organiser = World::new().await.browser("organisator1").await;
    for (more, row) in [("parts", "day[parts][2][from]"), ("agenda", "day[agenda][2][at]")] {
        // A browser sends every row, empty ones too.
        let rows = [("day[agenda][0][at]", ""), ("day[agenda][1][at]", ""), ("day[agenda][1][title_sv]", "Promenad")];
        let fields = fields(&as_sheet(new_day()), &[&[("more", more)], rows.as_slice()].concat());
        let page = organiser.submit("/organisera/dagar/ny", "planning/new", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Nu finns det fler rader. Inget är sparat än."));
        assert!(page.says(row) && page.says("value=\"Promenad\"") && page.says("value=\"Sensommardag\""), "{row}");
    }
}

/// Only organisers know of a draft; everyone else meets nothing.
#[tokio::test]
async fn a_draft_is_the_organisers_own() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let made = make(&organiser, new_day()).await;
    assert_eq!((made.status, made.location()), (303, &*format!("/organisera/dagar/{SLUG}?sparad=1")));
    let overview = organiser.get("/organisera").await;
    assert!(overview.says("Sensommardag") && overview.says("Utkast"));
    assert!(organiser.get(&format!("/dagar/{SLUG}")).await.says("Bara organisatörer kan se den."));
    assert_eq!(organiser.get(&format!("/dagar/{SLUG}/kalender.ics")).await.status, 404);
    assert_eq!(organiser.get(&format!("/organisera/dagar/{SLUG}/incheckning")).await.status, 404);

    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let browser = world.browser(who).await;
        for path in ["/min-sida", "/dagar", "/kontakt", "/datum", "/"] {
            assert!(!browser.get(path).await.says("Sensommardag"), "{who} at {path}");
        }
        assert_eq!(browser.get(&format!("/dagar/{SLUG}")).await.status, 404, "{who}");
        assert_eq!(browser.get(&format!("/dagar/{SLUG}/kalender.ics")).await.status, 404, "{who}");
    }
    assert!(!world.stranger().get("/datum.ics").await.says("Sensommardag"));
    assert!(world.messages().await.is_empty());
}

#[tokio::test]
async fn publishing_invites_everyone_it_is_for() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    make(&organiser, new_day()).await;
    let slug = form(&[("slug", SLUG)]);
    let done = organiser.submit(&format!("/organisera/dagar/{SLUG}"), "planning/publish", &slug).await;
    assert_eq!(done.location(), format!("/organisera/dagar/{SLUG}?inbjudna=44"));
    assert!(organiser.get(done.location()).await.says("44 personer får en inbjudan."));
    let messages = world.messages().await;
    assert_eq!(messages.len(), 44);
    let hours = |name: &str| {
        let parcel = messages.iter().find(|parcel| parcel.to.starts_with(name)).unwrap();
        let Email::DayInvitation { hours, .. } = &parcel.message else { panic!("an invitation") };
        hours.len()
    };
    assert_eq!((hours("adept1@"), hours("mentor1@")), (1, 2));
    // A second time does nothing.
    organiser.call("planning/publish", &slug).await;
    assert_eq!(world.messages().await.len(), 44);
    assert!(world.browser("adept1").await.get(&format!("/dagar/{SLUG}")).await.says("name=\"answer\""));
}

/// The sheet that is shown again holds what was typed, and what was saved meanwhile stands beside it.
#[tokio::test]
async fn two_organisers_do_not_overwrite_each_other() {
    let world = World::new().await;
    let (one, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let mut mine = sheet(&one, KICKOFF).await;
    let mut theirs = mine.clone();
    theirs.form.summary_sv = "Sparat av den andra.".into();
    assert_eq!(save(&other, &theirs).await.status, 303);
    mine.form.summary_sv = "Skrivet av mig.".into();
    let page = save(&one, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Sparat medan du skrev") && page.says("Sparat av den andra.") && page.says("Skrivet av mig."));
    assert!(page.says("name=\"version\" value=\"2\""), "saving again is possible");
    assert!(world.browser("adept1").await.get(&format!("/dagar/{KICKOFF}")).await.says("Sparat av den andra."));
}

/// A move asks first, and then asks everyone again.
#[tokio::test]
async fn a_moved_day_is_answered_anew() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    adept.call("day/answer", &form(&[("segment", &everyone.to_string()), ("answer", "yes")])).await;
    let mut moved = sheet(&organiser, KICKOFF).await;
    moved.form.date = "2026-03-13".into();
    let asked = save(&organiser, &moved).await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Kryssa i rutan för att skicka."));
    assert!(world.messages().await.is_empty());

    let later = world.after(jiff::SignedDuration::from_mins(1));
    let organiser = later.moved(&organiser);
    moved.form.tell = "1".into();
    assert_eq!(save(&organiser, &moved).await.status, 303);
    let messages = later.messages().await;
    assert_eq!(messages.len(), 44);
    assert!(messages.iter().all(|parcel| matches!(parcel.message, Email::DayMoved { .. })));
    let adept = later.moved(&adept);
    for path in ["/min-sida", "/dagar/uppstart-2026"] {
        let page = adept.get(path).await;
        assert!(page.says("Du svarade ja till den förra tiden. Svara igen."), "{path}");
        assert!(page.says("13 mars") && !page.says("6 mars"), "{path}");
    }
    assert!(adept.get("/dagar").await.says("Flyttad"));
    let file = adept.get(&format!("/dagar/{KICKOFF}/kalender.ics")).await;
    assert!(file.says("SEQUENCE:1") && file.says("20260313T090000"));
}

#[tokio::test]
async fn a_cancelled_day_says_so_everywhere() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let fields = form(&[("slug", KICKOFF), ("word", "Salen är översvämmad.")]);
    let done = organiser.submit(BOARD, "planning/cancel", &fields).await;
    assert_eq!(done.location(), format!("{BOARD}?installd=44"));
    let messages = world.messages().await;
    assert!(messages.iter().all(|parcel| {
        matches!(&parcel.message, Email::DayCancelled { word, whole: true, .. } if word == "Salen är översvämmad.")
    }));
    assert_eq!(messages.len(), 44);
    let page = adept.get(&format!("/dagar/{KICKOFF}")).await;
    assert!(page.says("Dagen är inställd.") && !page.says("name=\"answer\""));
    assert!(world.stranger().get("/datum").await.says("Inställd"));
    let refused = adept.call("day/answer", &form(&[("segment", &everyone.to_string()), ("answer", "no")])).await;
    assert_eq!(refused.status, 409);
    let file = adept.get(&format!("/dagar/{KICKOFF}/kalender.ics")).await;
    assert!(file.says("STATUS:CANCELLED") && file.says("SEQUENCE:1"));
    assert_eq!(organiser.get(&format!("{BOARD}/incheckning")).await.status, 404);
    assert_eq!(organiser.get(&format!("{BOARD}/andra")).await.status, 200);
}

#[tokio::test]
async fn a_draft_can_be_deleted_and_nothing_else() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    make(&organiser, new_day()).await;
    assert_eq!(organiser.call("planning/delete", &form(&[("slug", KICKOFF)])).await.status, 404);
    let gone =
        organiser.submit(&format!("/organisera/dagar/{SLUG}"), "planning/delete", &form(&[("slug", SLUG)])).await;
    assert_eq!(gone.location(), "/organisera");
    assert_eq!(organiser.get(&format!("/organisera/dagar/{SLUG}")).await.status, 404);
}

/// Wall time: the same hours on the page, in the mail, in the calendar and in the export.
#[tokio::test]
async fn all_four_days_have_the_same_hours_everywhere() {
    let world = World::new().await;
    let (organiser, mentor) = (world.browser("organisator1").await, world.browser("mentor1").await);
    for (slug, date, from, to) in [
        ("uppstart-2026", "fredag 6 mars 2026", "09.00", "13.00"),
        ("erfarenhetsutbyte-2026", "fredag 22 maj 2026", "09.00", "13.00"),
        ("inspirationsdag-2026", "fredag 16 oktober 2026", "09.00", "15.00"),
        ("avslutning-2027", "fredag 9 april 2027", "09.00", "13.00"),
    ] {
        let mut sheet = sheet(&organiser, slug).await;
        assert_eq!(
            (&*sheet.form.parts[0].from, &*sheet.form.parts[0].to),
            (&*from.replace('.', ":"), &*to.replace('.', ":"))
        );
        let hours = format!("{from}\u{2060}–\u{2060}{to}");
        let page = mentor.get(&format!("/dagar/{slug}")).await;
        assert!(page.says(&hours) && page.says(date), "{slug} on the page");
        let compact = sheet.form.date.replace('-', "");
        let file = mentor.get(&format!("/dagar/{slug}/kalender.ics")).await;
        for (what, at) in [("DTSTART", from), ("DTEND", to)] {
            let line = format!("{what};TZID=Europe/Stockholm:{compact}T{}00\r\n", at.replace('.', ""));
            assert!(file.says(&line), "{slug} in the calendar: {line}");
        }
        let export = organiser.get(&format!("/organisera/dagar/{slug}/svar.csv")).await;
        assert!(export.says(&format!("{from}–{to} Adepter och mentorer")), "{slug} in the export");
        // An email that tells of an hour's move names both times.
        sheet.form.parts[0].to = "15:30".into();
        sheet.form.tell = "1".into();
        assert_eq!(save(&organiser, &sheet).await.status, 303, "{slug}");
        let parcel = world.messages().await.into_iter().rfind(|parcel| parcel.to.starts_with("mentor1@")).unwrap();
        assert_eq!(parcel.lang, Lang::Sv);
        let mail = server::mail::render::words(&parcel, "http://ior.example", Some(15)).text;
        assert!(mail.contains(&format!("{date}, {hours}")), "{slug} in the mail: {mail}");
        assert!(mail.contains(&format!("{date}, {from}\u{2060}–\u{2060}15.30")), "{slug} in the mail: {mail}");
    }
}

// ---- seats ----

/// Sets how many seats the part for everyone has.
async fn seats(browser: &Browser, typed: &str) -> Answer {
    let mut sheet = sheet(browser, KICKOFF).await;
    sheet.form.parts[0].seats = typed.into();
    save(browser, &sheet).await
}

async fn answer(browser: &Browser, segment: i64, answer: &str) {
    let fields = form(&[("segment", &segment.to_string()), ("answer", answer)]);
    assert_eq!(browser.call("day/answer", &fields).await.status, 200);
}

#[tokio::test]
async fn a_wrong_number_of_seats_is_explained_and_given_back() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for typed in ["0", "-3", "10001", "tjugo", "2,5"] {
        let page = seats(&organiser, typed).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.says("Skriv ett heltal från 1 till 10000."), "{typed}");
        assert!(page.says(&format!("value=\"{typed}\"")), "{typed}: what was typed is kept");
    }
    assert!(!organiser.get(BOARD).await.says("platser är tagna"));
}

/// From the organiser's number to the next one's mail.
#[tokio::test]
async fn who_comes_too_late_waits_and_is_offered_a_seat() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let organiser = world.browser("organisator1").await;
    let [coming, ..] = figures(&organiser.get(BOARD).await)[0];
    assert_eq!(seats(&organiser, &coming.to_string()).await.status, 303);
    assert!(organiser.get(BOARD).await.says(&format!("{coming} av {coming} platser är tagna")));

    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert!(adept.get("/min-sida").await.says("Alla platser är tagna."));
    answer(&adept, everyone, "yes").await;
    assert!(adept.get("/min-sida").await.says("Du står på plats 1 i kön."));
    assert!(mentor.get("/min-sida").await.says("står på kö"));
    let board = organiser.get(&format!("{BOARD}?pass={everyone}&svar=waiting")).await;
    assert_eq!(listed(&board).len(), 1);

    // The mentor of the first pair has said yes, and gives the seat up.
    let messages = world.messages().await.len();
    answer(&mentor, everyone, "no").await;
    assert_eq!(world.messages().await.len(), messages + 1);
    assert!(adept.get("/dagar/uppstart-2026").await.says("En plats är ledig för dig."));
    answer(&adept, everyone, "yes").await;
    assert!(adept.get("/min-sida").await.says("Du har svarat att du kommer."));
}

#[tokio::test]
async fn an_empty_number_lifts_the_limit() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert_eq!(seats(&organiser, "1").await.status, 303);
    assert!(organiser.get(BOARD).await.says("av 1 platser är tagna"));
    assert_eq!(seats(&organiser, " ").await.status, 303);
    assert!(!organiser.get(BOARD).await.says("platser är tagna"));
}
