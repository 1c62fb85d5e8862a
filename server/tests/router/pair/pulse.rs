//! How it goes: a question when it is time, and a figure when it is over.

use jiff::SignedDuration;

use crate::support::{World, form};

const PAGE: &str = "/min-sida/puls";

/// The question is asked on the first of April; the world begins on 20 February.
async fn in_april() -> World {
    World::new().await.after(SignedDuration::from_hours(45 * 24))
}

#[tokio::test]
async fn it_is_asked_when_it_is_time() {
    let early = World::new().await.browser("adept1").await;
    assert!(!early.get("/min-sida").await.says("Svara på en fråga"));
    assert!(early.get(PAGE).await.says("Ingen fråga väntar på dig just nu."));

    let world = in_april().await;
    let adept = world.browser("adept1").await;
    assert!(adept.get("/min-sida").await.says("Svara på en fråga: hur går det?"));
    let wrong = adept.submit(PAGE, "pulse/answer", &form(&[("score", ""), ("line", "kanarierad")])).await;
    assert!(wrong.status == 422 && wrong.says("Välj ett av alternativen.") && wrong.says("value=\"kanarierad\""));
    let fields = form(&[("score", "4"), ("line", "kanarierad")]);
    assert_eq!(adept.submit(PAGE, "pulse/answer", &fields).await.location(), "/min-sida/puls?sparad=1");
    assert!(!adept.get("/min-sida").await.says("Svara på en fråga"));
    assert!(adept.get(PAGE).await.says("kanarierad"));
    for who in ["mentor1", "adept2", "organisator1", "kontakt1"] {
        let other = world.browser(who).await;
        for path in [PAGE, "/min-sida", "/par", "/organisera", "/kontakt"] {
            assert!(!other.get(path).await.says("kanarierad"), "{who} at {path}");
        }
    }
}

#[tokio::test]
async fn the_first_question_asks_about_the_aims_too() {
    let world = in_april().await;
    let adept = world.browser("adept1").await;
    let page = adept.get(PAGE).await;
    assert!(page.says("Programmets fyra mål") && page.says("name=\"leadership\""), "{}", page.body);
    let wrong = adept.submit(PAGE, "pulse/answer", &form(&[("score", "4"), ("arenas", "6")])).await;
    assert!(wrong.status == 422 && wrong.says("Välj ett av alternativen."), "{}", wrong.body);
    let fields = form(&[("score", "4"), ("leadership", "5"), ("networks", "2")]);
    assert_eq!(adept.submit(PAGE, "pulse/answer", &fields).await.location(), "/min-sida/puls?sparad=1");
    let june = world.after(SignedDuration::from_hours(75 * 24)).browser("adept1").await;
    assert!(!june.get(PAGE).await.says("Programmets fyra mål"), "they are not asked about every time");
}

#[tokio::test]
async fn organisers_see_five_answers_or_more_once_it_is_closed() {
    let world = in_april().await;
    let answer = async |who: &str, score: &str| {
        assert_eq!(world.browser(who).await.call("pulse/answer", &form(&[("score", score)])).await.status, 200);
    };
    for (who, score) in [("adept1", "5"), ("adept2", "4"), ("adept3", "4"), ("adept4", "3")] {
        answer(who, score).await;
    }
    let in_june = world.after(SignedDuration::from_hours(60 * 24));
    let organiser = in_june.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says("färre än fem svar"));
    answer("mentor1", "3").await;
    assert!(!world.browser("organisator1").await.get("/organisera").await.says("1 april 2026"), "not while it is open");
    let page = organiser.get("/organisera").await;
    assert!(page.says("1 april 2026") && page.says("<strong>3,8"));
}
