//! Whoever helps at the door of a day: that door is open to them while it holds, and all the
//! rest is as it is for anyone who is signed in.

use app::{round::focus::is_of_a_round, ui::READER_FIELD};
use jiff::SignedDuration;

use super::{FILES, Numbers, World, form, pages, writes};
use crate::{
    round::focus::{in_round, two_rounds},
    support::KICKOFF,
};

const DOOR: &str = "/organisera/dagar/uppstart-2026/incheckning";
/// What is done at a door.
const PRESSES: [&str; 3] = ["attendance/check-in", "attendance/undo", "attendance/add-visitor"];
/// From when the worlds begin to one in the afternoon before the kick-off.
const EVE: SignedDuration = SignedDuration::from_hours(13 * 24 + 4);
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

/// An organiser names someone to help at the kick-off of a round.
async fn name(world: &World, who: &str, by: &str, round: u32) {
    let (organiser, person) = (world.browser(by).await, world.caller(who).await.person.to_string());
    let reader = format!("{}.{round}", organiser.reader().await);
    let fields = form(&[(READER_FIELD, &reader), ("slug", KICKOFF), ("person", &person)]);
    assert_eq!(organiser.call("helper/name", &fields).await.status, 200, "{who}");
}

/// What someone gets at every page and file.
async fn all_pages(world: &World, who: &str, numbers: &Numbers) -> Vec<(&'static str, u16)> {
    let browser = world.browser(who).await;
    let mut all = Vec::new();
    for (path, _) in pages().chain(FILES) {
        all.push((path, browser.download(&numbers.fill(path)).await.status().as_u16()));
    }
    all
}

/// What someone gets from every server function, each time as in a new browser.
async fn all_writes(world: &World, who: &str, numbers: &Numbers) -> Vec<(&'static str, u16)> {
    let mut all = Vec::new();
    for (function, fields, _) in writes() {
        let browser = world.browser(who).await;
        all.push((function, browser.call(function, &numbers.fill(fields)).await.status));
    }
    all
}

fn differences(before: Vec<(&'static str, u16)>, after: Vec<(&'static str, u16)>) -> Vec<(&'static str, u16, u16)> {
    let both = before.into_iter().zip(after).filter(|(was, is)| was != is);
    both.map(|((what, was), (_, is))| (what, was, is)).collect()
}

#[tokio::test]
async fn one_page_is_open_to_a_helper() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let eve = world.after(EVE);
    let before = all_pages(&eve, "reserv1", &numbers).await;
    name(&world, "reserv1", "organisator1", 15).await;
    assert_eq!(differences(before, all_pages(&eve, "reserv1", &numbers).await), [(DOOR, 404, 200)]);
    // Two hours before, and on the day after, there is no door.
    for hours in [13 * 24 + 2, 15 * 24] {
        let at = world.after(SignedDuration::from_hours(hours));
        assert_eq!(at.browser("reserv1").await.get(DOOR).await.status, 404, "{hours}");
        assert_eq!(at.browser("organisator1").await.get(DOOR).await.status, 200, "{hours}: control");
    }
}

#[tokio::test]
async fn a_helper_presses_at_the_door_and_nowhere_else() {
    let mut both = Vec::new();
    for helps in [false, true] {
        let world = World::new().await;
        let numbers = Numbers::of(&world).await;
        if helps {
            name(&world, "reserv1", "organisator1", 15).await;
        }
        both.push(all_writes(&world.after(EVE), "reserv1", &numbers).await);
    }
    let after = both.pop().unwrap();
    let opened = differences(both.pop().unwrap(), after);
    assert_eq!(opened, PRESSES.map(|what| (what, 404, 200)));
}

/// Of a round in which they are nothing else, the door is there and no other page; and in
/// their own round, no door of the same name.
#[tokio::test]
async fn a_helper_of_one_round_gets_nothing_of_another() {
    let world = two_rounds().await;
    let numbers = Numbers::logged_by(&world, "mentor1").await;
    name(&world, "reserv1", "organisator1", 15).await;
    name(&world, "mentor1", "organisator16", 16).await;
    for (who, helps, other, at) in [("reserv1", 15, 16, EVE), ("mentor1", 16, 15, YEAR + EVE)] {
        let browser = world.after(at).browser(who).await;
        assert_eq!(browser.get(&in_round(helps, DOOR)).await.status, 200, "{who}: control");
        assert_eq!(browser.get(&in_round(other, DOOR)).await.status, 404, "{who}");
        for (path, _) in pages().filter(|(path, _)| is_of_a_round(path) && *path != DOOR) {
            let status = browser.get(&in_round(16, &numbers.fill(path))).await.status;
            assert_eq!(status, 404, "{who} at {path} in 16");
        }
    }
}

#[tokio::test]
async fn a_helper_presses_in_one_round() {
    let world = two_rounds().await;
    let numbers = Numbers::logged_by(&world, "mentor1").await;
    name(&world, "mentor1", "organisator16", 16).await;
    let (store, organiser) = (&world.state.store, world.caller("organisator16").await);
    let day = store.day(&organiser, KICKOFF, world.state.clock.now()).await.unwrap().unwrap().day;
    let there = world.after(YEAR + EVE);
    let browser = there.browser("mentor1").await;
    let reader = form(&[(READER_FIELD, &format!("{}.16", browser.reader().await))]);
    // By the numbers of 15, nothing is there.
    for (function, fields, _) in writes().filter(|(_, _, statuses)| statuses[0] == 401) {
        let fields = format!("{reader}&{}", numbers.fill(fields));
        let status = there.browser("mentor1").await.call(function, &fields).await.status;
        assert_eq!(status, 404, "{function} in 16");
    }
    let visitor = format!("{reader}&{}", form(&[("segment", &day.segments[0].id.to_string()), ("name", "Gerda")]));
    assert_eq!(browser.call("attendance/add-visitor", &visitor).await.status, 200, "control");
    assert_eq!(browser.call("attendance/add-guest", &format!("{visitor}&kind=guest")).await.status, 404);
}

/// Where the path names no round, a helper is led to the door that is theirs, and from there
/// to their own pages; an organiser of another round keeps theirs.
#[tokio::test]
async fn a_helper_finds_the_door_without_a_name() {
    let world = two_rounds().await;
    name(&world, "mentor1", "organisator16", 16).await;
    name(&world, "organisator2", "organisator16", 16).await;
    let there = world.after(YEAR + EVE);
    let mentor = there.browser("mentor1").await;
    for path in [DOOR.to_owned(), in_round(16, DOOR)] {
        let page = mentor.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.says(".16") && !page.says("/omgang/16/min-sida"), "{path}");
    }
    let home = mentor.get("/hem").await;
    assert_eq!((home.status, home.location()), (303, in_round(16, DOOR).as_str()));

    let organiser = there.browser("organisator2").await;
    let led = organiser.get(DOOR).await;
    assert_eq!((led.status, led.location()), (303, in_round(15, DOOR).as_str()));
    assert_eq!(organiser.get(&in_round(16, DOOR)).await.status, 200);
    assert_eq!(organiser.get(&in_round(16, "/organisera")).await.status, 404);
}
