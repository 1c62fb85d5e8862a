//! Whether the two of a pair meet before or after a day.

use domain::{
    day::{
        Answer, Consent, DayId, Mailing,
        arrangements::Arrangements,
        meet_up::{MeetUp, Slot},
    },
    live::Change,
};
use jiff::Timestamp;

use crate::contract::{Bench, World, world::now};
use crate::{Error, day::editor::PlannedDay, round::retention::Deleted};

async fn arrangements(world: &World, who: &str, at: Timestamp) -> Arrangements {
    world.store.day(&world.caller(who).await, "april", at).await.unwrap().unwrap().arrangements
}

async fn seen(world: &World, who: &str, at: Timestamp) -> Vec<MeetUp> {
    arrangements(world, who, at).await.meet_ups
}

async fn april(world: &World) -> DayId {
    world.store.day(&world.caller("adept1").await, "april", now()).await.unwrap().unwrap().day.id
}

async fn say(world: &World, who: &str, slot: Slot, could: bool) -> crate::Result<()> {
    let day = april(world).await;
    world.store.set_meet_up(&world.caller(who).await, day, slot, could, now()).await
}

/// When both say the same, they meet; either takes it back.
async fn two_who_say_the_same_meet(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before =
        MeetUp { slot: Slot::Before, from: "2027-04-09T06:30Z".parse().unwrap(), mine: false, partners: false };
    // The mentors' own part of the day is nothing that the two have in common.
    let after = MeetUp { slot: Slot::After, from: "2027-04-09T10:00Z".parse().unwrap(), ..before };
    for who in ["adept1", "mentor1"] {
        assert_eq!(seen(&world, who, now()).await, [before, after], "{who}");
    }
    for _ in 0..2 {
        say(&world, "adept1", Slot::After, true).await.unwrap();
    }
    assert_eq!(seen(&world, "adept1", now()).await, [before, MeetUp { mine: true, ..after }]);
    assert_eq!(seen(&world, "mentor1", now()).await, [before, MeetUp { partners: true, ..after }]);
    say(&world, "mentor1", Slot::After, true).await.unwrap();
    for who in ["adept1", "mentor1"] {
        assert_eq!(seen(&world, who, now()).await, [before, MeetUp { mine: true, partners: true, ..after }]);
    }
    assert!(
        seen(&world, "adept2", now()).await.iter().all(|meet_up| !meet_up.mine && !meet_up.partners),
        "another pair"
    );
    for _ in 0..2 {
        say(&world, "adept1", Slot::After, false).await.unwrap();
    }
    assert_eq!(seen(&world, "mentor1", now()).await, [before, MeetUp { mine: true, ..after }]);
}
contract_test!(two_who_say_the_same_meet);

/// Not while one of them is at a part that the other knows nothing of.
async fn a_meet_up_waits_for_no_other_part(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, mentor) = (world.caller("organisator1").await, world.caller("mentor1").await);
    let PlannedDay { version, mut plan, .. } = world.store.planned_day(&organiser, "april").await.unwrap().unwrap();
    // The mentors' part follows at once.
    plan.parts[1].starts = plan.parts[0].ends;
    let consent = Consent { mailing: Mailing::To(2), keep_answers: true };
    world.store.edit_day(&organiser, "april", version, &plan, consent, now()).await.unwrap();
    let slots = async |who: &str| seen(&world, who, now()).await.into_iter().map(|one| one.slot).collect::<Vec<_>>();
    for part in [0, 1] {
        assert_eq!(slots("mentor1").await, [Slot::Before, Slot::After], "nothing said of part {part}");
        let segment = world.segment("april", part).await;
        world.store.answer(&mentor, segment, Answer::Yes, now()).await.unwrap();
    }
    for who in ["adept1", "mentor1"] {
        assert_eq!(slots(who).await, [Slot::Before], "{who}");
        assert!(matches!(say(&world, who, Slot::After, true).await, Err(Error::NotFound)), "{who}");
    }
    let segment = world.segment("april", 1).await;
    world.store.answer(&mentor, segment, Answer::No, now()).await.unwrap();
    assert_eq!(slots("adept1").await, [Slot::Before, Slot::After]);
}
contract_test!(a_meet_up_waits_for_no_other_part);

