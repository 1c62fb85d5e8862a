//! Rounds 15 and 16 side by side, for people who are in one of them or in both: the
//! round that a page is about is in its path, and what is done there is done to it.

use app::ui::{PAGE_FIELD, READER_FIELD};
use domain::{
    application::Call,
    day::Contact,
    people::{Duty, Lang, Localised},
};
use jiff::{SignedDuration, civil::date};
use server::demo;
use store::{
    people::NewPerson,
    round::{NewArrangements, NewPair, NewRound},
};

use crate::support::{Answer, Browser, KICKOFF, World, email, form, log, start};

/// Round 16: to come, with days of the same names and one that only it has.
fn sixteen() -> NewRound {
    let fifteen = demo::round(start());
    let person = |who: &str, duty| NewPerson {
        email: email(who),
        name: format!("{who} Nyqvist"),
        title: String::new(),
        phone: String::new(),
        organisation: fifteen.organisations[0].clone(),
        lang: Lang::Sv,
        duty,
    };
    let people = vec![
        person("organisator1", Duty::Organiser),
        person("organisator16", Duty::Organiser),
        person("kontakt1", Duty::ContactPerson),
        person("adept1", Duty::Mentor),
        person("ny1", Duty::Adept),
    ];
    let pair = NewPair { adept: email("ny1"), mentor: email("adept1"), ..fifteen.pairs[0].clone() };
    let mut days = fifteen.days.clone();
    for day in &mut days {
        day.venue = "Huset Sexton".into();
        day.past = None;
        day.details.responsible = None;
        day.reply_by += SignedDuration::from_hours(24 * 365);
        for (_, starts, ends) in &mut day.segments {
            *starts += SignedDuration::from_hours(24 * 365);
            *ends += SignedDuration::from_hours(24 * 365);
        }
    }
    days.truncate(2);
    days[1].slug = "bara-sexton".into();
    NewRound {
        number: 16,
        starts_on: date(2027, 2, 1),
        ends_on: date(2028, 4, 30),
        people,
        days,
        pairs: vec![NewPair { meetings: Vec::new(), next: None, open: None, agreement: None, ..pair }],
        call: None,
        applications: Vec::new(),
        replies: Vec::new(),
        tables: Vec::new(),
        arrangements: NewArrangements::default(),
        pulses: Vec::new(),
        ..fifteen
    }
}

/// The demo's world, in which round 16 has appeared.
pub async fn two_rounds() -> World {
    let world = World::new().await;
    assert!(world.state.store.load_round(&sixteen(), start()).await.unwrap());
    world
}

/// A form of a page in a round, as without JavaScript.
async fn submit(browser: &Browser, round: u32, page: &str, function: &str, fields: &[(&str, &str)]) -> Answer {
    let reader = format!("{}.{round}", browser.reader().await);
    let fields = format!("{}&{}", form(&[(READER_FIELD, &reader), (PAGE_FIELD, page)]), form(fields));
    browser.submit(page, function, &fields).await
}

pub fn in_round(round: u32, path: &str) -> String {
    format!("/omgang/{round}{path}")
}

/// The links and forms of a page that lead to pages of a round without naming one.
fn unnamed(page: &Answer) -> Vec<&str> {
    let links = ["href=\"", "action=\""].into_iter().flat_map(|name| page.body.split(name).skip(1));
    let links = links.filter_map(|rest| rest.split('"').next());
    links.filter(|link| app::round::focus::is_of_a_round(link)).collect()
}

#[tokio::test]
async fn who_is_in_one_round_sees_nothing_of_the_other() {
    let before = World::new().await;
    let after = two_rounds().await;
    for (who, paths) in [
        ("adept2", ["/min-sida", "/par", "/dagar", "/dagar/uppstart-2026"]),
        ("mentor1", ["/min-sida", "/par", "/dagar", "/datum"]),
        ("organisator2", ["/organisera", "/organisera/dagar/uppstart-2026", "/matchning", "/urval"]),
    ] {
        let (one, other) = (before.browser(who).await, after.browser(who).await);
        for path in paths {
            let (was, is) = (one.get(path).await, other.get(path).await);
            assert_eq!((was.status, is.status), (200, 200), "{who} at {path}");
            assert!(!is.says("/omgang/") && !is.says("Sexton"), "{who} at {path}");
        }
    }
    // The control: who is in both is told.
    assert!(after.browser("organisator1").await.get(&in_round(15, "/organisera")).await.says("Omgång 16"));
}

