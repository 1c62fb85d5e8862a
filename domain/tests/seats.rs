//! Seats and their queue, whatever people and organisers do in whatever order.
#![expect(clippy::unwrap_used, reason = "what goes wrong in a test's own tools fails the test")]

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    day::seats::{Moved, Seating, offered_until},
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
/// one in the queue waits, to see who is served first.
struct Kept {
    seated: BTreeSet<PersonId>,
    came: BTreeMap<PersonId, usize>,
    now: Timestamp,
    starts: Timestamp,
}

impl Kept {
    /// The segment begins after some days, which is within reach of the events.
    fn new() -> Self {
        let (now, starts) = ("2026-10-01T08:00Z".parse().unwrap(), "2026-10-16T07:00Z".parse().unwrap());
        Self { seated: BTreeSet::new(), came: BTreeMap::new(), now, starts }
    }
}

fn carry_out(event: &Event, n: usize, seating: &mut Seating, kept: &mut Kept) -> Vec<Moved> {
    let mut moved = seating.pass_on(kept.now, kept.starts);
    match event {
        Event::Yes(person) => {
            let person = PersonId(*person);
            if !kept.seated.contains(&person) {
                if seating.say_yes(person) {
                    kept.seated.insert(person);
                } else {
                    kept.came.entry(person).or_insert(n);
                }
            }
        }
        Event::Other(person) => {
            let person = PersonId(*person);
            seating.give_up(person, kept.seated.remove(&person));
        }
        Event::Capacity(capacity) => seating.capacity = *capacity,
        Event::Hours(hours) => kept.now += SignedDuration::from_hours(*hours),
        Event::Move(hours) => {
            kept.starts = (kept.starts + SignedDuration::from_hours(*hours)).max(kept.now);
            kept.seated.clear();
            (seating.seated, seating.queue) = (0, Vec::new());
        }
    }
    moved.extend(seating.pass_on(kept.now, kept.starts));
    kept.came.retain(|person, _| seating.queue.iter().any(|queued| queued.person == *person));
    moved
}

proptest! {
    #[test]
    fn seats_are_never_oversold_and_the_queue_is_first_come_first_served(events in vec(event(), 0..120)) {
        let mut seating = Seating { capacity: Some(2), seated: 0, queue: Vec::new() };
        let mut kept = Kept::new();
        for (n, event) in events.iter().enumerate() {
            let held = |seating: &Seating| seating.queue.iter().filter(|q| q.offered_until.is_some()).count();
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
            prop_assert!(seating.queue.is_sorted_by_key(|queued| queued.offered_until.is_none()));
            // A free seat waits for no one, as long as it can be offered.
            if offered_until(now, starts).is_some() && seating.queue.iter().any(|q| q.offered_until.is_none()) {
                prop_assert!(taken >= seating.capacity.unwrap() as usize);
            }
            // No offer is older than it may be, and each is told of.
            for queued in &seating.queue {
                prop_assert!(queued.offered_until.is_none_or(|until| until > now && until <= starts));
            }
            for one in moved {
                if let Moved::Lapsed(person) = one {
                    prop_assert!(!kept.seated.contains(&person));
                }
            }
        }
    }
}
