//! Planning days: drafts, wrong input, publishing, moves, cancelling, and what
//! people see of it.

use app::day::editor::api::{Sheet, read_sheet};
use domain::{
    day::{DayForm, PartForm, SILENT, State},
    merge::BASE_FIELD,
    people::Lang,
};
use store::mail::outbox::Email;

use super::board::{figures, listed};
use crate::support::{Answer, Browser, KICKOFF, World, form, words_of};

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
            if text.is_empty()
                && ["[late_yes]", "[tell]", "[remove]", "[keep_answers]"].iter().any(|end| name.ends_with(end)) => {}
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

/// The same with what the sheet said when it was read.
async fn save_after(organiser: &Browser, read: &Sheet, sheet: &Sheet) -> Answer {
    let base = serde_json::to_string(&read.form).unwrap();
    let fields = fields(sheet, &[(BASE_FIELD, &base)]);
    organiser.submit(&format!("{BOARD}/andra"), "planning/edit", &fields).await
}

/// Makes an organiser responsible for a day, or with nothing nobody.
pub async fn make_responsible(organiser: &Browser, slug: &str, responsible: &str) -> Answer {
    let mut sheet = sheet(organiser, slug).await;
    responsible.clone_into(&mut sheet.form.responsible);
    organiser.submit(&format!("/organisera/dagar/{slug}/andra"), "planning/edit", &fields(&sheet, &[])).await
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
    let (organisers, past) = (Vec::new(), Vec::new());
    Sheet { slug: String::new(), state: State::Draft, version: 0, form, organisers, past }
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
        "Svara senast: Sista dagen att svara kan inte vara efter den gemensamma dagen.",
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
    // Once more does nothing.
    organiser.call("planning/publish", &slug).await;
    assert_eq!(world.messages().await.len(), 44);
    assert!(world.browser("adept1").await.get(&format!("/dagar/{SLUG}")).await.says("name=\"answer\""));
}

