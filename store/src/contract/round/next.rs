//! The next round from one that is there.

use domain::{
    day::State,
    people::{Caller, Duty},
    round::{
        focus::{SignedIn, Topic},
        next::{GoesOn, NextPlan, suggest},
    },
    time::today,
};
use jiff::civil::date;

use crate::{
    Error,
    contract::{
        Bench, World,
        world::{email, new_session, now, person, round},
    },
    idempotency::IdempotencyKey,
};

const ALL: GoesOn = GoesOn { organisers: true, working_group: true, contact_persons: true };

/// A round with two organisers.
async fn world(bench: &dyn Bench) -> World {
    let mut fifteen = round(15);
    fifteen.people.push(person("organisator2", "Oskar Ek", "Åsby kommun", Duty::Organiser));
    World::of(bench, &fifteen).await
}

async fn signed_in(world: &World, name: &str) -> SignedIn {
    let session = new_session();
    world.store.sign_in_as(&email(name), &session, now()).await.unwrap();
    world.store.signed_in(&session.secret, now()).await.unwrap().unwrap()
}

/// Someone, as who asks in a round; `None` if it is not theirs.
async fn caller_in(world: &World, name: &str, number: u32) -> Option<Caller> {
    let who = signed_in(world, name).await;
    who.named(number, Topic::Organising).map(|standing| who.caller(standing))
}

/// What is suggested from an organiser's round, as it is.
async fn suggested(world: &World, organiser: &Caller, goes_on: GoesOn) -> NextPlan {
    let page = world.store.next_page(organiser).await.unwrap().unwrap();
    let next = suggest(&page.round, &page.days);
    NextPlan { plan: next.form.parse_with(&next.patterns, today(now())).unwrap(), goes_on }
}

/// Its days are drafts, its duties go on, and nobody takes part in it yet.
async fn the_next_round_is_made_from_one(bench: &dyn Bench) {
    let world = world(bench).await;
    let store = &world.store;
    let organiser = world.caller("organisator1").await;
    let before = bench.rows().await;
    let next = suggested(&world, &organiser, ALL).await;
    store.plan_next_round(&organiser, None, &next, now()).await.unwrap();

    let after = bench.rows().await;
    let added = |table: &str| after[table] - before[table];
    let tables = ["rounds", "days", "segments", "duties", "persons", "pairs", "replies", "agenda"];
    assert_eq!(tables.map(added), [1, 2, 3, 4, 0, 0, 0, 0]);
    let duties = [
        ("organisator1", Duty::Organiser),
        ("organisator2", Duty::Organiser),
        ("arbetsgrupp1", Duty::WorkingGroup),
        ("kontakt1", Duty::ContactPerson),
    ];
    for (who, duty) in duties {
        assert_eq!(caller_in(&world, who, 16).await.unwrap().duties, [duty], "{who}");
    }
    let in_16 = caller_in(&world, "organisator1", 16).await.unwrap();
    let sixteen = store.round(&in_16).await.unwrap();
    assert_eq!((sixteen.number, sixteen.max_pairs), (16, 25));
    assert_eq!((sixteen.starts_on, sixteen.ends_on), (date(2028, 1, 1), date(2029, 4, 30)));
    let page = store.next_page(&in_16).await.unwrap().unwrap();
    let days: Vec<_> = page.days.iter().map(|(day, on)| (day.title.sv.as_str(), day.hours.len(), *on)).collect();
    assert_eq!(days, [("december", 1, date(2028, 12, 1)), ("april", 2, date(2029, 4, 6))]);
    let december = store.planned_day(&in_16, &page.days[0].0.name).await.unwrap().unwrap();
    assert_eq!((december.state, december.plan.venue.as_str()), (State::Draft, ""));
    assert_eq!(december.plan.summary.sv, "En dag.");
}
contract_test!(the_next_round_is_made_from_one);

