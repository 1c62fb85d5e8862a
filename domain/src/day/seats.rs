//! Seats of a segment that takes a limited number, and the queue for them.
//!
//! Whoever says yes gets a seat while there is one, else a place in the queue,
//! first come, first served. A seat that becomes free is not given to the next
//! in the queue but offered, since plans change while one waits: the offer
//! holds the seat until it is taken up, declined, or lapses. Seats that an
//! organiser adds are given at once, since they are for those who wait.
//!
//! Whoever said yes and has not taken it back has a seat or stands in the
//! queue; time and organisers make no one unanswered.

use jiff::{SignedDuration, Timestamp};

use crate::{
    people::PersonId,
    time::{instant, local},
};

/// The fewest and the most seats that an organiser can set.
pub const SEATS: std::ops::RangeInclusive<u32> = 1..=10_000;

/// How long an offer holds a seat, if the day is not sooner.
pub const OFFER: SignedDuration = SignedDuration::from_hours(48);

/// Until when an offer made at `now` stands: two days, but no longer than the
/// eve of the day, so that the next one hears of it in time. On the day itself
/// it stands until the segment begins; after that there is none.
///
/// ```
/// use domain::day::seats::offered_until;
/// // The day is in Swedish summer time: its eve ends at 22:00 UTC.
/// let starts = "2026-10-16T07:00Z".parse()?;
/// let until = |now: &str| now.parse().map(|now| offered_until(now, starts).map(|until| until.to_string()));
/// assert_eq!(until("2026-10-01T08:00Z")?.as_deref(), Some("2026-10-03T08:00:00Z"));
/// assert_eq!(until("2026-10-15T08:00Z")?.as_deref(), Some("2026-10-15T22:00:00Z"));
/// assert_eq!(until("2026-10-16T05:00Z")?.as_deref(), Some("2026-10-16T07:00:00Z"));
/// assert_eq!(until("2026-10-16T07:00Z")?, None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn offered_until(now: Timestamp, starts: Timestamp) -> Option<Timestamp> {
    let eve = instant(local(starts).date().at(0, 0, 0, 0));
    if now < eve { Some((now + OFFER).min(eve)) } else { Some(starts).filter(|starts| now < *starts) }
}

/// What someone in the queue can expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A seat, when one is free.
    Waits,
    /// The seat that is held for them until then.
    Offered(Timestamp),
    /// They let an offer lapse: no other is made until they say yes again.
    Lapsed,
}

/// Someone in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Who.
    pub person: PersonId,
    /// What they can expect.
    pub turn: Turn,
}

impl Queued {
    /// Until when a seat is held for them, if one is.
    pub const fn offered_until(&self) -> Option<Timestamp> {
        match self.turn {
            Turn::Offered(until) => Some(until),
            Turn::Waits | Turn::Lapsed => None,
        }
    }
}

/// What moved in the queue without its person having done anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A seat is held for someone, until then.
    Offered(PersonId, Timestamp),
    /// Someone let an offer lapse.
    Lapsed(PersonId),
    /// Someone who waited has a seat.
    Seated(PersonId),
}

/// Who sits, and who waits.
///
/// ```
/// use domain::{day::seats::{Moved, Seating}, people::PersonId};
/// let (starts, now) = ("2026-10-16T07:00Z".parse()?, "2026-10-01T08:00Z".parse()?);
/// let mut seating = Seating { capacity: Some(1), seated: 0, queue: Vec::new() };
/// assert!(seating.say_yes(PersonId(1)), "a seat");
/// assert!(!seating.say_yes(PersonId(2)), "a place in the queue");
/// // The first one cannot come after all.
/// seating.give_up(PersonId(1), true);
/// let until = "2026-10-03T08:00Z".parse()?;
/// assert_eq!(seating.pass_on(now, starts), [Moved::Offered(PersonId(2), until)]);
/// assert!(!seating.say_yes(PersonId(3)), "the seat is held");
/// assert!(seating.say_yes(PersonId(2)), "the offer is taken up");
/// // There are seats for all.
/// assert_eq!(seating.set_capacity(None), [Moved::Seated(PersonId(3))]);
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    /// How many seats there are; `None` for as many as are wanted.
    pub capacity: Option<u32>,
    /// How many people have a seat.
    pub seated: u32,
    /// Who waits, in the order in which they came.
    pub queue: Vec<Queued>,
}

impl Seating {
    /// How many seats are taken or held.
    pub fn taken(&self) -> u32 {
        let held = self.queue.iter().filter(|queued| queued.offered_until().is_some()).count();
        self.seated.saturating_add(u32::try_from(held).unwrap_or(u32::MAX))
    }

