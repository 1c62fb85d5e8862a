//! Who gets what: every page and every server function, for everyone.

mod decisions;
mod focus;
mod former;
mod helper;
mod matrix;
mod rounds;

use std::collections::BTreeSet;

use app::{
    dashboard::api::read_dashboard,
    day::{
        api::{read_comment, read_day, read_days, read_public_days},
        board::api::read_board,
        evaluation::api::read_evaluation,
        needs::api::read_own_needs,
    },
    error::AppError,
    meeting::preparation::api::read_preparation,
    pair::api::{read_meeting, read_new_log, read_pair, read_room},
    round::public_page::api::read_front,
    routes,
};
use domain::day::Audience;
use leptos::server_fn::axum::server_fn_paths;

use super::{
    selection::application_of,
    support::{Browser, KICKOFF, World, form, log_with},
};
use crate::pair::{agreement::goal_of, help_request::help_request_of};
use matrix::WHO;
pub use matrix::{FILES, Statuses, pages, writes};

/// What stands for a number in the tables.
struct Numbers {
    meeting: String,
    segments: [i64; 2],
    day: i64,
    adept: i64,
    contact: i64,
    proposal: i64,
    /// For everyone, and for mentors only.
    files: [i64; 2],
    goal: i64,
    signal: i64,
    application: i64,
}

impl Numbers {
    async fn of(world: &World) -> Self {
        Self::logged_by(world, "adept1").await
    }

    /// The same with a meeting that one of the first pair has logged, who has one round.
    async fn logged_by(world: &World, who: &str) -> Self {
        let adept = world.caller("adept1").await.person.0;
        let files = [world.file(Audience::Everyone).await, world.file(Audience::Mentors).await];
        let (goal, signal) = (goal_of(world, "adept1").await, help_request_of(world, "mentor1").await);
        let (meeting, segments) = (world.meeting_of(who).await, world.segments().await);
        Self {
            meeting,
            segments,
            day: world.kickoff().await,
            adept,
            contact: world.caller("kontakt1").await.person.0,
            files,
            goal,
            signal,
            proposal: world.proposal_of("adept1").await,
            application: application_of(world, "adept2").await,
        }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{meeting}", &self.meeting)
            .replace("{everyone}", &self.segments[0].to_string())
            .replace("{day}", &self.day.to_string())
            .replace("{adept}", &self.adept.to_string())
            .replace("{contact}", &self.contact.to_string())
            .replace("{proposal}", &self.proposal.to_string())
            .replace("{file}", &self.files[0].to_string())
            .replace("{mentors-file}", &self.files[1].to_string())
            .replace("{goal}", &self.goal.to_string())
            .replace("{signal}", &self.signal.to_string())
            .replace("{application}", &self.application.to_string())
    }
}

