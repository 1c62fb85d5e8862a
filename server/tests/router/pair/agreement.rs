//! What a pair agrees on: for the two alone, and neither writes over the other.

use std::collections::BTreeSet;

use app::pair::agreement::api::read_agreement;

use super::{places_of, where_is};
use crate::support::{Answer, Browser, World, form};

const FORM: &str = "/par/overenskommelse/andra";
const PAGE: &str = "/par/overenskommelse";
/// The words of an agreement.
const WORDS: [&str; 6] =
    ["kanarieväntan", "kanarielöfte", "kanarieregel", "kanarieförtroende", "kanariemål", "kanariesteg"];

/// The fields of a first agreement, with a word of its own in each text.
fn terms() -> Vec<(&'static str, &'static str)> {
    vec![
        ("latest", "0"),
        ("terms[every_weeks]", "6"),
        ("terms[minutes]", "75"),
        ("terms[form]", "digital"),
        ("terms[adept]", "kanarieväntan"),
        ("terms[mentor]", "kanarielöfte"),
        ("terms[rules]", "kanarieregel"),
        ("terms[confidence]", "kanarieförtroende"),
        ("terms[goals][0][what]", "kanariemål"),
        ("terms[goals][0][steps]", "kanariesteg\r\nett till"),
        ("terms[goals][1][what]", "ett mål utan steg"),
    ]
}

/// The first goal of an agreement that `who` has written with [`terms`].
pub async fn goal_of(world: &World, who: &str) -> i64 {
    let browser = world.browser(who).await;
    let answer = browser.call("agreement/propose", &form(&terms())).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let agreed = browser.read(read_agreement()).await.unwrap();
    agreed.agreements.versions[0].terms.goals[0].id.unwrap().0
}

fn terms_with(field: &'static str, value: &'static str) -> String {
    let mut fields = terms();
    fields.retain(|(name, _)| *name != field);
    fields.push((field, value));
    form(&fields)
}

async fn propose(browser: &Browser, fields: &str) -> Answer {
    browser.submit(FORM, "agreement/propose", fields).await
}

#[tokio::test]
async fn one_writes_and_the_other_signs() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let empty = adept.get(PAGE).await;
    assert!(empty.says("En överenskommelse är en sida som ni skriver tillsammans"));
    assert!(adept.get(FORM).await.says("Det vi säger här stannar här."), "filled in with suggestions");
    assert!(adept.get("/par").await.says("Ni har ingen överenskommelse än."));

    let answer = propose(&adept, &form(&terms())).await;
    assert_eq!((answer.status, answer.location()), (303, "/par/overenskommelse?sparad=1"));
    let (own, partners) = (adept.get(PAGE).await, mentor.get(PAGE).await);
    for word in WORDS {
        assert!(own.says(word) && partners.says(word), "{word}");
    }
    assert!(!own.says("button--primary") && own.says("Ditt förslag väntar på"));
    assert!(partners.says("button--primary") && partners.says("Var sjätte vecka, 75 minuter, mest digitalt"));
    assert!(mentor.get("/min-sida").await.says("Läs och skriv under överenskommelsen"));
    assert!(!adept.get("/min-sida").await.says("Läs och skriv under överenskommelsen"));
    assert!(mentor.get("/par").await.says("träffas var fjärde vecka."), "not yet");

    assert_eq!(mentor.submit(PAGE, "agreement/sign", "version=1").await.status, 303);
    for browser in [adept, mentor] {
        assert!(browser.get(PAGE).await.says("Ni har båda skrivit under."));
        assert!(browser.get("/par").await.says("träffas var sjätte vecka."));
        assert!(browser.in_english().get(PAGE).await.says("Every 6 weeks, 75 minutes, mostly online"));
    }
}

#[tokio::test]
async fn it_is_read_by_the_two_and_nobody_else() {
    let world = World::new().await;
    goal_of(&world, "adept1").await;
    assert_eq!(world.browser("mentor1").await.call("agreement/sign", "version=1").await.status, 200);
    let meeting = world.meeting_of("adept1").await;
    let log = |rest: &str| format!("/par/traffar/{meeting}{rest}");
    for word in WORDS {
        let mut places = BTreeSet::from([PAGE, FORM].map(str::to_owned));
        if word == "kanariemål" {
            // The agenda names it, and a log may be about it.
            places.extend(["/par/forbered".to_owned(), "/par/traffar/ny".to_owned(), log("/andra")]);
        }
        assert_eq!(places_of(word, &world.browser("mentor1").await, &meeting).await, places, "{word}");
    }
    for who in ["adept2", "mentor2", "kontakt1", "kontakt2", "arbetsgrupp1", "organisator1", "reserv1"] {
        for word in WORDS {
            assert_eq!(where_is(word, &world.browser(who).await, &meeting).await, [""; 0], "{who}: {word}");
        }
    }
}

