//! The pair's room: what the two write is for the two, and neither writes over
//! the other.

pub(crate) mod agreement;
pub(crate) mod help_request;
mod list;
mod pulse;
mod status;

use std::collections::BTreeSet;

use app::{
    day::board::api::read_overview,
    pair::api::{read_meeting, read_pair, read_room},
};
use domain::pair::{PairHealth, health::Band};

use super::{
    access::{FILES, pages},
    support::{Answer, Browser, World, form, log, log_with, start},
};

/// What the pair shares.
const SHARED: [&str; 2] = ["kanarienotis", "kanarieåtgärd"];
/// What the writer keeps.
const PRIVATE: &str = "kanariereflektion";

/// All that a browser can read: every page and file.
pub async fn all_that_is_shown_to(browser: &Browser, meeting: &str) -> Vec<(String, Answer)> {
    let mut shown = Vec::new();
    let paths = pages().map(|(path, _)| path.replace("{meeting}", meeting));
    // The organiser's list behind each figure too.
    for path in paths.into_iter().chain(["/organisera/dagar/uppstart-2026?svar=yes&roll=mentor".into()]) {
        shown.push((path.clone(), browser.get(&path).await));
    }
    // Materials of a day, whose addresses have numbers in them, are no one's words.
    for (path, _) in FILES.into_iter().filter(|(path, _)| !path.contains('{')) {
        let file = browser.download(path).await;
        let body = String::from_utf8_lossy(file.body()).into_owned();
        shown.push((path.into(), Answer { status: file.status().as_u16(), headers: file.headers().clone(), body }));
    }
    shown
}

/// Where a browser is shown this text.
pub async fn where_is(text: &str, browser: &Browser, meeting: &str) -> Vec<String> {
    let shown = all_that_is_shown_to(browser, meeting).await;
    shown.into_iter().filter(|(_, answer)| answer.says(text)).map(|(place, _)| place).collect()
}

/// Where a log's own words stand: its page, its form, and the files with all logs.
fn log_contexts(meeting: &str, others: &[&str]) -> BTreeSet<String> {
    let page = |rest: &str| format!("/par/traffar/{meeting}{rest}");
    let files = ["/par/logg.html", "/par/logg.json"].map(str::to_owned);
    let others = others.iter().map(|place| place.replace("{meeting}", meeting));
    [page(""), page("/andra")].into_iter().chain(files).chain(others).collect()
}

/// The places where a browser is shown this text, in no order.
pub async fn places_of(text: &str, browser: &Browser, meeting: &str) -> BTreeSet<String> {
    where_is(text, browser, meeting).await.into_iter().collect()
}

#[tokio::test]
async fn the_partner_reads_all_but_the_reflection() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let partner = world.browser("mentor1").await;
    let history = ["/par/traffar/{meeting}/historik"];
    let to_do = [&history[..], &["/par", "/par/forbered"]].concat();
    for (shared, others) in SHARED.into_iter().zip([&history[..], &to_do]) {
        assert_eq!(places_of(shared, &partner, &meeting).await, log_contexts(&meeting, others), "{shared}");
    }
    assert!(where_is(PRIVATE, &partner, &meeting).await.is_empty());
    // As a control, the writer reads it where the log is.
    let writer = world.browser("adept1").await;
    assert_eq!(places_of(PRIVATE, &writer, &meeting).await, log_contexts(&meeting, &[]));
}

#[tokio::test]
async fn nobody_else_reads_a_word() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let mut others = vec![world.stranger()];
    for who in ["adept2", "mentor2", "kontakt1", "kontakt2", "kontakt10", "arbetsgrupp1", "organisator1", "reserv1"] {
        others.push(world.browser(who).await);
    }
    for other in others {
        for (place, answer) in all_that_is_shown_to(&other, &meeting).await {
            let leaked = SHARED.into_iter().chain([PRIVATE]).find(|text| answer.says(text));
            assert_eq!(leaked, None, "{place}: {}", answer.body);
        }
    }
}

/// The day, the length and the form of a meeting are the pair's own as well.
#[tokio::test]
async fn an_organiser_sees_a_band_and_a_count_and_no_date() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let organiser = world.browser("organisator1").await;

    let overview = organiser.read(read_overview()).await.unwrap();
    let met: Vec<_> = overview.pairs.iter().filter(|pair| pair.meetings == 1).collect();
    assert_eq!(met.len(), 1);
    // Whoever adds a field must say here that it tells nothing of a meeting.
    let PairHealth {
        id: _,
        adept_id: _,
        adept: _,
        adept_organisation: _,
        mentor_id: _,
        mentor: _,
        mentor_organisation: _,
        state: _,
        asks: _,
        band,
        meetings: _,
    } = met[0];
    assert_eq!(*band, Band::Regular);
    let read = format!("{overview:?}");
    assert!(!read.contains("2026-02-10") && !read.contains("StudyVisit"), "{read}");

    let page = organiser.get("/organisera").await;
    assert!(page.says("22 par") && page.says("Regelbunden"));
    for (place, answer) in all_that_is_shown_to(&organiser, &meeting).await {
        // Nobody in the demo did anything on the meeting's day: only the meeting could show it.
        let sign = ["2026-02-10", "20260210", "10 februari 2026", "study_visit", "Studiebesök"]
            .into_iter()
            .find(|sign| answer.says(sign));
        assert_eq!(sign, None, "{place}");
    }
    // As a control, the pair's own page, file and room have it.
    let mentor = world.browser("mentor1").await;
    let own = mentor.get("/par").await;
    assert!(own.says("2026-02-10") && own.says("10 februari 2026") && own.says("Studiebesök"));
    assert!(mentor.get("/par/logg.json").await.says("study_visit"));
    let room = format!("{:?}", mentor.read(read_room()).await.unwrap());
    assert!(room.contains("2026-02-10") && room.contains("StudyVisit"));
}

