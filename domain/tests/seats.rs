//! Seats and their queue, whatever people and organisers do in whatever order.
#![expect(clippy::unwrap_used, reason = "what goes wrong in a test's own tools fails the test")]

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    day::seats::{Moved, Queued, Seating, Turn, offered_until},
    people::PersonId,
};
use jiff::{SignedDuration, Timestamp};
use proptest::{collection::vec, option, prelude::*};

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    /// One of few people says yes.
    Yes(i64),
    /// One of them says anything else.
    Other(i64),
    /// The organiser sets the number of seats.
    Capacity(Option<u32>),
    /// So many hours pass.
    Hours(i64),
    /// The part is moved by so many hours, and everyone is asked again.
    Move(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (1i64..9).prop_map(Event::Yes),
        3 => (1i64..9).prop_map(Event::Other),
        1 => option::of(1u32..6).prop_map(Event::Capacity),
        2 => (1i64..60).prop_map(Event::Hours),
        1 => (-100i64..200).prop_map(Event::Move),
    ]
}

/// What a store keeps beside the queue: who has a seat. And since when each
/// one in the queue waits, to see who is served first, and who said yes and has
/// not taken it back.
struct Kept {
    seated: BTreeSet<PersonId>,
    came: BTreeMap<PersonId, usize>,
    yes: BTreeSet<PersonId>,
    now: Timestamp,
    starts: Timestamp,
}

impl Kept {
    /// The segment begins after some days, which is within reach of the events.
    fn new() -> Self {
        let (now, starts) = ("2026-10-01T08:00Z".parse().unwrap(), "2026-10-16T07:00Z".parse().unwrap());
        Self { seated: BTreeSet::new(), came: BTreeMap::new(), yes: BTreeSet::new(), now, starts }
    }

    /// Takes note of what moved without its person's doing.
    fn note(&mut self, moved: &[Moved], n: usize) {
        for one in moved {
            match one {
                Moved::Offered(..) => {}
                Moved::Lapsed(person) => {
                    self.came.insert(*person, n);
                }
                Moved::Seated(person) => {
                    self.seated.insert(*person);
                }
            }
        }
    }
}

fn carry_out(event: &Event, n: usize, seating: &mut Seating, kept: &mut Kept) -> Vec<Moved> {
    let mut moved = seating.pass_on(kept.now, kept.starts);
    kept.note(&moved, n);
    match event {
        Event::Yes(person) => {
            let person = PersonId(*person);
            kept.yes.insert(person);
            if !kept.seated.contains(&person) {
                let waited = seating.turn(person) == Some(Turn::Waits);
                if seating.say_yes(person) {
                    kept.seated.insert(person);
                } else if !waited {
                    kept.came.insert(person, n);
                }
            }
        }
        Event::Other(person) => {
            let person = PersonId(*person);
            kept.yes.remove(&person);
            seating.give_up(person, kept.seated.remove(&person));
        }
        Event::Capacity(capacity) => {
            let given = seating.set_capacity(*capacity);
            kept.note(&given, n);
            moved.extend(given);
        }
        Event::Hours(hours) => kept.now += SignedDuration::from_hours(*hours),
        Event::Move(hours) => {
            kept.starts = (kept.starts + SignedDuration::from_hours(*hours)).max(kept.now);
            kept.seated.clear();
            kept.yes.clear();
            (seating.seated, seating.queue) = (0, Vec::new());
        }
    }
    let passed_on = seating.pass_on(kept.now, kept.starts);
    kept.note(&passed_on, n);
    moved.extend(passed_on);
    kept.came.retain(|person, _| seating.queue.iter().any(|queued| queued.person == *person));
    moved
}

