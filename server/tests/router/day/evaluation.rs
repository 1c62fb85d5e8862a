//! What people think of a day: the form, and what organisers see of it.

use app::{day::evaluation::api::read_results, error::AppError};
use domain::day::SegmentId;
use jiff::SignedDuration;

use crate::support::{Answer, Browser, KICKOFF, World, form};

const PAGE: &str = "/dagar/uppstart-2026/utvardering";
pub const RESULTS: &str = "/organisera/dagar/uppstart-2026/utvardering";

/// The evening of the kick-off, to which these people came.
async fn evening(came: &[&str]) -> World {
    let world = World::new().await;
    let organiser = world.caller("organisator1").await;
    let [everyone, _] = world.segments().await;
    for who in came {
        let person = world.caller(who).await.person;
        let now = world.state.clock.now();
        world.state.store.check_in(&organiser, SegmentId(everyone), person, now).await.unwrap();
    }
    // From the morning two weeks before.
    world.after(SignedDuration::from_hours(14 * 24 + 9))
}

pub async fn give(browser: &Browser, ratings: [&str; 3], comment: &str) -> Answer {
    let [whole, content, contacts] = ratings;
    let fields = [
        ("sida", PAGE),
        ("slug", KICKOFF),
        ("whole", whole),
        ("content", content),
        ("contacts", contacts),
        ("comment", comment),
    ];
    browser.submit(PAGE, "evaluation/give", &form(&fields)).await
}

/// Which rating is chosen for a question.
fn chosen<'a>(page: &'a Answer, question: &str) -> Option<&'a str> {
    let mut radios = page.body.split("<input type=\"radio\"").skip(1).map(|rest| rest.split('>').next().unwrap());
    let radio = radios.find(|radio| radio.contains(&format!("name=\"{question}\"")) && radio.contains("checked"))?;
    radio.split("value=\"").nth(1)?.split('"').next()
}

#[tokio::test]
async fn whoever_was_there_says_what_they_think_and_can_change_it() {
    let world = evening(&["adept1", "mentor1"]).await;
    let adept = world.browser("adept1").await;
    for page in ["/min-sida", "/dagar/uppstart-2026"] {
        assert!(adept.get(page).await.says(&format!("href=\"{PAGE}\"")), "{page}");
    }
    let page = adept.get(PAGE).await;
    assert!(page.says("Du kan ändra ditt svar till 5 april 2026 kl. 13.00."));
    assert!(page.says("<form-drafts "), "what is typed is kept");

    let wrong = give(&adept, ["4", "", "9"], "Bra </textarea> lunch").await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.says("Innehållet: Välj ett av alternativen.") && wrong.says("Nya kontakter: Välj ett av alternativen.")
    );
    assert_eq!((chosen(&wrong, "whole"), chosen(&wrong, "content")), (Some("4"), None));
    assert!(wrong.says("Bra &lt;/textarea&gt; lunch"), "what was typed is kept");
    let long = give(&adept, ["4", "4", "4"], &"å".repeat(1001)).await;
    assert!(long.status == 422 && long.says("Texten är 1001 tecken."));

    for (ratings, label) in [(["4", "3", "5"], "Spara ändringen"), (["2", "2", "2"], "Spara ändringen")] {
        let answer = give(&adept, ratings, "Bra lunch").await;
        assert_eq!((answer.status, answer.location()), (303, format!("{PAGE}?sparad=1").as_str()));
        let page = adept.get(answer.location()).await;
        assert!(page.says("Tack! Ditt svar är sparat.") && page.says(label) && page.says("Bra lunch"));
        assert_eq!(["whole", "content", "contacts"].map(|name| chosen(&page, name)), ratings.map(Some));
    }
    assert!(!adept.get("/min-sida").await.says(PAGE), "nothing waits any more");
    assert!(adept.get("/dagar/uppstart-2026").await.says("Ändra ditt svar"));
    assert!(adept.in_english().get(PAGE).await.says("Nobody sees who answered what."));
    assert_eq!(chosen(&world.browser("mentor1").await.get(PAGE).await, "whole"), None, "another's own");
}

#[tokio::test]
async fn whoever_was_not_there_is_not_asked() {
    let world = evening(&["adept1"]).await;
    for who in ["adept2", "mentor1", "reserv1", "kontakt1", "organisator1"] {
        let browser = world.browser(who).await;
        assert_eq!(browser.get(PAGE).await.status, 404, "{who}");
        assert_eq!(give(&browser, ["5", "5", "5"], "").await.status, 404, "{who}");
        assert!(!browser.get("/min-sida").await.says(PAGE), "{who}");
    }
    // The mentors' part goes on after that of all.
    let afternoon = evening(&["adept1", "mentor1"]).await.after(SignedDuration::from_hours(-4));
    assert_eq!(afternoon.browser("adept1").await.get(PAGE).await.status, 200);
    assert_eq!(afternoon.browser("mentor1").await.get(PAGE).await.status, 404);
}

