//! Seats, the queue for them, and who hears of it.

use std::sync::Arc;

use domain::{
    day::{Answer, Choices, SegmentAnswers, SegmentId, Standing, Tally, board::Filter},
    live::Change,
    people::Caller,
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World,
    world::{later, now},
};
use crate::{Error, mail::outbox::Email};

/// The world with one of its segments in hand: for everyone, four are invited,
/// and it has this many seats.
struct Room {
    world: World,
    segment: SegmentId,
}

impl Room {
    async fn with_seats(bench: &dyn Bench, seats: u32) -> Self {
        let world = World::new(bench).await;
        let segment = world.segment("april", 0).await;
        let room = Self { world, segment };
        room.set(Some(seats), now()).await;
        room
    }

    async fn set(&self, seats: Option<u32>, at: Timestamp) {
        let organiser = self.world.caller("organisator1").await;
        self.world.store.set_capacity(&organiser, self.segment, seats, at).await.unwrap();
    }

    async fn answer(&self, name: &str, answer: Answer, at: Timestamp) {
        let caller = self.world.caller(name).await;
        self.world.store.answer(&caller, self.segment, answer, at).await.unwrap();
    }

    async fn view(&self, name: &str, at: Timestamp) -> SegmentAnswers {
        let caller = self.world.caller(name).await;
        self.world.store.day(&caller, "april", at).await.unwrap().unwrap().answers[0]
    }

    /// Where each of the four stands, and at which place in the queue.
    async fn standings(&self, at: Timestamp) -> [(Standing, Option<u32>); 4] {
        let mut standings = [(Standing::Unanswered, None); 4];
        for (n, name) in ["adept1", "adept2", "mentor1", "mentor2"].into_iter().enumerate() {
            let view = self.view(name, at).await;
            standings[n] = (view.mine, view.place);
        }
        standings
    }

    /// To whom a seat has been offered by email, oldest first.
    async fn offers(&self) -> Vec<String> {
        let messages = self.world.store.due_emails(99, later(24 * 365)).await.unwrap();
        let offers = messages.into_iter().filter(|parcel| matches!(parcel.message, Email::SeatOffered { .. }));
        offers.map(|parcel| parcel.to.split('@').next().unwrap_or_default().to_owned()).collect()
    }

    /// To whom a seat has been given by email, oldest first.
    async fn given(&self) -> Vec<String> {
        let messages = self.world.store.due_emails(99, later(24 * 365)).await.unwrap();
        let given = messages.into_iter().filter(|parcel| matches!(parcel.message, Email::SeatGiven { .. }));
        given.map(|parcel| parcel.to.split('@').next().unwrap_or_default().to_owned()).collect()
    }
}

const UNANSWERED: (Standing, Option<u32>) = (Standing::Unanswered, None);
const SEAT: (Standing, Option<u32>) = (Standing::Yes, None);

/// Nobody waits, and nothing is full.
async fn without_a_limit_everyone_has_a_seat(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    room.set(None, now()).await;
    for name in ["adept1", "adept2", "mentor1", "mentor2"] {
        assert!(!room.view(name, now()).await.full);
        room.answer(name, Answer::Yes, now()).await;
    }
    assert_eq!(room.standings(now()).await, [SEAT; 4]);
    assert_eq!(bench.rows().await["queue"], 0);
}
contract_test!(without_a_limit_everyone_has_a_seat);