proptest! {
    #[test]
    fn seats_are_never_oversold_and_the_queue_is_first_come_first_served(events in vec(event(), 0..120)) {
        let mut seating = Seating { capacity: Some(2), seated: 0, queue: Vec::new() };
        let mut kept = Kept::new();
        for (n, event) in events.iter().enumerate() {
            let held = |seating: &Seating| seating.queue.iter().filter(|q| q.offered_until().is_some()).count();
            let before = kept.seated.len() + held(&seating);
            let moved = carry_out(event, n, &mut seating, &mut kept);
            let (now, starts) = (kept.now, kept.starts);

            // Never more than there are; after the number was lowered, never more than before.
            let taken = kept.seated.len() + held(&seating);
            if let Some(capacity) = seating.capacity {
                prop_assert!(taken <= before.max(capacity as usize), "{taken} of {capacity}");
            }
            // Nobody is in two states, and the count is right.
            prop_assert_eq!(seating.seated as usize, kept.seated.len());
            prop_assert!(seating.queue.iter().all(|queued| !kept.seated.contains(&queued.person)));
            let mut people: Vec<_> = seating.queue.iter().map(|queued| queued.person).collect();
            people.sort();
            people.dedup();
            prop_assert_eq!(people.len(), seating.queue.len());
            // Whoever came earlier stands earlier, and is never passed over by an offer.
            prop_assert!(seating.queue.is_sorted_by_key(|queued| kept.came[&queued.person]));
            let in_turn = seating.queue.iter().filter(|queued| queued.turn != Turn::Lapsed);
            prop_assert!(in_turn.is_sorted_by_key(|queued| queued.turn == Turn::Waits));
            // A free seat waits for no one, as long as it can be offered.
            if offered_until(now, starts).is_some() && seating.queue.iter().any(|q| q.turn == Turn::Waits) {
                prop_assert!(taken >= seating.capacity.unwrap() as usize);
            }
            // Whoever said yes and has not taken it back has a seat or is in the queue.
            let known: BTreeSet<_> = kept.seated.iter().copied().chain(people).collect();
            prop_assert_eq!(&known, &kept.yes);
            // Where there is no limit, nobody waits.
            prop_assert!(seating.capacity.is_some() || seating.queue.is_empty());
            // No offer is older than it may be, and each is told of.
            for queued in &seating.queue {
                prop_assert!(queued.offered_until().is_none_or(|until| until > now && until <= starts));
            }
            for one in moved {
                if let Moved::Lapsed(person) = one {
                    prop_assert!(!kept.seated.contains(&person));
                }
            }
        }
    }
}

/// The two seats are taken, and five wait.
fn five_waiting() -> Seating {
    let mut seating = Seating { capacity: Some(2), seated: 2, queue: Vec::new() };
    for person in 1..6 {
        assert!(!seating.say_yes(PersonId(person)));
    }
    seating
}

fn seated(people: std::ops::Range<i64>) -> Vec<Moved> {
    people.map(|person| Moved::Seated(PersonId(person))).collect()
}

#[test]
fn a_limit_that_is_removed_seats_everyone_in_the_queue() {
    let mut seating = five_waiting();
    assert_eq!(seating.set_capacity(None), seated(1..6));
    assert_eq!(seating, Seating { capacity: None, seated: 7, queue: Vec::new() });
}

#[test]
fn a_limit_that_is_raised_seats_those_who_have_waited_longest() {
    let mut seating = five_waiting();
    assert_eq!(seating.set_capacity(Some(4)), seated(1..3));
    assert_eq!(seating.seated, 4);
    assert!(seating.set_capacity(Some(3)).is_empty());
    assert_eq!(seating.seated, 4, "nobody loses a seat");
    assert!(seating.set_capacity(Some(4)).is_empty(), "there are as many as were taken before");
    assert_eq!(seating.set_capacity(Some(5)), seated(3..4));
}

#[test]
fn whoever_lets_an_offer_lapse_said_yes_and_stays_in_the_queue() {
    let (starts, now) = ("2026-10-16T07:00Z".parse().unwrap(), "2026-10-01T08:00Z".parse().unwrap());
    let mut seating = five_waiting();
    seating.give_up(PersonId(9), true);
    seating.pass_on(now, starts);
    let later = now + SignedDuration::from_hours(49);
    let moved = seating.pass_on(later, starts);
    let until = later + SignedDuration::from_hours(48);
    assert_eq!(moved, [Moved::Lapsed(PersonId(1)), Moved::Offered(PersonId(2), until)]);
    assert_eq!(seating.queue.last(), Some(&Queued { person: PersonId(1), turn: Turn::Lapsed }));
    assert_eq!((seating.place(PersonId(2)), seating.place(PersonId(1))), (Some(1), None));
    // Saying yes again is a place at the end, like anyone's.
    assert!(!seating.say_yes(PersonId(1)));
    assert_eq!(seating.place(PersonId(1)), Some(5));
}
