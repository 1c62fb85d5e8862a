//! A pair pauses, ends, goes on; and its people may be in a new one.

use domain::{
    day::Answer,
    pair::{
        health::Band,
        status::{State, StatusChange},
    },
    people::{Caller, Duty},
    time,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::contract::{
    Bench, World,
    world::{email, later, log, new_session, now, pair_up, person},
};
use crate::{Error, mail::outbox::Email};

/// Days later, as hours.
const DAY: i64 = 24;

async fn state(world: &World, name: &str, days: i64) -> State {
    let organiser = world.caller("organisator1").await;
    let overview = world.store.overview_page(&organiser, later(days * DAY)).await.unwrap().unwrap();
    let adept = world.caller(name).await;
    overview.pairs.into_iter().find(|pair| Some(pair.id) == adept.pair).unwrap().state
}

/// Either may; the partner hears of it, the organisers see the state and no more.
/// A pause ends by itself on its day.
async fn a_pause_is_told_to_the_partner(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let mut changes = world.store.changes();
    let until = Some(date(2026, 12, 22));
    world.store.change_status(&mentor, StatusChange::Pause, until, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    for (name, told) in [("adept1", true), ("organisator1", true), ("adept2", false), ("kontakt1", false)] {
        assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
    }
    let messages = world.store.due_emails(10, now()).await.unwrap();
    assert!(messages.len() == 1 && messages[0].to == "adept1@example.org");
    assert!(
        messages[0].message
            == Email::PairStatusChanged { partner: mentor.name.clone(), change: StatusChange::Pause, until }
    );

    assert_eq!((state(&world, "adept1", 0).await, state(&world, "adept1", 30).await), (State::Paused, State::Active));
    assert_eq!(state(&world, "adept2", 0).await, State::Active);
    let again = world.store.change_status(&adept, StatusChange::Pause, None, later(1)).await;
    assert!(matches!(again, Err(Error::NotFound)), "it rests already");
    world.store.change_status(&adept, StatusChange::Resume, None, later(DAY)).await.unwrap();
    assert_eq!(state(&world, "adept1", 1).await, State::Active, "taken back by the other");
    let status = world.store.pair(&mentor).await.unwrap().unwrap().status;
    assert_eq!((status.since, status.paused_until), (date(2026, 11, 23), None));
    for name in ["reserv1", "organisator1"] {
        let outcome = world.store.change_status(&world.caller(name).await, StatusChange::Pause, None, now()).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{name}");
    }
}
contract_test!(a_pause_is_told_to_the_partner);

/// A long pause leaves no one silent.
async fn a_pause_is_no_silence(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    world.log(&adept, "").await;
    let band = async |days: i64| {
        let page = world.store.pair_page(&adept, later(days * DAY)).await.unwrap().unwrap();
        page.seen.unwrap().band
    };
    assert_eq!(band(100).await, Band::Silent, "control: so long without a meeting");
    world.store.change_status(&adept, StatusChange::Pause, None, later(DAY)).await.unwrap();
    world.store.change_status(&adept, StatusChange::Resume, None, later(99 * DAY)).await.unwrap();
    assert_eq!(band(100).await, Band::Regular);
}
contract_test!(a_pause_is_no_silence);

/// A pair's time is over with the round, or on its own later day, which can be
/// taken back.
async fn a_pair_goes_on_beyond_the_round(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let after = 200; // 10 June 2027; the round ends on 30 April
    assert_eq!(state(&world, "adept1", after).await, State::Completed);
    world.store.change_status(&adept, StatusChange::Extend, Some(date(2027, 9, 30)), now()).await.unwrap();
    assert_eq!(state(&world, "adept1", after).await, State::Active);
    world.store.change_status(&mentor, StatusChange::Shorten, None, now()).await.unwrap();
    assert_eq!(state(&world, "adept1", after).await, State::Completed);
    world
        .store
        .change_status(&mentor, StatusChange::Extend, Some(date(2027, 9, 30)), later(after * DAY))
        .await
        .unwrap();
    assert_eq!(state(&world, "adept1", after).await, State::Active, "after the last day as well");
}
contract_test!(a_pair_goes_on_beyond_the_round);

/// Both read on what they wrote, write no more, and see no more of each
/// other's answers; they may still change their minds.
async fn an_ended_pair_can_be_read(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let meeting = world.log(&adept, "Vi talade om mod.").await;
    let segment = world.segment("april", 0).await;
    world.store.answer(&mentor, segment, Answer::Yes, now()).await.unwrap();
    let partners = async || world.store.day(&adept, "april", now()).await.unwrap().unwrap().answers[0].partner;
    assert!(partners().await.is_some(), "control");
    world.store.change_status(&mentor, StatusChange::End, None, now()).await.unwrap();

    for name in ["adept1", "mentor1"] {
        let caller = world.caller(name).await;
        assert_eq!(world.store.meeting(&caller, meeting).await.unwrap().unwrap().notes, "Vi talade om mod.", "{name}");
        assert!(world.store.dashboard(&caller, now()).await.unwrap().news.is_empty(), "{name}");
        assert!(matches!(world.store.sign(&caller, 1, now()).await, Err(Error::PairEnded)), "{name}");
        let more = world.store.log_meeting(&caller, None, &log(""), now()).await;
        assert!(matches!(more, Err(Error::PairEnded)), "{name}");
        let other = world.store.edit_meeting(&caller, meeting, 1, &log(""), now()).await;
        assert!(matches!(other, Err(Error::PairEnded)), "{name}");
    }
    assert!(partners().await.is_none());
    assert_eq!(state(&world, "adept1", 0).await, State::Ended);
    world.store.change_status(&adept, StatusChange::Resume, None, later(1)).await.unwrap();
    assert_eq!(state(&world, "adept1", 0).await, State::Active);

    // A year after the round there is nothing to read any more.
    world.store.change_status(&adept, StatusChange::End, None, later(2)).await.unwrap();
    let pair_on = async |day: Date| {
        let at = time::instant(day.at(12, 0, 0, 0));
        let session = new_session();
        world.store.sign_in_as(&email("adept1"), &session, at).await.unwrap();
        world.store.caller(&session.secret, at).await.unwrap().unwrap().pair
    };
    let last = date(2028, 4, 30);
    assert_eq!((pair_on(last).await, pair_on(last + 1.day()).await), (adept.pair, None));
}
contract_test!(an_ended_pair_can_be_read);

/// A new pair is made of those whose pair has ended, and of those in reserve.
/// Then it is theirs, and the old one cannot go on.
async fn an_ended_pair_makes_room_for_a_new_one(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    world.store.invite(&person("adept3", "Signe Ek", "Alfa kommun", Duty::Adept), now()).await.unwrap();
    assert!(!pair_up(bench, "adept1", "mentor2").await, "the adept is in a pair");
    world.store.change_status(&adept, StatusChange::End, None, now()).await.unwrap();
    assert!(pair_up(bench, "adept3", "mentor1").await);

    let new = world.caller("adept3").await.pair;
    assert!(new.is_some() && new != mentor.pair);
    assert_eq!(world.caller("mentor1").await.pair, new);
    assert_eq!(world.caller("adept1").await.pair, adept.pair, "still to be read");
    let resumed = world.store.change_status(&adept, StatusChange::Resume, None, later(1)).await;
    assert!(matches!(resumed, Err(Error::NotFound)), "{resumed:?}");
}
contract_test!(an_ended_pair_makes_room_for_a_new_one);

/// Whoever is in a new pair still reads what they wrote in the one before.
async fn an_earlier_pair_is_still_read(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    world.log(&adept, "Vi ses igen.").await;
    assert!(world.store.earlier_pairs(&adept, now()).await.unwrap().is_empty());
    for name in ["adept1", "adept2"] {
        world.store.change_status(&world.caller(name).await, StatusChange::End, None, now()).await.unwrap();
    }
    assert!(pair_up(bench, "adept1", "mentor2").await);

    let adept = world.caller("adept1").await;
    let earlier = world.store.earlier_pairs(&adept, now()).await.unwrap();
    assert_eq!(world.store.settings(&adept, now()).await.unwrap().earlier_pairs, earlier);
    assert_eq!((earlier.len(), earlier[0].partner.as_str(), Some(earlier[0].id)), (1, "Åsa Ek", mentor.pair));
    let then = Caller { pair: Some(earlier[0].id), ..adept.clone() };
    assert_eq!(world.store.meetings(&then).await.unwrap().held.len(), 1);
    assert!(world.store.earlier_pairs(&world.caller("mentor1").await, now()).await.unwrap().is_empty());
    let kept_until = earlier[0].kept_until;
    let hours = |day: Date| (time::instant(day.at(12, 0, 0, 0)).duration_since(now())).as_hours();
    assert_eq!(world.store.earlier_pairs(&adept, later(hours(kept_until))).await.unwrap(), earlier);
    let gone = later(hours(kept_until.tomorrow().unwrap()));
    assert!(world.store.earlier_pairs(&adept, gone).await.unwrap().is_empty());
}
contract_test!(an_earlier_pair_is_still_read);