#[tokio::test]
async fn a_round_in_which_one_is_nothing_is_not_there() {
    let world = two_rounds().await;
    for (who, round, path, status) in [
        ("organisator2", 16, "/organisera", 404),
        ("organisator2", 15, "/organisera", 200),
        ("organisator16", 15, "/organisera", 404),
        ("organisator16", 16, "/organisera", 200),
        ("mentor1", 16, "/min-sida", 404),
        ("mentor1", 15, "/par", 200),
        ("kontakt1", 16, "/kontakt", 200),
        ("kontakt1", 16, "/organisera", 404),
        ("organisator1", 17, "/organisera", 404),
        ("organisator1", 15, "/datum", 404),
    ] {
        let answer = world.browser(who).await.get(&in_round(round, path)).await;
        assert_eq!(answer.status, status, "{who} at {path} in {round}");
    }
    let stranger = world.stranger().get("/omgang/15/organisera").await;
    assert_eq!((stranger.status, stranger.location()), (303, "/logga-in?till=/omgang/15/organisera"));
}

#[tokio::test]
async fn two_tabs_are_about_two_rounds() {
    let world = two_rounds().await;
    let organiser = world.browser("organisator1").await;
    let led = organiser.get("/organisera?x=1").await;
    assert_eq!((led.status, led.location()), (303, "/omgang/15/organisera?x=1"));
    let day = format!("/organisera/dagar/{KICKOFF}");
    for path in ["/organisera", "/organisera/personer", "/dagar", "/min-sida", &day, &format!("{day}/andra")] {
        for round in [15, 16] {
            let page = organiser.get(&in_round(round, path)).await;
            assert_eq!(page.status, 200, "{path} in {round}");
            assert_eq!(unnamed(&page), [] as [&str; 0], "{path} in {round}");
            assert!(page.says(&format!("/omgang/{round}/organisera")), "{path} in {round}");
        }
    }
    let place = async |round| organiser.get(&in_round(round, &day)).await.says("Huset Sexton");
    assert_eq!([place(15).await, place(16).await], [false, true]);
    // The first round in which the page is there.
    let only = organiser.get("/organisera/dagar/bara-sexton").await;
    assert_eq!(only.location(), "/omgang/16/organisera/dagar/bara-sexton");
    assert_eq!(organiser.get("/organisera/dagar/ingen").await.status, 404);
    assert_eq!(organiser.get("/omgang/15/organisera/dagar/bara-sexton").await.status, 404);
}

#[tokio::test]
async fn a_form_acts_on_the_round_of_its_page() {
    let world = two_rounds().await;
    let organiser = world.browser("organisator1").await;
    let day = format!("/organisera/dagar/{KICKOFF}");
    let cancelled = async |round| organiser.get(&in_round(round, &day)).await.says("Inställd");
    assert_eq!([cancelled(15).await, cancelled(16).await], [false, false]);

    // Not right: the page comes back in its round.
    let (page, long) = (in_round(16, &day), "x".repeat(5000));
    let wrong = submit(&organiser, 16, &page, "planning/cancel", &[("slug", KICKOFF), ("word", &long)]).await;
    assert!(wrong.status == 422 && wrong.says("Huset Sexton") && unnamed(&wrong).is_empty(), "{}", wrong.status);

    // 15 is what is meant where none is named; the form is of 16.
    let sent = submit(&organiser, 16, &page, "planning/cancel", &[("slug", KICKOFF), ("word", "Snö")]).await;
    assert!(sent.location().starts_with(&format!("{page}?installd=")), "{}", sent.location());
    assert_eq!([cancelled(15).await, cancelled(16).await], [false, true]);

    let page = in_round(15, &day);
    let sent = submit(&organiser, 15, &page, "planning/cancel", &[("slug", KICKOFF), ("word", "Is")]).await;
    assert!(sent.location().starts_with(&format!("{page}?installd=")), "{}", sent.location());
    assert_eq!([cancelled(15).await, cancelled(16).await], [true, true]);
}