/// Whoever comes later stands later, sees where, and the partner and the board too.
async fn when_seats_are_taken_one_waits_in_turn(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    assert!(!room.view("mentor2", now()).await.full);
    for name in ["mentor2", "adept1", "mentor1"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    let waiting = |place| (Standing::Waiting, Some(place));
    assert_eq!(room.standings(now()).await, [waiting(1), UNANSWERED, waiting(2), SEAT]);
    assert!(room.view("adept2", now()).await.full);
    assert_eq!(room.view("adept1", now()).await.partner, Some(Standing::Waiting));
    // Saying yes again changes nothing.
    room.answer("adept1", Answer::Yes, later(1)).await;
    assert_eq!(room.standings(later(1)).await, [waiting(1), UNANSWERED, waiting(2), SEAT]);

    let organiser = room.world.caller("organisator1").await;
    let board = room.world.store.board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap();
    let tally: Tally = board.segments[0].guests.iter().map(|guest| guest.standing).collect();
    assert_eq!(tally, Tally { yes: 1, waiting: 2, unanswered: 1, ..Tally::default() });
    assert_eq!(board.segments[0].segment.capacity, Some(1));
    assert!(room.offers().await.is_empty());
}
contract_test!(when_seats_are_taken_one_waits_in_turn);

/// By email, held until it is answered; the change is announced.
async fn a_seat_that_becomes_free_is_offered_to_the_next(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    for name in ["mentor2", "adept1", "mentor1"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    let mut changes = room.world.store.changes();
    room.answer("mentor2", Answer::No, later(1)).await;
    assert_eq!(room.offers().await, ["adept1"]);
    let adept = room.world.caller("adept1").await;
    let told =
        |caller: &Caller, change: &Change| matches!(change, Change::Reply { person, .. } if *person == caller.person);
    assert!(told(&adept, &changes.try_recv().unwrap()));

    let view = room.view("adept1", later(1)).await;
    assert_eq!((view.mine, view.offered_until), (Standing::Offered, Some(later(1 + 48))));
    // It is held: whoever asks now waits, also the one who had it.
    room.answer("mentor2", Answer::Yes, later(2)).await;
    assert_eq!(room.view("mentor2", later(2)).await.place, Some(3));

    room.answer("adept1", Answer::Yes, later(3)).await;
    let waiting = |place| (Standing::Waiting, Some(place));
    assert_eq!(room.standings(later(3)).await, [SEAT, UNANSWERED, waiting(1), waiting(2)]);
    // A declined offer goes on at once.
    room.answer("adept1", Answer::No, later(4)).await;
    room.answer("mentor1", Answer::No, later(5)).await;
    assert_eq!(room.offers().await, ["adept1", "mentor1", "mentor2"]);
}
contract_test!(a_seat_that_becomes_free_is_offered_to_the_next);

/// Whoever lets it lapse said yes, and waits without a turn; the next one gets it,
/// once, however many servers look.
async fn an_offer_that_lapses_goes_on(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    for name in ["mentor2", "adept1", "mentor1"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    room.answer("mentor2", Answer::No, now()).await;
    let lapsed = later(48);
    let just_before = lapsed - SignedDuration::from_millis(1);
    room.world.store.pass_on_seats(just_before).await.unwrap();
    assert_eq!(room.view("adept1", just_before).await.mine, Standing::Offered);

    let servers: Vec<_> = (0..4)
        .map(|_| {
            let store = Arc::clone(&room.world.store);
            tokio::spawn(async move { store.pass_on_seats(lapsed).await })
        })
        .collect();
    for server in servers {
        server.await.unwrap().unwrap();
    }
    let offered = (Standing::Offered, Some(1));
    let without_turn = (Standing::Waiting, None);
    assert_eq!(room.standings(lapsed).await, [without_turn, UNANSWERED, offered, (Standing::No, None)]);
    assert!(room.view("adept1", lapsed).await.lapsed);
    assert_eq!(room.offers().await, ["adept1", "mentor1"]);
    // No other offer is made to them; with more seats they have one.
    room.answer("mentor1", Answer::No, later(49)).await;
    assert_eq!(room.offers().await.len(), 2);
    room.set(Some(2), later(50)).await;
    assert_eq!(room.given().await, ["adept1"]);
    assert_eq!(room.view("adept1", later(50)).await.mine, Standing::Yes);
}
contract_test!(an_offer_that_lapses_goes_on);

/// Also when they answer before any server has looked.
async fn whoever_lets_an_offer_lapse_stands_at_the_end(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    for name in ["mentor2", "adept1", "mentor1"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    room.answer("mentor2", Answer::No, now()).await;
    room.answer("adept1", Answer::Yes, later(50)).await;
    let view = room.view("adept1", later(50)).await;
    assert_eq!((view.mine, view.place), (Standing::Waiting, Some(2)));
    assert_eq!(room.view("mentor1", later(50)).await.mine, Standing::Offered);
}
contract_test!(whoever_lets_an_offer_lapse_stands_at_the_end);

/// The offer counts, not the day's deadline; without one, late is late.
async fn an_offer_can_be_taken_up_after_the_deadline(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    let view = room.view("adept1", now()).await;
    for name in ["mentor2", "adept1", "mentor1"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    // Two days before the part begins, which is after the deadline.
    let late = view.segment.starts - SignedDuration::from_hours(60);
    assert_eq!(room.view("adept1", late).await.choices, Choices::OnlyNo);
    room.answer("mentor2", Answer::No, late).await;
    assert_eq!(room.view("adept1", late).await.choices, Choices::YesOrNo);
    let adept = room.world.caller("adept1").await;
    let maybe = room.world.store.answer(&adept, room.segment, Answer::Maybe, late).await;
    assert!(matches!(maybe, Err(Error::Refused(_))), "what is not shown is not taken: {maybe:?}");
    room.answer("adept1", Answer::Yes, late + SignedDuration::from_hours(1)).await;
    assert_eq!(room.view("adept1", late).await.mine, Standing::Yes);
    let mentor = room.world.caller("mentor1").await;
    let answer = room.world.store.answer(&mentor, room.segment, Answer::Yes, late).await;
    assert!(matches!(answer, Err(Error::Refused(_))), "{answer:?}");
}
contract_test!(an_offer_can_be_taken_up_after_the_deadline);

/// In the order in which they came.
async fn more_seats_are_given_and_fewer_taken_from_no_one(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 2).await;
    for name in ["mentor2", "adept1", "mentor1", "adept2"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    room.set(Some(1), later(1)).await;
    let waiting = |place| (Standing::Waiting, Some(place));
    assert_eq!(room.standings(later(1)).await, [SEAT, waiting(2), waiting(1), SEAT]);
    let mut changes = room.world.store.changes();
    room.set(Some(3), later(2)).await;
    assert_eq!(room.given().await, ["mentor1"]);
    let mentor = room.world.caller("mentor1").await;
    assert!(matches!(changes.try_recv().unwrap(), Change::Reply { person, .. } if person == mentor.person));
    room.set(Some(9), later(3)).await;
    assert_eq!(room.given().await, ["mentor1", "adept2"]);
    assert_eq!(room.standings(later(3)).await, [SEAT; 4]);
    assert!(room.offers().await.is_empty());
    assert_eq!(bench.rows().await["queue"], 0);
}
contract_test!(more_seats_are_given_and_fewer_taken_from_no_one);

/// Whoever said yes is never unanswered because the organiser changed their mind.
async fn a_limit_that_is_removed_seats_the_queue(bench: &dyn Bench) {
    let room = Room::with_seats(bench, 1).await;
    for name in ["mentor2", "adept1", "mentor1", "adept2"] {
        room.answer(name, Answer::Yes, now()).await;
    }
    room.set(None, later(1)).await;
    assert_eq!(room.standings(later(1)).await, [SEAT; 4]);
    assert_eq!(room.given().await, ["adept1", "mentor1", "adept2"]);
    room.world.store.pass_on_seats(later(72)).await.unwrap();
    assert_eq!(room.standings(later(72)).await, [SEAT; 4]);
    assert_eq!(bench.rows().await["queue"], 0);
}
contract_test!(a_limit_that_is_removed_seats_the_queue);

/// For anyone else the segment does not exist.
async fn only_the_rounds_organisers_set_seats(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let segment = world.segment("april", 0).await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let refused = world.store.set_capacity(&caller, segment, Some(1), now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    let refused = world.store.set_capacity(&organiser, SegmentId(9999), Some(1), now()).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}
contract_test!(only_the_rounds_organisers_set_seats);

/// And all others wait, each at a place of their own.
async fn of_many_at_once_as_many_sit_as_there_are_seats(bench: &dyn Bench) {
    let room = Arc::new(Room::with_seats(bench, 2).await);
    let answers: Vec<_> = ["adept1", "adept2", "mentor1", "mentor2"]
        .into_iter()
        .map(|name| {
            let room = Arc::clone(&room);
            tokio::spawn(async move { room.answer(name, Answer::Yes, now()).await })
        })
        .collect();
    for answer in answers {
        answer.await.unwrap();
    }
    let mut standings = room.standings(now()).await;
    standings.sort();
    assert_eq!(standings, [SEAT, SEAT, (Standing::Waiting, Some(1)), (Standing::Waiting, Some(2))]);
}
contract_test!(of_many_at_once_as_many_sit_as_there_are_seats);