#[tokio::test]
async fn every_page_and_file_is_for_those_it_is_for() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let mut wrong = Vec::new();
    for (column, who) in WHO.into_iter().enumerate() {
        let browser = if who.is_empty() { world.stranger() } else { world.browser(who).await };
        for (path, statuses) in pages().chain(FILES) {
            let status = browser.download(&numbers.fill(path)).await.status();
            if status != statuses[column] {
                wrong.push(format!("{who} at {path}: {status}, not {}", statuses[column]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_server_function_is_for_those_it_is_for() {
    let mut wrong = Vec::new();
    for (column, who) in WHO.into_iter().enumerate() {
        let world = World::new().await;
        let numbers = Numbers::of(&world).await;
        for (function, fields, statuses) in writes() {
            let browser = if who.is_empty() { world.stranger() } else { world.browser(who).await };
            let status = browser.call(function, &numbers.fill(fields)).await.status;
            if status != statuses[column] {
                wrong.push(format!("{who} to {function}: {status}, not {}", statuses[column]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever writes a new server function must say here who may call it.
#[test]
fn no_server_function_is_missing_from_the_tables() {
    let listed: BTreeSet<_> = writes().map(|(function, ..)| format!("/api/{function}")).collect();
    let registered: BTreeSet<_> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(listed, registered);
}

/// Whoever adds a page must say here who may read it.
#[test]
fn no_page_is_missing_from_the_table() {
    let routes: Vec<_> = routes::pages().into_iter().map(|page| page.path).collect();
    assert!(!routes.is_empty());
    for route in routes {
        assert!(pages().any(|(path, _)| is_at(route, path)), "{route} is not in the table");
    }
}

/// Whether a route such as `/dagar/{slug}` leads to a path.
fn is_at(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == part || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// Whoever is not signed in is taken to where one signs in, and back afterwards.
#[tokio::test]
async fn a_page_that_needs_signing_in_leads_there() {
    let stranger = World::new().await.stranger();
    let answer = stranger.get("/dagar/uppstart-2026").await;
    assert_eq!((answer.status, answer.location()), (303, "/logga-in?till=/dagar/uppstart-2026"));
}

/// Ids that are no meeting of one's own: none at all, and another pair's.
const NO_MEETING: [&str; 5] = ["999999", "0", "-1", "9223372036854775807", "{meeting}"];
/// What is no id.
const NO_NUMBER: [&str; 5] = ["9223372036854775808", "abc", "1.0", "%00", "1%20OR%201=1"];

#[tokio::test]
async fn another_pairs_meeting_is_the_same_as_none() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    for id in ["888888"].into_iter().chain(NO_MEETING).chain(NO_NUMBER).chain(["\0", "1 OR 1=1"]) {
        let error = other.read(read_meeting(numbers.fill(id))).await.unwrap_err();
        assert_eq!(error, AppError::NotFound, "{id}");
    }
    // As a control, it is there for the pair itself.
    assert!(world.browser("mentor1").await.read(read_meeting(numbers.fill("{meeting}"))).await.is_ok());
}

#[tokio::test]
async fn another_pairs_page_is_the_same_as_none() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    for end in ["", "/andra"] {
        let page = async |id: &str| {
            let path = format!("/par/traffar/{id}{end}");
            let answer = other.get(&path).await;
            (answer.status, answer.without_nonce().replace(&path, "{path}"))
        };
        let missing = page("888888").await;
        assert_eq!(missing.0, 404);
        for id in NO_MEETING.into_iter().chain(["9223372036854775808", "abc"]) {
            let id = numbers.fill(id);
            assert_eq!(page(&id).await, missing, "{id}");
        }
        for id in NO_NUMBER {
            assert_eq!(page(id).await.0, 404, "{id}");
        }
    }
}

#[tokio::test]
async fn another_pairs_log_cannot_be_changed() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    let before = world.everything().await;
    let edit = |id: &str| format!("id={id}&version=1&{}", log_with("log[notes]", "inkräktare"));
    for id in NO_MEETING {
        let answer = other.call("pair/edit-meeting", &edit(&numbers.fill(id))).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, r#""NotFound""#), "{id}");
    }
    for id in NO_NUMBER {
        let answer = other.call("pair/edit-meeting", &edit(id)).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, r#""Malformed""#), "{id}");
    }
    assert_eq!(world.everything().await, before);
}

// ---- the part of a day that is for mentors only ----

/// Its number, and the words that tell of it in a page or a file.
async fn signs_of_the_mentors_part(world: &World) -> Vec<String> {
    let [_, mentors] = world.segments().await;
    vec![
        format!(r#"name="segment" value="{mentors}""#),
        format!(r#""id":{mentors},"audience""#),
        r#""audience":"mentors""#.into(),
        "15.30".into(),
        "T153000".into(),
        "Enbart mentorer".into(),
    ]
}

async fn tells(browser: &Browser, path: &str, signs: &[String]) -> bool {
    // What an island is told lies in the page as JSON in an attribute, with quotes escaped.
    let body = browser.get(path).await.body.replace("&quot;", "\"");
    signs.iter().any(|sign| body.contains(sign.as_str()))
}

#[tokio::test]
async fn no_page_and_no_file_tells_an_adept_of_the_mentors_part() {
    let world = World::new().await;
    let (signs, numbers) = (signs_of_the_mentors_part(&world).await, Numbers::of(&world).await);
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut told = Vec::new();
    for (path, _) in pages().chain(FILES) {
        let path = numbers.fill(path);
        assert!(!tells(&adept, &path, &signs).await, "{path}");
        if tells(&mentor, &path, &signs).await {
            told.push(path);
        }
    }
    let own = ["/min-sida", "/dagar", "/dagar/uppstart-2026", "/dagar/uppstart-2026/kalender.ics"];
    assert_eq!(told, own, "as a control, a mentor's pages do");
}

/// What pages read of the days, the pair and the round, by the page's name.
async fn all_that_is_read_for(browser: &Browser, everyone: i64) -> Vec<(&'static str, String)> {
    let kickoff = || KICKOFF.to_owned();
    vec![
        ("front", format!("{:?}", browser.read(read_front()).await)),
        ("dates", format!("{:?}", browser.read(read_public_days()).await)),
        ("dashboard", format!("{:?}", browser.read(read_dashboard()).await)),
        ("days", format!("{:?}", browser.read(read_days()).await)),
        ("day", format!("{:?}", browser.read(read_day(kickoff())).await)),
        ("word", format!("{:?}", browser.read(read_comment(kickoff(), everyone.to_string())).await)),
        ("needs", format!("{:?}", browser.read(read_own_needs(kickoff())).await)),
        ("evaluation", format!("{:?}", browser.read(read_evaluation(kickoff())).await)),
        ("pair", format!("{:?}", browser.read(read_pair()).await)),
        ("log", format!("{:?}", browser.read(read_new_log()).await)),
        ("preparation", format!("{:?}", browser.read(read_preparation()).await)),
        ("proposal", format!("{:?}", browser.read(read_room()).await)),
    ]
}

/// Not only is it not shown: it is not even read.
#[tokio::test]
async fn nothing_read_for_an_adept_tells_of_the_mentors_part() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let signs = [format!("SegmentId({mentors})"), "audience: Mentors".to_owned()];
    let tells = |text: &str| signs.iter().any(|sign| text.contains(sign.as_str()));
    for (page, text) in all_that_is_read_for(&world.browser("adept1").await, everyone).await {
        assert!(!tells(&text), "{page}: {text}");
    }
    let mentor = all_that_is_read_for(&world.browser("mentor1").await, everyone).await;
    let told: Vec<_> = mentor.iter().filter(|(_, text)| tells(text)).map(|(page, _)| *page).collect();
    assert_eq!(told, ["dashboard", "days", "day", "word", "needs"], "as a control, a mentor is told");
}

#[tokio::test]
async fn an_adept_cannot_answer_for_the_mentors_part() {
    let world = World::new().await;
    let [_, mentors] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let answer = |segment: String| form(&[("segment", &segment), ("answer", "yes")]);
    let before = world.everything().await;
    let missing = adept.call("day/answer", &answer("999999".into())).await;
    let refused = adept.call("day/answer", &answer(mentors.to_string())).await;
    assert_eq!((refused.status, &refused.body), (404, &missing.body));
    assert_eq!(world.everything().await, before);
    // As a control, a mentor can.
    assert_eq!(mentor.call("day/answer", &answer(mentors.to_string())).await.status, 200);
    assert_ne!(world.everything().await, before);
}

#[tokio::test]
async fn a_day_that_does_not_exist_is_the_same_as_none() {
    let organiser = World::new().await.browser("organisator1").await;
    let board = async |slug: &str| organiser.read(read_board(slug, "")).await;
    let long = "a".repeat(10_000);
    for slug in ["", "finns-inte", "../uppstart-2026", "UPPSTART-2026", "1", "%00", "\0", long.as_str()] {
        assert_eq!(board(slug).await.unwrap_err(), AppError::NotFound, "{slug}");
        assert_eq!(organiser.read(read_day(slug.to_owned())).await.unwrap_err(), AppError::NotFound, "{slug}");
    }
    assert!(board(KICKOFF).await.is_ok(), "as a control");
}