/// Two who had agreed to meet are told when their answers no longer allow it, until the
/// day is over; what only one has said goes without a word.
async fn a_meet_up_that_goes_no_longer_is_told(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    say(&world, "adept1", Slot::Before, true).await.unwrap();
    for who in ["adept1", "mentor1"] {
        say(&world, who, Slot::After, true).await.unwrap();
        assert!(arrangements(&world, who, now()).await.dropped.is_empty());
    }
    world.store.answer(&adept, segment, Answer::No, now()).await.unwrap();
    for who in ["adept1", "mentor1"] {
        assert_eq!(arrangements(&world, who, now()).await.dropped, [Slot::After], "{who}");
        assert!(arrangements(&world, who, "2027-04-10T06:00Z".parse().unwrap()).await.dropped.is_empty(), "{who}");
    }
    assert!(arrangements(&world, "adept2", now()).await.dropped.is_empty(), "another pair");
    world.store.answer(&adept, segment, Answer::Maybe, now()).await.unwrap();
    assert!(arrangements(&world, "mentor1", now()).await.dropped.is_empty());
}
contract_test!(a_meet_up_that_goes_no_longer_is_told);

/// It is out of the question for whoever does not come, for whoever has no
/// partner, and when the time has passed.
async fn some_do_not_meet(bench: &dyn Bench) {
    let world = World::new(bench).await;
    for who in ["reserv1", "kontakt1", "arbetsgrupp1", "organisator1"] {
        assert!(seen(&world, who, now()).await.is_empty(), "{who}");
        assert!(matches!(say(&world, who, Slot::Before, true).await, Err(Error::NotFound)), "{who}");
    }
    let (adept, segment) = (world.caller("adept1").await, world.segment("april", 0).await);
    world.store.answer(&adept, segment, Answer::No, now()).await.unwrap();
    for who in ["adept1", "mentor1"] {
        assert!(seen(&world, who, now()).await.is_empty(), "{who}");
        assert!(matches!(say(&world, who, Slot::Before, true).await, Err(Error::NotFound)), "{who}");
    }
    world.store.answer(&adept, segment, Answer::Maybe, now()).await.unwrap();
    let begins = "2027-04-09T06:30Z".parse().unwrap();
    assert_eq!(seen(&world, "mentor1", begins).await.len(), 1, "only after it is left");
    let day = april(&world).await;
    assert!(matches!(world.store.set_meet_up(&adept, day, Slot::Before, true, begins).await, Err(Error::NotFound)));
    let unknown = world.store.set_meet_up(&adept, DayId(9999), Slot::Before, true, now()).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    assert_eq!(bench.rows().await["meet_ups"], 0);
}
contract_test!(some_do_not_meet);

/// The two hear of it, and nobody else does; of what changes nothing, no one.
async fn a_meet_up_is_announced_to_the_pair(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mut changes = world.store.changes();
    say(&world, "adept1", Slot::Before, false).await.unwrap();
    say(&world, "adept1", Slot::Before, true).await.unwrap();
    say(&world, "adept1", Slot::Before, true).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(matches!(change, Change::MeetUp { .. }) && changes.try_recv().is_err());
    for (who, knows) in
        [("adept1", true), ("mentor1", true), ("adept2", false), ("kontakt1", false), ("organisator1", false)]
    {
        assert_eq!(world.caller(who).await.may_know(&change), knows, "{who}");
    }
    // Two weeks after the day nobody needs to know any more.
    assert_eq!(world.store.delete_what_is_due(now()).await.unwrap(), Deleted::default());
    let gone = "2027-04-22T22:00Z".parse().unwrap();
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted { meet_ups: 1, ..Deleted::default() });
}
contract_test!(a_meet_up_is_announced_to_the_pair);
