//! Days as participants see and answer to them, on the pages themselves.

mod arrangements;
mod board;
mod check_in;
pub mod editor;
pub mod evaluation;
mod follow_up;
mod helper;
mod material;
mod seats;
mod tables;

use jiff::SignedDuration;

use super::support::{Browser, KICKOFF, World, form};

async fn answer(browser: &Browser, segment: i64, answer: &str) {
    let fields = form(&[("segment", &segment.to_string()), ("answer", answer)]);
    let done = browser.submit("/min-sida", "day/answer", &fields).await;
    assert_eq!((done.status, done.location()), (303, "/min-sida"));
}

#[tokio::test]
async fn the_dashboard_begins_with_the_next_day() {
    let world = World::new().await;
    let sv = world.browser("adept1").await.get("/min-sida").await;
    for text in ["Hej Amina", "Uppstart", "Du har inte svarat än.", "Lars kommer", "Svara på om du kommer: Uppstart"]
    {
        assert!(sv.says(text), "{text}");
    }
    let en = world.browser("adept1").await.in_english().get("/min-sida").await;
    for text in [
        "Hello Amina",
        "Kick-off",
        "You have not answered yet.",
        "Lars is coming",
        "Answer whether you are coming: Kick-off",
    ] {
        assert!(en.says(text), "{text}");
    }
}

#[tokio::test]
async fn an_answer_shows_to_oneself_and_to_the_partner() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await.in_english());
    for (given, own, partners) in [
        ("yes", "Du har svarat att du kommer.", "Amina is coming"),
        ("maybe", "Du har svarat kanske.", "Amina may be coming"),
        ("no", "Du har svarat att du inte kommer.", "Amina is not coming"),
    ] {
        answer(&adept, everyone, given).await;
        for page in ["/min-sida", "/dagar/uppstart-2026"] {
            assert!(adept.get(page).await.says(own), "{given} on {page}");
            assert!(mentor.get(page).await.says(partners), "{given} on {page}");
        }
    }
}

/// The partner's latest answer is news, with its day.
#[tokio::test]
async fn the_partners_answer_is_news() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    answer(&world.browser("adept1").await, everyone, "no").await;
    assert!(world.browser("mentor1").await.get("/min-sida").await.says("Amina kommer inte till Uppstart"));
}

/// A mentor is asked twice: for the part of both, and for the mentors' own.
#[tokio::test]
async fn a_mentor_answers_to_each_part() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let mentor = world.browser("mentor1").await;
    answer(&mentor, everyone, "yes").await;
    answer(&mentor, mentors, "no").await;
    let page = mentor.get(&format!("/dagar/{KICKOFF}")).await;
    assert!(page.says("Du har svarat att du kommer.") && page.says("Du har svarat att du inte kommer."));
    assert!(page.says("Enbart mentorer") && page.says("Adepter och mentorer"));
}

#[tokio::test]
async fn all_four_days_are_listed_in_order() {
    let world = World::new().await;
    for (path, browser) in [("/datum", world.stranger()), ("/dagar", world.browser("adept1").await)] {
        let page = browser.get(path).await;
        let titles = ["Uppstart", "Erfarenhetsutbyte", "Inspirationsdag om ledarskap", "Avslutning"];
        let places: Vec<_> = titles.iter().map(|title| page.body.find(&format!(">{title}")).expect(title)).collect();
        assert!(places.is_sorted(), "{path}");
    }
    let en = world.stranger().in_english().get("/datum").await;
    for title in ["Kick-off", "Sharing experience", "Inspiration day on leadership", "Closing day"] {
        assert!(en.says(title), "{title}");
    }
}

/// Someone in reserve, and whoever runs the programme, is not asked.
#[tokio::test]
async fn whoever_is_not_invited_is_not_asked() {
    let world = World::new().await;
    for who in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        let page = world.browser(who).await.get(&format!("/dagar/{KICKOFF}")).await;
        assert!(page.says("Du är inte tillfrågad om den här dagen och behöver inte svara."), "{who}");
        assert!(!page.says("name=\"answer\""), "{who}");
    }
    assert!(world.browser("adept1").await.get(&format!("/dagar/{KICKOFF}")).await.says("name=\"answer\""));
}

/// Once it is over, the heading says what was, and what one thought of it comes first.
#[tokio::test]
async fn the_day_after_the_evaluation_comes_first() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    answer(&world.browser("adept1").await, everyone, "yes").await;
    let later = world.after(SignedDuration::from_hours(24 * 15));
    let page = later.browser("adept1").await.get(&format!("/dagar/{KICKOFF}")).await;
    assert!(page.says("Så svarade du") && !page.says("Svara senast"), "{}", page.body);
    let place = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text}: {}", page.body));
    assert!(place("Säg vad du tyckte") < place("Exempelsalen") && place("Exempelsalen") < place("Så svarade du"));
}
