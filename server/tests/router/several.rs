//! Several servers on one PostgreSQL, behind a load balancer that sends each
//! request to the next: as if they were one.

use store::people::MAX_PER_ADDRESS;

use super::{
    live::{DAYS, Stream, answers},
    support::{World, form},
};

#[tokio::test]
async fn an_answer_at_one_shows_at_the_other() {
    let (one, other, database) = World::two().await;
    let [everyone, _] = one.segments().await;
    let adept = one.browser("adept1").await;
    let mut stream = Stream::of(&other.moved(&adept)).await;
    answers(&one.browser("mentor1").await, everyone).await;
    assert_eq!(stream.next().await.as_deref(), DAYS);
    // By the time that it is told, it can be read there.
    assert!(other.moved(&adept).get("/min-sida").await.says("Lars kommer inte"));
    database.end([one, other]).await;
}

#[tokio::test]
async fn a_session_holds_at_both_and_ends_at_both() {
    let (one, other, database) = World::two().await;
    let adept = one.browser("adept1").await;
    assert_eq!(other.moved(&adept).get("/min-sida").await.status, 200);
    assert_eq!(other.moved(&adept).call("people/sign-out", "").await.status, 200);
    assert_eq!(adept.get("/min-sida").await.status, 303);
    database.end([one, other]).await;
}

#[tokio::test]
async fn who_asks_in_turn_is_counted_together() {
    let (one, other, database) = World::two().await;
    let browsers = [one.stranger(), other.stranger()];
    let mut taken = 0;
    for turn in 0..20 {
        let asked = browsers[turn % 2].call("people/request-sign-in", &form(&[("email", "adept1@example.org")])).await;
        taken += i64::from(asked.status == 200);
        assert!([200, 429].contains(&asked.status));
    }
    assert_eq!(taken, MAX_PER_ADDRESS);
    database.end([one, other]).await;
}
