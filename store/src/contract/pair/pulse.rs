//! How it goes, every other month.

use domain::{
    day::evaluation::Spread,
    pair::{pulse::Answer, status::StatusChange},
    people::Duty,
};
use jiff::civil::date;

use crate::Error;
use crate::contract::{
    Bench, World, holds,
    world::{TITLE, later, now, pair_up, person},
};

fn answer(score: u32, line: &str) -> Answer {
    Answer::parse(&score.to_string(), line).unwrap()
}

/// Each of a pair is asked on the first of every other month, can change the
/// answer until the next question, and looks back on the own answers only.
async fn each_of_a_pair_is_asked(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    let asked = date(2026, 11, 1);
    assert_eq!(store.open_pulse(&adept, now()).await.unwrap(), Some((asked, None)));
    store.answer_pulse(&adept, &answer(2, "Trögt"), now()).await.unwrap();
    store.answer_pulse(&adept, &answer(4, "Bättre"), later(1)).await.unwrap();
    let own = store.own_pulses(&adept).await.unwrap();
    assert_eq!((own.len(), own[0].asked, own[0].score, own[0].line.as_str()), (1, asked, 4, "Bättre"));
    assert_eq!(store.open_pulse(&adept, later(1)).await.unwrap(), Some((asked, own.first().cloned())));
    assert!(store.own_pulses(&world.caller("mentor1").await).await.unwrap().is_empty());
    for name in ["organisator1", "kontakt1", "reserv1"] {
        let caller = world.caller(name).await;
        assert_eq!(store.open_pulse(&caller, now()).await.unwrap(), None, "{name}");
        assert!(matches!(store.answer_pulse(&caller, &answer(5, ""), now()).await, Err(Error::NotFound)), "{name}");
    }
    store.change_status(&adept, StatusChange::Pause, None, later(2)).await.unwrap();
    assert_eq!(store.open_pulse(&adept, later(2)).await.unwrap(), None, "a pair that rests is left in peace");
}
contract_test!(each_of_a_pair_is_asked);

/// The organisers see no line and nobody's answer: a figure of five or more,
/// once it cannot change any more.
async fn organisers_see_a_figure(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    for (name, duty) in [("adept3", Duty::Adept), ("mentor3", Duty::Mentor)] {
        store.invite(&person(name, "Ny Ek", "Alfa kommun", duty), now()).await.unwrap();
    }
    assert!(pair_up(bench, "adept3", "mentor3").await);
    let give = async |name: &str, score| {
        store.answer_pulse(&world.caller(name).await, &answer(score, "kanariefågel i pulsen"), now()).await.unwrap();
    };
    for (name, score) in [("adept1", 5), ("mentor1", 4), ("adept2", 4), ("mentor2", 3)] {
        give(name, score).await;
    }
    let organiser = world.caller("organisator1").await;
    let november = async |at| {
        let figures = store.overview_page(&organiser, at).await.unwrap().unwrap().pulse;
        figures.into_iter().find(|figure| figure.asked == date(2026, 11, 1)).map(|figure| figure.spread)
    };
    let in_january = later(45 * 24);
    assert_eq!((november(now()).await, november(in_january).await), (None, Some(None)), "four are too few");
    give("adept3", 3).await;
    assert_eq!(november(now()).await, None, "it can still be answered");
    assert_eq!(november(in_january).await, Some(Some(Spread([0, 0, 2, 2, 1]))));
    for name in ["adept1", "kontakt1", "arbetsgrupp1"] {
        assert!(store.overview_page(&world.caller(name).await, in_january).await.unwrap().is_none(), "{name}");
    }
    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    assert!(!holds(&dump, "kanariefågel i pulsen"));
}
contract_test!(organisers_see_a_figure);

/// At the start, in the middle and at the end of the round the aims are asked about too.
async fn the_aims_are_asked_about_three_times(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    let said = answer(4, "").with_aims(["5", "", "3", "1"]).unwrap();
    store.answer_pulse(&adept, &said, now()).await.unwrap();
    let in_march = later(24 * 110);
    store.answer_pulse(&adept, &said, in_march).await.unwrap();
    let own = store.own_pulses(&adept).await.unwrap();
    let aims: Vec<_> = own.iter().map(|given| (given.asked, given.aims)).collect();
    let [last, november] = [date(2027, 3, 1), date(2026, 11, 1)];
    assert_eq!(aims, [(last, [Some(5), None, Some(3), Some(1)]), (november, [None; 4])]);
}
contract_test!(the_aims_are_asked_about_three_times);
