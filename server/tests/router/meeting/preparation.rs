//! Before a meeting: what is open, an agenda, and questions.

use crate::{pair::agreement::goal_of, support::World};

const PAGE: &str = "/par/forbered";

#[tokio::test]
async fn it_begins_with_what_was_agreed() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let first = adept.get(PAGE).await;
    assert!(first.says("Ni har inte loggat någon träff än.") && first.says("Skriv er överenskommelse: rytm"));
    world.meeting_of("mentor1").await;
    goal_of(&world, "adept1").await;
    assert_eq!(world.browser("mentor1").await.call("agreement/sign", "version=1").await.status, 200);
    let page = adept.get(PAGE).await;
    assert!(
        page.says("kanarieåtgärd") && page.says("Målet: kanariemål") && !page.says("Skriv er överenskommelse: rytm")
    );
    assert!(page.says("Vad blev gjort, vad blev det inte"));
    assert!(!page.says("kanarienotis") && !page.says("kanariereflektion"), "on paper it may lie about");
}

#[tokio::test]
async fn three_cards_are_dealt_and_three_others() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    let cards = |page: &str| -> Vec<String> {
        let cards = page.split("<li class=\"card\">").skip(1);
        cards.map(|rest| rest.split("</li>").next().unwrap().to_owned()).collect()
    };
    let first = mentor.get(PAGE).await;
    assert!(first.says("<option value=\"mentor\" selected"), "one's own questions");
    let hand = cards(&first.body);
    let second = cards(&mentor.get(&format!("{PAGE}?vem=mentor&nar=start&om=&kort=1")).await.body);
    assert!(hand.len() == 3 && second.len() == 3 && hand.iter().all(|card| !second.contains(card)));
    let english = cards(&mentor.in_english().get(PAGE).await.body);
    assert!(english.len() == 3 && english != hand);
    let adept = world.browser("adept1").await;
    for wild in ["?kort=99999999999999999999", "?kort=18446744073709551615", "?vem=chefen&om=x&nar=y", "?kort=-1"] {
        let page = adept.get(&format!("{PAGE}{wild}")).await;
        assert!(page.status == 200 && cards(&page.body).len() == 3, "{wild}");
    }
}