/// Everyone keeps the round they had; who organises both has both.
async fn nobody_loses_the_round_they_are_in(bench: &dyn Bench) {
    let world = world(bench).await;
    let store = &world.store;
    let people = ["adept1", "mentor1", "adept2", "reserv1", "kontakt1", "arbetsgrupp1", "organisator1", "organisator2"];
    let adept = world.caller("adept1").await;
    let told = async |caller: &Caller| {
        let (days, dashboard) = (store.days(caller, now()).await, store.dashboard(caller, now()).await);
        format!("{days:#?} {dashboard:#?} {:#?} {:#?}", store.pair(caller).await, store.round(caller).await)
    };
    let (before, public) = (told(&adept).await, store.public_days(now()).await.unwrap());
    let organiser = world.caller("organisator1").await;
    let next = suggested(&world, &organiser, ALL).await;
    store.plan_next_round(&organiser, None, &next, now()).await.unwrap();

    for who in people {
        assert_eq!(world.caller(who).await.round, organiser.round, "{who}");
    }
    assert_eq!(told(&world.caller("adept1").await).await, before);
    assert_eq!(store.public_days(now()).await.unwrap(), public);
    assert_eq!(store.main_round(now()).await.unwrap().unwrap().number, 15);
    assert!(caller_in(&world, "adept1", 16).await.is_none());
    let concerning = async |who: &str| {
        let who = signed_in(&world, who).await;
        who.concerning(today(now())).map(|standing| standing.round.number).collect::<Vec<_>>()
    };
    assert_eq!((concerning("organisator1").await, concerning("adept1").await), (vec![16, 15], vec![15]));
}
contract_test!(nobody_loses_the_round_they_are_in);

/// Whoever makes a round organises it, whatever else goes on.
async fn only_the_duties_go_on_that_are_to(bench: &dyn Bench) {
    let world = world(bench).await;
    let organiser = world.caller("organisator2").await;
    let goes_on = GoesOn { contact_persons: true, ..GoesOn::default() };
    assert!(bench.write("UPDATE persons SET deactivated_at = 1 WHERE name = 'Karl Ek'".to_owned()).await);
    let next = suggested(&world, &organiser, goes_on).await;
    let before = bench.rows().await;
    world.store.plan_next_round(&organiser, None, &next, now()).await.unwrap();
    assert_eq!(bench.rows().await["duties"], before["duties"] + 1, "who cannot sign in does not go on");
    assert_eq!(caller_in(&world, "organisator2", 16).await.unwrap().duties, [Duty::Organiser]);
    assert!(caller_in(&world, "organisator1", 16).await.is_none());
}
contract_test!(only_the_duties_go_on_that_are_to);

/// Nobody but organisers; no number twice; no form twice; all or nothing.
async fn the_next_round_is_made_once(bench: &dyn Bench) {
    let world = world(bench).await;
    let store = &world.store;
    let organiser = world.caller("organisator1").await;
    let next = suggested(&world, &organiser, ALL).await;
    let before = bench.rows().await;
    for who in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(who).await;
        let outcome = store.plan_next_round(&caller, None, &next, now()).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{who}: {outcome:?}");
        assert!(store.next_page(&caller).await.unwrap().is_none(), "{who}");
    }
    let mut taken = next.clone();
    taken.plan.number = 15;
    let outcome = store.plan_next_round(&organiser, None, &taken, now()).await;
    assert!(matches!(&outcome, Err(Error::Invalid(fields)) if fields[0].field == "number"), "{outcome:?}");
    let after = bench.rows().await;
    for table in ["rounds", "days", "segments", "duties", "form_keys"] {
        assert_eq!(after[table], before[table], "{table}");
    }

    let key = IdempotencyKey::of("next/plan", b"nyckel=1");
    for _ in 0..2 {
        store.plan_next_round(&organiser, Some(&key), &next, now()).await.unwrap();
    }
    let both = {
        let mut next = next.clone();
        next.plan.number = 17;
        let make = || store.plan_next_round(&organiser, None, &next, now());
        tokio::join!(make(), make())
    };
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    assert_eq!(bench.rows().await["rounds"], before["rounds"] + 2);
}
contract_test!(the_next_round_is_made_once);