/// "Det här ser organisatören": the pair is shown what the organiser is shown.
#[tokio::test]
async fn a_pair_sees_what_the_organiser_sees_of_it() {
    let world = World::new().await;
    world.meeting_of("adept1").await;
    let page = world.browser("adept1").await.read(read_pair()).await.unwrap();
    let seen = world.browser("organisator1").await.read(read_overview()).await.unwrap();
    let of_this_pair = seen.pairs.into_iter().find(|pair| pair.id == page.room.pair.id);
    assert!(of_this_pair.is_some());
    assert_eq!(page.seen, of_this_pair);
}

#[tokio::test]
async fn a_logged_meeting_is_listed_and_read() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let saved = adept.submit("/par/traffar/ny", "pair/log-meeting", &form(&log())).await;
    assert_eq!(saved.status, 303);
    let page = adept.get(saved.location()).await;
    assert!(
        page.says("Träffen är sparad.")
            && page.says("kanarienotis")
            && page.says("Studiebesök")
            && page.says("75 minuter")
    );
    let list = world.browser("mentor1").await.in_english().get("/par").await;
    assert!(list.says("2026-02-10") && list.says("Study visit") && list.says("1 open action"));
}

#[tokio::test]
async fn the_partner_changes_a_log_and_leaves_the_reflection_alone() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let mentor = world.browser("mentor1").await;
    let fields = format!("id={meeting}&version=1&{}", log_with("log[reflection]", "mentorns egen"));
    let saved = mentor.submit(&format!("/par/traffar/{meeting}/andra"), "pair/edit-meeting", &fields).await;
    assert_eq!((saved.status, saved.location()), (303, format!("/par/traffar/{meeting}?sparad=1").as_str()));

    let read = async |who| world.browser(who).await.read(read_meeting(meeting.clone())).await.unwrap().meeting;
    let (adepts, mentors) = (read("adept1").await, read("mentor1").await);
    assert_eq!((adepts.version, adepts.reflection.as_str()), (2, PRIVATE));
    assert_eq!((mentors.version, mentors.reflection.as_str()), (2, "mentorns egen"));
}

/// Whoever saves second is shown both texts, and loses neither.
#[tokio::test]
async fn a_log_that_was_saved_in_between_is_not_written_over() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let page = format!("/par/traffar/{meeting}/andra");
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let edit = |version: u8, notes| format!("id={meeting}&version={version}&{}", log_with("log[notes]", notes));
    assert_eq!(mentor.submit(&page, "pair/edit-meeting", &edit(1, "mentorns ord")).await.status, 303);
    let before = world.everything().await;

    let stale = adept.submit(&page, "pair/edit-meeting", &edit(1, "adeptens ord")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.says("Någon annan har sparat medan du skrev."));
    assert!(stale.says("\nadeptens ord</textarea>"), "what was typed is in its field: {}", stale.body);
    assert!(stale.says("<mark>mentorns ord"), "and what was saved beside it");
    assert!(stale.says(r#"name="version" value="2""#), "and the next try is about what was saved");
    assert_eq!(world.everything().await, before);

    let json = adept.call("pair/edit-meeting", &edit(1, "adeptens ord")).await;
    assert!(json.status == 409 && json.body.starts_with(r#"{"SavedMeanwhile""#), "{}", json.body);
    let merged = adept.submit(&page, "pair/edit-meeting", &edit(2, "bådas ord")).await;
    assert_eq!(merged.status, 303);
}

/// A log without any text is a good log.
#[tokio::test]
async fn date_length_and_form_are_enough() {
    let world = World::new().await;
    let fields = form(&[("log[date]", "2026-02-20"), ("log[minutes]", "5"), ("log[form]", "digital")]);
    let adept = world.browser("adept1").await;
    let saved = adept.submit("/par/traffar/ny", "pair/log-meeting", &fields).await;
    assert_eq!(saved.status, 303);
    assert!(adept.get(saved.location()).await.says("Inga gemensamma anteckningar."));
}

/// What the two settle when they log is there on both dashboards.
#[tokio::test]
async fn the_next_meeting_is_kept_for_both() {
    let world = World::new().await;
    let mut fields = log();
    fields.extend([("log[next_date]", "2026-03-20"), ("log[next_time]", "09.30")]);
    assert_eq!(world.browser("adept1").await.call("pair/log-meeting", &form(&fields)).await.status, 200);
    let room = world.browser("mentor1").await.read(read_room()).await.unwrap();
    assert_eq!(room.meetings.next.unwrap().at.to_string(), "2026-03-20T09:30:00");
    assert!(room.now >= start());
}
