//! Pairs.

use domain::{day::Answer, health::Band, pair::Happening, people::Role};

use super::{
    Bench, World,
    world::{later, log, now},
};

/// Each sees the other, and how to reach them; others see no pair.
pub async fn each_sees_their_own_mate(bench: &impl Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let pair = world.store.pair(&adept).await.unwrap().unwrap();
    assert_eq!((pair.role, pair.every_weeks), (Role::Adept, 4));
    assert_eq!((pair.mate.name.as_str(), pair.mate.organisation.as_str()), ("Åsa Ek", "Östra verket"));
    assert_eq!(pair.mate.email, "mentor1@example.org");
    let mentor = world.caller("mentor1").await;
    let same = world.store.pair(&mentor).await.unwrap().unwrap();
    assert_eq!((same.id, same.role, same.mate.person), (pair.id, Role::Mentor, adept.person));
    for name in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        let caller = world.caller(name).await;
        assert!(world.store.pair(&caller).await.unwrap().is_none(), "{name}");
        assert!(world.store.news(&caller, now()).await.unwrap().is_empty(), "{name}");
    }
}

/// The mate's answers and logs, latest first, eight at most, of the last sixty
/// days; never one's own, another pair's, or the mentors' part.
pub async fn news_is_what_the_mate_did(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let store = &world.store;
    store.answer(&mentor, world.segment("april", 0).await, Answer::Yes, now()).await.unwrap();
    store.answer(&mentor, world.segment("april", 1).await, Answer::Yes, now()).await.unwrap();
    let meeting = store.log_meeting(&mentor, None, &log(""), later(1)).await.unwrap();

    let news = store.news(&adept, later(1)).await.unwrap();
    assert_eq!(news.len(), 2);
    assert!(matches!(news[0].what, Happening::Logged { meeting: id, .. } if id == meeting));
    assert!(matches!(&news[1].what, Happening::Answered { slug, answer: Answer::Yes, .. } if slug == "april"));
    assert!(store.news(&mentor, later(1)).await.unwrap().is_empty(), "one's own doings are no news");
    assert!(store.news(&world.caller("adept2").await, later(1)).await.unwrap().is_empty());
    assert!(store.news(&adept, later(61 * 24)).await.unwrap().is_empty());

    for n in 0..10 {
        store.log_meeting(&mentor, None, &log(""), later(2 + n)).await.unwrap();
    }
    let news = store.news(&adept, later(20)).await.unwrap();
    assert_eq!(news.len(), 8);
    assert!(news.is_sorted_by(|a, b| a.at >= b.at));
}

/// Organisers see every pair's band and count, a pair its own, others nothing.
pub async fn health_is_a_band_and_a_count(bench: &impl Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    world.log(&adept, "Vi talade om mod.").await;
    world.log(&adept, "").await;

    let organiser = world.caller("organisator1").await;
    let all = world.store.pair_health(&organiser, now()).await.unwrap();
    let seen: Vec<_> = all.iter().map(|pair| (pair.adept.as_str(), pair.band, pair.meetings)).collect();
    assert_eq!(seen, [("Zara Ek", Band::NotStarted, 0), ("Örjan Ek", Band::Regular, 2)]);
    assert_eq!((all[1].mentor.as_str(), all[1].mentor_organisation.as_str()), ("Åsa Ek", "Östra verket"));

    let own = world.store.pair_health(&world.caller("mentor1").await, now()).await.unwrap();
    assert_eq!(own, all[1..], "the pair sees what the organiser sees");
    for name in ["reserv1", "kontakt1", "arbetsgrupp1"] {
        assert!(world.store.pair_health(&world.caller(name).await, now()).await.unwrap().is_empty(), "{name}");
    }
}