    /// How many seats are neither taken nor held.
    fn free(&self) -> u32 {
        self.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(self.taken()))
    }

    /// Whether someone who says yes now has to wait.
    pub fn is_full(&self) -> bool {
        self.free() == 0 || self.queue.iter().any(|queued| queued.turn == Turn::Waits)
    }

    /// Whether someone who is not in the queue and says yes at `now` gets a seat.
    pub fn has_room(&self, now: Timestamp, starts: Timestamp) -> bool {
        let mut then = self.clone();
        then.pass_on(now, starts);
        !then.is_full()
    }

    /// What someone in the queue can expect; `None` for everyone else.
    pub fn turn(&self, person: PersonId) -> Option<Turn> {
        self.queue.iter().find(|queued| queued.person == person).map(|queued| queued.turn)
    }

    /// Whether someone in the queue let an offer lapse.
    pub fn has_lapsed(&self, person: PersonId, now: Timestamp) -> bool {
        match self.turn(person) {
            Some(Turn::Lapsed) => true,
            Some(Turn::Offered(until)) => until <= now,
            Some(Turn::Waits) | None => false,
        }
    }

    /// Someone's place in the queue for seats, from 1.
    pub fn place(&self, person: PersonId) -> Option<u32> {
        let mut waiting = self.queue.iter().filter(|queued| queued.turn != Turn::Lapsed);
        let before = waiting.position(|queued| queued.person == person)?;
        u32::try_from(before + 1).ok()
    }

    /// Until when a seat is held for someone, if one is.
    pub fn offer_to(&self, person: PersonId, now: Timestamp) -> Option<Timestamp> {
        match self.turn(person) {
            Some(Turn::Offered(until)) if now < until => Some(until),
            _ => None,
        }
    }

    /// Someone without a seat says yes. Whether they have one now; if not, they
    /// wait, where they were or, if they did not wait, at the end.
    pub fn say_yes(&mut self, person: PersonId) -> bool {
        let gets_seat = match self.turn(person) {
            Some(Turn::Waits) => return false,
            Some(Turn::Offered(_)) => true,
            Some(Turn::Lapsed) | None => !self.is_full(),
        };
        self.queue.retain(|queued| queued.person != person);
        if gets_seat {
            self.seated += 1;
        } else {
            self.queue.push(Queued { person, turn: Turn::Waits });
        }
        gets_seat
    }

    /// Someone says that they will not come, or may not. `seated` is whether
    /// they had a seat.
    pub fn give_up(&mut self, person: PersonId, seated: bool) {
        self.queue.retain(|queued| queued.person != person);
        self.seated -= u32::from(seated);
    }

    /// The organiser sets the number of seats. Whoever waits is given those that
    /// are added; none is taken from anyone.
    pub fn set_capacity(&mut self, capacity: Option<u32>) -> Vec<Moved> {
        let raised = capacity.is_none_or(|capacity| self.capacity.is_some_and(|was| was < capacity));
        self.capacity = capacity;
        if !raised {
            return Vec::new();
        }
        let seats = capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(self.seated));
        let given = self.queue.len().min(usize::try_from(seats).unwrap_or(usize::MAX));
        let moved: Vec<_> = self.queue.drain(..given).map(|queued| Moved::Seated(queued.person)).collect();
        self.seated += u32::try_from(given).unwrap_or(u32::MAX);
        moved
    }

    /// Takes back offers that have lapsed, and offers what is free to those who
    /// have waited longest. `starts` is when the segment begins.
    pub fn pass_on(&mut self, now: Timestamp, starts: Timestamp) -> Vec<Moved> {
        let mut moved = self.let_lapse(now);
        let Some(until) = offered_until(now, starts) else { return moved };
        let free = self.free();
        let waiting = self.queue.iter_mut().filter(|queued| queued.turn == Turn::Waits);
        for queued in waiting.take(usize::try_from(free).unwrap_or(usize::MAX)) {
            queued.turn = Turn::Offered(until);
            moved.push(Moved::Offered(queued.person, until));
        }
        moved
    }

    /// Takes back the offers that have lapsed. Those to whom they were made go to
    /// the end of the queue.
    fn let_lapse(&mut self, now: Timestamp) -> Vec<Moved> {
        let lapsed = |queued: &Queued| queued.offered_until().is_some_and(|until| until <= now);
        let late: Vec<_> = self.queue.extract_if(.., |queued| lapsed(queued)).map(|queued| queued.person).collect();
        self.queue.extend(late.iter().map(|person| Queued { person: *person, turn: Turn::Lapsed }));
        late.into_iter().map(Moved::Lapsed).collect()
    }
}