#[tokio::test]
async fn it_closes_after_thirty_days() {
    let world = evening(&["adept1"]).await;
    let adept = world.browser("adept1").await;
    give(&adept, ["4", "3", "5"], "").await;
    let late = world.after(SignedDuration::from_hours(30 * 24));
    let adept = late.browser("adept1").await;
    let page = adept.get(PAGE).await;
    assert!(page.status == 200 && page.says("Utvärderingen stängde 5 april 2026 kl. 13.00."));
    assert!(!page.says("evaluation/give") && !adept.get("/dagar/uppstart-2026").await.says(PAGE));
    let answer = give(&adept, ["1", "1", "1"], "").await;
    assert!(answer.status == 409 && !answer.says("Tack!"), "{}", answer.body);
    let kept = late.caller("adept1").await;
    let day = late.state.store.day(&kept, KICKOFF, late.state.clock.now()).await.unwrap().unwrap().day.id;
    assert_eq!(late.state.store.own_evaluation(&kept, day).await.unwrap().unwrap().ratings, [4, 3, 5]);
}

pub const PEOPLE: [&str; 11] =
    ["adept1", "adept2", "adept3", "adept4", "adept5", "adept6", "mentor1", "mentor2", "mentor3", "mentor4", "mentor5"];

/// The evaluation of the first of [`PEOPLE`], so many, on the evening of the day.
pub async fn answered(answers: usize) -> World {
    let world = evening(&PEOPLE).await;
    for (n, who) in PEOPLE.iter().enumerate().take(answers) {
        let answer = give(&world.browser(who).await, ["5", "4", "3"], &format!("Kanarieord {n}")).await;
        assert_eq!(answer.status, 303, "{who}");
    }
    world
}

/// What organisers see once it has closed.
async fn results_of(answers: usize) -> Answer {
    let closed = answered(answers).await.after(SignedDuration::from_hours(30 * 24));
    closed.browser("organisator1").await.get(RESULTS).await
}

#[tokio::test]
async fn results_show_from_five_answers_up_and_never_a_small_group() {
    let four = results_of(4).await;
    assert!(four.says("Färre än 5 svarade."));
    assert!(!four.says("Medel") && !four.says("Kanarieord") && !four.says("<svg class=\"finding"));
    let ten = results_of(10).await;
    assert!(ten.says("10 svar.") && ten.says("Medel 5,0 av 5") && ten.says("Medel 3,0 av 5"));
    assert!(ten.says("visas bara var för sig om minst 5 av vardera har svarat"));
    assert!(!ten.says(">Adepter<"), "four mentors would be the difference");
    assert_eq!(ten.body.matches(">Kanarieord").count(), 10);
    let order: Vec<_> = ten.body.split(">Kanarieord ").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert!(!order.is_sorted(), "not in the order of answering: {order:?}");
    let eleven = results_of(11).await;
    assert!(eleven.says(">Adepter<") && eleven.says("10 svar."), "in steps of five");
    for name in ["Amina", "Exempelsson", "adept1"] {
        assert!(!eleven.says(name), "{name}");
    }
}

#[tokio::test]
async fn nothing_of_the_answers_is_seen_before_it_has_closed() {
    let world = answered(11).await;
    let organiser = world.browser("organisator1").await;
    let results = organiser.get(RESULTS).await;
    assert!(results.says("Utvärderingen är öppen till 5 april 2026 kl. 15.30."), "{}", results.body);
    assert!(!results.says("Medel") && !results.says("11") && !results.says("Kanarieord"));
    let after = organiser.get("/organisera/dagar/uppstart-2026/efter").await;
    assert!(after.says("Utvärderingen (visas när den har stängt)") && !after.says("11 svar"));
    let closed = world.after(SignedDuration::from_hours(30 * 24));
    assert!(closed.browser("organisator2").await.in_english().get(RESULTS).await.says("Mean 5.0 of 5"), "control");
}

#[tokio::test]
async fn nobody_else_gets_the_results() {
    let world = evening(&["adept1"]).await;
    give(&world.browser("adept1").await, ["5", "4", "3"], "Kanarieord").await;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let browser = world.browser(who).await;
        let error = browser.read(read_results(KICKOFF.to_owned())).await.unwrap_err();
        assert_eq!(error, AppError::NotFound, "{who}");
        assert_eq!(browser.get(RESULTS).await.status, 404, "{who}");
    }
}
