//! Five hundred who want one of twenty-five seats at the same moment, again
//! and again. A hard test: `make hard-oversell` runs it, on both engines, and
//! then once more without the lock, when it must find that seats are oversold.

use std::sync::Arc;

use domain::{
    day::{
        Answer, Audience, Standing, Tally,
        board::{DayFigures, Filter},
    },
    people::{Duty, Lang},
};
use jiff::SignedDuration;
use server::demo;
use store::{
    people::NewPerson,
    round::{NewArrangements, NewDay, NewDetails, NewRound},
};

use crate::support::{Browser, World, email, form, start};

const PEOPLE: usize = 500;
const SEATS: u32 = 25;
const ROUNDS: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: make hard-oversell"]
async fn on_sqlite() {
    let world = World::empty().await;
    assert_seats_are_kept("SQLite", &world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: make hard-oversell"]
async fn on_postgres() {
    let (one, other, database) = World::two().await;
    assert_seats_are_kept("PostgreSQL", &one).await;
    database.end([one, other]).await;
}

async fn assert_seats_are_kept(engine: &str, world: &World) {
    let seated = seated_in_each_round(world).await;
    println!("{engine}: {PEOPLE} at once for {SEATS} seats, {ROUNDS} times; seated {seated:?}");
    if cfg!(feature = "unlocked") {
        assert!(
            seated.iter().any(|seated| *seated > SEATS),
            "nothing is oversold without the lock: this proves nothing"
        );
    } else {
        assert!(seated.iter().all(|seated| *seated == SEATS));
    }
}

async fn seated_in_each_round(world: &World) -> Vec<u32> {
    let store = &world.state.store;
    assert!(store.load_round(&round(), start()).await.unwrap());
    let organiser = world.caller("organiser").await;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        people.push(Arc::new(world.browser(&format!("adept-{n}")).await));
    }
    let mut seated = Vec::new();
    for DayFigures { day, .. } in store.overview_page(&organiser, start()).await.unwrap().unwrap().days {
        let segment = day.segments[0].id;
        store.set_capacity(&organiser, segment, Some(SEATS), start()).await.unwrap();
        let answers: Vec<_> = people.iter().map(|person| tokio::spawn(wants(Arc::clone(person), segment.0))).collect();
        for answer in answers {
            assert_eq!(answer.await.unwrap(), 200);
        }
        let board = store.board(&organiser, &day.slug, &Filter::default(), start()).await.unwrap().unwrap();
        let tally: Tally = board.segments[0].guests.iter().map(|guest| guest.standing).collect();
        assert_eq!(tally.of(Standing::Yes) + tally.of(Standing::Waiting), u32::try_from(PEOPLE).unwrap());
        seated.push(tally.yes);
    }
    seated
}

async fn wants(person: Arc<Browser>, segment: i64) -> u16 {
    let fields = form(&[("segment", &segment.to_string()), ("answer", Answer::Yes.name())]);
    person.call("day/answer", &fields).await.status
}

/// A day for each time, and everyone invited.
fn round() -> NewRound {
    let round_15 = demo::round(start());
    let person = |name: String, duty| NewPerson {
        email: email(&name),
        name,
        title: String::new(),
        phone: String::new(),
        organisation: round_15.organisations[0].clone(),
        lang: Lang::Sv,
        duty,
    };
    let mut people: Vec<_> = (0..PEOPLE).map(|n| person(format!("adept-{n}"), Duty::Adept)).collect();
    people.push(person("organiser".to_owned(), Duty::Organiser));
    let begins = start() + SignedDuration::from_hours(24 * 30);
    let day = |n| NewDay {
        slug: format!("dag-{n}"),
        reply_by: begins,
        segments: vec![(Audience::Everyone, begins, begins + SignedDuration::from_hours(4))],
        details: NewDetails::default(),
        ..round_15.days[0].clone()
    };
    let days = (0..ROUNDS).map(day).collect();
    NewRound {
        number: 16,
        people,
        days,
        applications: Vec::new(),
        pairs: Vec::new(),
        replies: Vec::new(),
        arrangements: NewArrangements::default(),
        ..demo::round(start())
    }
}