#[tokio::test]
async fn a_form_of_a_round_that_is_not_ones_own_is_refused() {
    let world = two_rounds().await;
    let day = format!("/organisera/dagar/{KICKOFF}");
    for (who, round) in [("organisator2", 16), ("organisator16", 15), ("organisator1", 17)] {
        let browser = world.browser(who).await;
        let fields = [("slug", KICKOFF), ("word", "Snö")];
        let answer = submit(&browser, round, &in_round(round, &day), "planning/cancel", &fields).await;
        assert_eq!(answer.status, 404, "{who} in {round}");
    }
    let organiser = world.browser("organisator1").await;
    for round in [15, 16] {
        assert!(!organiser.get(&in_round(round, &day)).await.says("Inställd"), "{round}");
    }
    let reader = organiser.reader().await;
    let answer =
        organiser.call("planning/publish", &form(&[(READER_FIELD, &format!("{reader}.x")), ("slug", KICKOFF)])).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn an_adept_who_is_a_mentor_next_has_both() {
    let world = two_rounds().await;
    let adept = world.browser("adept1").await;
    assert_eq!(adept.get("/par").await.location(), "/par/alla");
    let in_15 = adept.get("/omgang/15/par").await;
    assert!(in_15.status == 200 && in_15.says("Dina par") && in_15.says("href=\"/omgang/16/par\""));
    let in_16 = adept.get("/omgang/16/par").await;
    assert!(in_16.status == 200 && in_16.says("ny1 Nyqvist") && in_16.says("href=\"/omgang/15/par\""));
    let home = adept.get("/omgang/15/min-sida").await;
    assert!(home.status == 200 && home.says("ny1, Omgång 16"));
    assert_eq!(unnamed(&home), [] as [&str; 0]);

    // What is logged in the one is not in the other.
    let logged = submit(&adept, 15, "/omgang/15/par/traffar/ny", "pair/log-meeting", &log()).await;
    let meeting = logged.location().split('?').next().unwrap().to_owned();
    assert!(meeting.starts_with("/omgang/15/par/traffar/"), "{}", logged.location());
    assert_eq!(adept.get(&meeting).await.status, 200);
    assert_eq!(adept.get(&meeting.replace("/15/", "/16/")).await.status, 404);
    // A link in an email names no round, and leads there.
    let link = app::round::focus::unnamed(&meeting);
    assert_eq!(adept.get(&link).await.location(), meeting);
    assert_eq!(world.browser("ny1").await.get(&link).await.status, 404);
}

#[tokio::test]
async fn an_adept_applies_for_the_next_round() {
    let world = World::new().await;
    let now = start();
    let call = Call {
        opens: now - SignedDuration::from_hours(1),
        closes: now + SignedDuration::from_hours(24),
        who: Localised { sv: "Chefer".into(), en: "Managers".into() },
        contact: Contact::default(),
        most_adepts: None,
        most_mentors: None,
    };
    let next = NewRound { call: Some(call), ..sixteen() };
    assert!(world.state.store.load_round(&next, now).await.unwrap());
    let adept = world.browser("adept2").await;
    let page = adept.get("/ansok").await;
    assert!(page.status == 200 && page.says("href=\"/par\"") && !page.says("/omgang/"), "theirs is where it was");
    let reader = format!("{}.16", adept.reader().await);
    assert!(page.says(&format!("name=\"{READER_FIELD}\" value=\"{reader}\"")), "the form says for which round");

    let fields = form(&[(READER_FIELD, &reader), (PAGE_FIELD, "/ansok"), ("part", "mentor")]);
    let begun = adept.submit("/ansok", "application/begin", &fields).await;
    assert_eq!((begun.status, begun.location()), (303, "/ansok/ansokan"));
    assert_eq!(adept.get("/ansok/ansokan").await.location(), "/omgang/16/ansok/ansokan");
    assert_eq!(adept.get("/omgang/16/ansok/ansokan").await.status, 200);
    // They still are in 15, and that is what is meant.
    assert_eq!(adept.get("/par").await.location(), "/omgang/15/par");
    assert_eq!(adept.get("/min-sida").await.location(), "/omgang/15/min-sida");
}