/// What only one of them changed is taken over. What both changed is asked about, side
/// by side, and nothing else.
#[tokio::test]
async fn two_organisers_do_not_overwrite_each_other() {
    let world = World::new().await;
    let (one, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let read = sheet(&one, KICKOFF).await;
    let (mut mine, mut theirs) = (read.clone(), read.clone());
    theirs.form.summary_sv = "Sparat av den andra.".into();
    theirs.form.agenda[0].speaker = "Talare Två".into();
    assert_eq!(save(&other, &theirs).await.status, 303);
    assert_eq!(save(&one, &mine).await.status, 409, "it does not say what it began with");

    mine.form.summary_en = "Written by me.".into();
    let done = save_after(&one, &read, &mine).await;
    assert_eq!((done.status, done.location()), (303, &*format!("{BOARD}?sparad=ihop")), "{}", done.body);
    assert!(one.get(done.location()).await.says("tillsammans med det som någon annan sparade"));
    let both = sheet(&one, KICKOFF).await.form;
    let said = (both.summary_sv.as_str(), both.summary_en.as_str(), both.agenda[0].speaker.as_str());
    assert_eq!(said, ("Sparat av den andra.", "Written by me.", "Talare Två"));

    mine.form.summary_sv = "Skrivet av mig.".into();
    let page = save_after(&one, &read, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Ni har ändrat samma sak"), "{}", page.body);
    let asked = page.body.split("class=\"meanwhile\"").nth(1).unwrap().split("</table>").next().unwrap().to_owned();
    assert!(asked.contains("Sparat av den andra.") && asked.contains("Skrivet av mig."));
    assert!(!asked.contains("Talare Två") && asked.matches("<tr").count() == 2, "the heads and one row: {asked}");
    assert!(page.says("\nSkrivet av mig.</textarea>") && page.says("value=\"Talare Två\""), "it is all in the form");
    assert!(page.says("name=\"version\" value=\"3\""), "saving again is possible");

    let saved = sheet(&one, KICKOFF).await;
    let mut settled = saved.clone();
    settled.form.summary_sv = "Skrivet av oss.".into();
    assert_eq!(save_after(&one, &saved, &settled).await.location(), format!("{BOARD}?sparad=1"));
    assert!(world.browser("adept1").await.get(&format!("/dagar/{KICKOFF}")).await.says("Skrivet av oss."));
}

/// Parts can follow one another, and not lie over one another.
#[tokio::test]
async fn parts_that_overlap_are_refused() {
    let organiser = World::new().await.browser("organisator1").await;
    let mut day = new_day();
    day.parts[1].from = "11:30".into();
    let page = make(&organiser, day.clone()).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Del 2, från: En annan del av dagen har samma tid."), "{}", page.body);
    day.parts[1].from = "12:00".into();
    assert_eq!(make(&organiser, day).await.status, 303);
}

/// A typo in the place is mended, and nobody hears of it; whoever wants to tell it sees
/// how many.
#[tokio::test]
async fn a_typo_is_mended_without_a_mailing() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let mut mended = sheet(&organiser, KICKOFF).await;
    mended.form.venue.push_str(", plan 2");
    let asked = save(&organiser, &mended).await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Ja, skicka mejl till") && asked.says("det är bara en rättelse av platsen"), "{}", asked.body);
    mended.form.tell = SILENT.into();
    assert_eq!(save(&organiser, &mended).await.status, 303);
    assert!(world.messages().await.is_empty());
    assert!(world.browser("adept1").await.get(&format!("/dagar/{KICKOFF}")).await.says("plan 2"));
}

/// The rule stands beside the box.
#[tokio::test]
async fn a_small_move_keeps_the_answers() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    answer(&adept, everyone, "yes").await;
    let page = organiser.get(&format!("{BOARD}/andra")).await;
    assert!(page.says("börjar högst 30 minuter tidigare eller senare"), "{}", page.body);
    assert!(page.says("Innan något skickas får du se till hur många."));
    let mut moved = sheet(&organiser, KICKOFF).await;
    moved.form.parts[0].from = "08:45".into();
    let asked = save(&organiser, &moved).await;
    assert!(asked.says("Ja, skicka mejl till 44 personer") && !asked.says("bara en rättelse"), "{}", asked.body);
    moved.form.tell = "44".into();
    assert_eq!(save(&organiser, &moved).await.status, 303);
    assert!(adept.get("/min-sida").await.says("Du har svarat att du kommer."));
    let mail = world.messages().await.into_iter().find(|parcel| parcel.to.starts_with("adept1@")).unwrap();
    assert!(words_of(&mail).text.contains("Ditt svar gäller även den nya tiden."));
}

