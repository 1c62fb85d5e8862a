//! A pair pauses, ends, goes on: it asks first, the partner is told, the organiser
//! sees where the pair stands.

use crate::support::{World, form};

const PAGE: &str = "/par/lage";

#[tokio::test]
async fn a_pause_is_asked_for_and_can_be_taken_back() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert!(adept.get(PAGE).await.says("Ni fortsätter till 9 april 2027."));
    let asks = adept.get("/par/lage/pause").await;
    assert!(asks.says("får veta det i ett mejl.") && asks.says("aldrig varför"));
    let messages = world.messages().await.len();
    let past = adept.submit("/par/lage/pause", "course/turn", "turn=pause&until=2026-02-20").await;
    assert!(past.status == 422 && past.says("Datumet har redan varit.") && past.says("value=\"2026-02-20\""));
    assert_eq!(world.messages().await.len(), messages, "nothing is decided yet");

    let paused = adept.submit("/par/lage/pause", "course/turn", "turn=pause&until=2026-05-01").await;
    assert_eq!((paused.status, paused.location()), (303, "/par/lage?sparad=1"));
    assert_eq!(world.messages().await.len(), messages + 1);
    assert!(mentor.get("/par").await.says("Ni pausar till 1 maj 2026."));
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says("Pausar"));
    assert!(!organiser.get("/organisera").await.says("1 maj 2026"), "no date");
    assert_eq!(adept.get("/par/lage/pause").await.status, 404);
    assert_eq!(mentor.submit("/par/lage/resume", "course/turn", "turn=resume").await.status, 303);
    assert!(adept.get("/par").await.says("Ni fortsätter till 9 april 2027."));
}

#[tokio::test]
async fn a_pair_goes_on_for_two_years_at_most() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let extend = async |until| {
        adept.submit("/par/lage/extend", "course/turn", &form(&[("turn", "extend"), ("until", until)])).await
    };
    assert!(extend("2027-04-09").await.says("Datumet har redan varit."), "the last day as it is");
    assert!(extend("2029-04-10").await.says("Dagen ligger för långt fram."));
    assert!(extend("").await.says("Fyll i det här."));
    assert_eq!(extend("2027-12-01").await.status, 303);
    assert!(adept.get("/par").await.says("Ni fortsätter till 1 december 2027."));
}

#[tokio::test]
async fn an_ended_pair_reads_and_writes_no_more() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    assert_eq!(mentor.submit("/par/lage/end", "course/turn", "turn=end").await.status, 303);
    for browser in [&adept, &mentor] {
        assert!(browser.get(&format!("/par/traffar/{meeting}")).await.says("kanarienotis"));
        let page = browser.get(PAGE).await;
        assert!(
            page.says("Ni avslutade er mentorrelation 20 februari 2026.") && page.says("till och med 9 april 2028")
        );
        assert_eq!(browser.get("/par/overenskommelse/andra").await.status, 404);
    }
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says("Avslutat"));
    assert_eq!(adept.call("course/turn", "turn=pause").await.status, 404);
    assert_eq!(adept.call("course/turn", "turn=dance").await.status, 400);
    assert_eq!(adept.submit("/par/lage/resume", "course/turn", "turn=resume").await.status, 303);
    assert!(!organiser.get("/organisera").await.says("Avslutat"));
}