#[tokio::test]
async fn a_wrong_field_is_explained_and_everything_is_kept() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    for (field, typed, message) in [
        ("terms[every_weeks]", "0", "Skriv ett heltal från 1 till 12."),
        ("terms[minutes]", "", "Fyll i det här."),
        ("terms[form]", "telefon", "Välj ett av alternativen."),
        ("terms[goals][1][what]", "", "Fyll i det här."),
    ] {
        let page = propose(&adept, &terms_with(field, typed)).await;
        assert_eq!(page.status, 422, "{field}");
        let id = field.replace("][", "-").replace(['[', ']'], "-");
        assert!(page.says(message) && page.says(&format!("href=\"#{}\"", id.trim_end_matches('-'))), "{field}");
        for word in WORDS {
            assert!(page.says(word), "{field}: {word}");
        }
    }
    assert!(adept.get("/par").await.says("Ni har ingen överenskommelse än."));
}

#[tokio::test]
async fn whoever_comes_second_sees_both_and_can_save_again() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert_eq!(propose(&adept, &form(&terms())).await.status, 303);
    let late = propose(&mentor, &terms_with("terms[rules]", "mentorns regel")).await;
    assert_eq!(late.status, 409);
    assert!(late.says("kanarieregel") && late.says("mentorns regel</textarea>"), "both");
    assert!(late.says(r#"name="latest" value="1""#), "and now it is the later one");

    // A mistake does not make it forget what was read.
    let wrong = propose(&mentor, &terms_with("terms[minutes]", "0")).await;
    assert!(wrong.status == 422 && wrong.says(r#"name="latest" value="0""#));
    let merged = terms_with("terms[rules]", "mentorns regel").replace("latest=0", "latest=1");
    assert_eq!(propose(&mentor, &merged).await.status, 303);
    assert!(adept.get(PAGE).await.says("Tidigare versioner"));
    let stale = adept.submit(PAGE, "agreement/sign", "version=1").await;
    assert_eq!(stale.status, 409);
}

/// What only one of the two changed is taken over without a question.
#[tokio::test]
async fn changes_of_different_parts_are_put_together() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert_eq!(propose(&adept, &form(&terms())).await.status, 303);
    let after_first = |field, typed| terms_with(field, typed).replace("latest=0", "latest=1");
    assert_eq!(propose(&adept, &after_first("terms[minutes]", "45")).await.status, 303);
    let late = propose(&mentor, &after_first("terms[rules]", "mentorns regel")).await;
    assert_eq!(late.status, 303, "{}", late.body);
    let versions = mentor.read(read_agreement()).await.unwrap().agreements.versions;
    assert_eq!(
        (versions.len(), versions[0].terms.minutes, versions[0].terms.rules.as_str()),
        (3, 45, "mentorns regel")
    );

    let late = propose(&adept, &after_first("terms[rules]", "adeptens regel")).await;
    assert_eq!(late.status, 409);
    assert!(late.says("Ni har ändrat samma sak") && late.says("mentorns regel"), "{}", late.body);
    assert!(late.says("adeptens regel</textarea>") && late.says("value=\"45\""), "the rest is taken over");
}

#[tokio::test]
async fn either_notes_how_far_they_have_come() {
    let world = World::new().await;
    let goal = goal_of(&world, "adept1").await.to_string();
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert_eq!(mentor.call("agreement/sign", "version=1").await.status, 200);
    let noted = mentor.submit(PAGE, "agreement/progress", &form(&[("goal", &goal), ("ticks[1]", "1")])).await;
    assert_eq!((noted.status, noted.location()), (303, "/par/overenskommelse#mal"));
    let page = adept.get(PAGE).await;
    assert!(page.says("50 % på väg"));
    assert!(adept.get("/par").await.says("Ni har 2 mål och har kommit 25 % på väg."));
    for wrong in ["-1", "101", "x"] {
        let fields = form(&[("goal", &goal), ("percent", wrong)]);
        assert_eq!(adept.call("agreement/progress", &fields).await.status, 422, "{wrong}");
    }
    assert_eq!(world.browser("adept2").await.call("agreement/progress", &form(&[("goal", &goal)])).await.status, 404);
}