/// What has been cannot be cancelled, and nothing offers it.
#[tokio::test]
async fn a_day_that_has_been_is_not_offered_to_be_cancelled() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(BOARD).await;
    assert!(page.says("Ställ in dagen") && page.says("och 44 personer får ett mejl"), "{}", page.body);
    let over = world.after(jiff::SignedDuration::from_hours(24 * 15)).browser("organisator1").await;
    assert!(!over.get(BOARD).await.says("Ställ in dagen"));
    let page = over.get(&format!("{BOARD}/andra")).await;
    assert!(page.says("Delen har varit.") && !page.says("Ställ in den här delen"), "{}", page.body);
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
    assert!(asked.says("44 personer får ett mejl om det som ändras."), "{}", asked.body);
    assert!(world.messages().await.is_empty());

    let later = world.after(jiff::SignedDuration::from_mins(1));
    let organiser = later.moved(&organiser);
    moved.form.tell = "44".into();
    assert_eq!(save(&organiser, &moved).await.status, 303);
    let messages = later.messages().await;
    assert_eq!(messages.len(), 44);
    assert!(messages.iter().all(|parcel| matches!(parcel.message, Email::DayMoved { .. })));
    let adept = later.moved(&adept);
    for path in ["/min-sida", "/dagar/uppstart-2026"] {
        let page = adept.get(path).await;
        assert!(page.says("Du svarade ja till den förra tiden. Svara igen."), "{path}");
        assert!(page.says("13 mars"), "{path}");
    }
    assert!(!adept.get("/min-sida").await.says("6 mars"));
    let page = adept.get("/dagar/uppstart-2026").await;
    assert!(page.says("Förut: fredag 6 mars 2026, 09.00"), "{}", page.body);
    let list = adept.get("/dagar").await;
    assert!(list.says("Flyttad") && list.says("Ja till förra tiden"), "{}", list.body);
    for path in [format!("{BOARD}?pass={everyone}"), format!("{BOARD}/lista"), format!("{BOARD}/svar.csv")] {
        assert!(organiser.get(&path).await.says("Ja till förra tiden"), "{path}");
    }
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
    let dashboard = adept.get("/min-sida").await;
    assert!(dashboard.says("Inställd: Uppstart") && dashboard.says("fredag 6 mars 2026"), "{}", dashboard.body);
    let over = world.after(jiff::SignedDuration::from_hours(24 * 15)).browser("adept1").await.get("/min-sida").await;
    assert!(!over.says("Inställd: Uppstart"), "{}", over.body);
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
    assert_eq!(gone.location(), "/organisera?borta=1");
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
        // An email that tells of a move names both times.
        sheet.form.parts[0].from = "08:15".into();
        sheet.form.tell = "44".into();
        assert_eq!(save(&organiser, &sheet).await.status, 303, "{slug}");
        let parcel = world.messages().await.into_iter().rfind(|parcel| parcel.to.starts_with("mentor1@")).unwrap();
        assert_eq!(parcel.lang, Lang::Sv);
        let mail = words_of(&parcel).text;
        assert!(mail.contains(&format!("{date}, {hours}")), "{slug} in the mail: {mail}");
        assert!(mail.contains(&format!("{date}, 08.15\u{2060}–\u{2060}{to}")), "{slug} in the mail: {mail}");
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
    assert!(!organiser.get(BOARD).await.says("är upptagen"));
}

/// From the organiser's number to the next one's mail.
#[tokio::test]
async fn who_comes_too_late_waits_and_is_offered_a_seat() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let organiser = world.browser("organisator1").await;
    let [coming, ..] = figures(&organiser.get(BOARD).await)[0];
    assert_eq!(seats(&organiser, &coming.to_string()).await.status, 303);
    assert!(organiser.get(BOARD).await.says(&format!("{coming} av {coming} platser är upptagna")));

    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert!(adept.get("/min-sida").await.says("Alla platser är tagna."));
    answer(&adept, everyone, "yes").await;
    assert!(adept.get("/min-sida").await.says("Du står på plats 1 i kön."));
    assert!(mentor.get("/min-sida").await.says("står i kö"));
    let board = organiser.get(&format!("{BOARD}?pass={everyone}&svar=waiting")).await;
    assert_eq!(listed(&board).len(), 1);

    // The mentor of the first pair has said yes, and gives the seat up.
    let messages = world.messages().await.len();
    answer(&mentor, everyone, "no").await;
    assert_eq!(world.messages().await.len(), messages + 1);
    assert!(adept.get("/dagar/uppstart-2026").await.says("En plats är ledig för dig."));
    let dashboard = adept.get("/min-sida").await;
    let place = |text: &str| dashboard.body.find(text).unwrap_or_else(|| panic!("{text}: {}", dashboard.body));
    assert!(place("En plats är ledig för dig") < place("Nästa gemensamma dag"), "the first thing");
    assert!(dashboard.says("Ta platsen som hålls för dig: Uppstart, 09.00"), "{}", dashboard.body);
    assert!(!dashboard.says("Svara på om du kommer: Uppstart"), "once is enough");
    answer(&adept, everyone, "yes").await;
    assert!(adept.get("/min-sida").await.says("Du har svarat att du kommer."));
}

#[tokio::test]
async fn an_empty_number_lifts_the_limit() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert_eq!(seats(&organiser, "1").await.status, 303);
    assert!(organiser.get(BOARD).await.says("av 1 plats är upptagen"));
    assert_eq!(seats(&organiser, " ").await.status, 303);
    assert!(!organiser.get(BOARD).await.says("är upptagen"));
}
