//! Pairs.

pub mod agreement;
pub mod help_request;
pub mod list;
pub mod pulse;
pub mod status;

use domain::{
    day::Answer,
    pair::{Happening, health::Band},
    people::{Caller, Role},
};

use super::{
    Bench, World,
    world::{later, log, now},
};

/// Each sees the other, and how to reach them; others see no pair.
async fn each_sees_their_own_partner(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let pair = world.store.pair(&adept).await.unwrap().unwrap();
    assert_eq!((pair.role, pair.every_weeks), (Role::Adept, 4));
    assert_eq!((pair.partner.name.as_str(), pair.partner.organisation.as_str()), ("Åsa Ek", "Östra verket"));
    assert_eq!(pair.partner.email, "mentor1@example.org");
    let mentor = world.caller("mentor1").await;
    let same = world.store.pair(&mentor).await.unwrap().unwrap();
    assert_eq!((same.id, same.role, same.partner.person), (pair.id, Role::Mentor, adept.person));
    for name in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        let caller = world.caller(name).await;
        assert!(world.store.pair(&caller).await.unwrap().is_none(), "{name}");
        assert!(world.store.dashboard(&caller, now()).await.unwrap().news.is_empty(), "{name}");
    }
}
contract_test!(each_sees_their_own_partner);

/// The partner's answers and logs, latest first, eight at most, of the last sixty
/// days; never one's own, another pair's, or the mentors' part.
async fn news_is_what_the_partner_did(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let store = &world.store;
    store.answer(&mentor, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    store.answer(&mentor, world.segment("april", 1).await, Answer::Yes, now()).await.unwrap();
    let meeting = store.log_meeting(&mentor, None, &log(""), later(1)).await.unwrap();

    let news = async |caller: &Caller, hours| store.dashboard(caller, later(hours)).await.unwrap().news;
    let adepts = news(&adept, 1).await;
    assert_eq!(adepts.len(), 2);
    assert!(matches!(adepts[0].what, Happening::Logged { meeting: id, .. } if id == meeting));
    assert!(matches!(&adepts[1].what, Happening::Answered { slug, answer: Answer::Yes, .. } if slug == "april"));
    assert!(news(&mentor, 1).await.is_empty(), "one's own doings are no news");
    assert!(news(&world.caller("adept2").await, 1).await.is_empty());
    assert!(news(&adept, 61 * 24).await.is_empty());

    for n in 0..10 {
        store.log_meeting(&mentor, None, &log(""), later(2 + n)).await.unwrap();
    }
    let adepts = news(&adept, 20).await;
    assert_eq!(adepts.len(), 8);
    assert!(adepts.is_sorted_by(|a, b| a.at >= b.at));
}
contract_test!(news_is_what_the_partner_did);

/// Organisers see every pair's band and count, a pair its own, others nothing.
async fn health_is_a_band_and_a_count(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    world.log(&adept, "Vi talade om mod.").await;
    world.log(&adept, "").await;

    let organiser = world.caller("organisator1").await;
    let all = world.store.overview_page(&organiser, now()).await.unwrap().unwrap().pairs;
    let seen: Vec<_> = all.iter().map(|pair| (pair.adept.as_str(), pair.band, pair.meetings)).collect();
    assert_eq!(seen, [("Zara Ek", Band::NotStarted, 0), ("Örjan Ek", Band::Regular, 2)]);
    assert_eq!((all[1].mentor.as_str(), all[1].mentor_organisation.as_str()), ("Åsa Ek", "Östra verket"));

    for (name, pair) in [("mentor1", &all[1]), ("adept1", &all[1]), ("adept2", &all[0])] {
        let page = world.store.pair_page(&world.caller(name).await, now()).await.unwrap().unwrap();
        assert_eq!(page.seen.as_ref(), Some(pair), "{name} sees what the organiser sees");
    }
    for name in ["reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.pair_page(&caller, now()).await.unwrap().is_none(), "{name}");
        assert!(world.store.overview_page(&caller, now()).await.unwrap().is_none(), "{name}");
    }
}
contract_test!(health_is_a_band_and_a_count);
