//! Seats of a segment that takes a limited number, and the queue for them.
//!
//! Whoever says yes gets a seat while there is one, else a place in the queue,
//! first come, first served. A seat that becomes free is not given to the next
//! in the queue but offered, since plans change while one waits: the offer
//! holds the seat until it is taken up, declined, or lapses.

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

/// Someone in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Who.
    pub person: PersonId,
    /// Until when a seat is held for them; `None` while there is none to offer.
    pub offered_until: Option<Timestamp>,
}

/// What moved in the queue without its person having done anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A seat is held for someone, until then.
    Offered(PersonId, Timestamp),
    /// Someone let an offer lapse, and is in the queue no more.
    Lapsed(PersonId),
}

/// Who sits, and who waits.
///
/// ```
/// use domain::{people::PersonId, day::seats::{Moved, Seating}};
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
        let held = self.queue.iter().filter(|queued| queued.offered_until.is_some()).count();
        self.seated.saturating_add(u32::try_from(held).unwrap_or(u32::MAX))
    }

    /// How many seats are neither taken nor held.
    fn free(&self) -> u32 {
        self.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(self.taken()))
    }

    /// Whether someone who says yes now has to wait.
    pub fn is_full(&self) -> bool {
        self.free() == 0 || self.queue.iter().any(|queued| queued.offered_until.is_none())
    }

    /// Until when a seat is held for someone, if one is.
    pub fn offer_to(&self, person: PersonId, now: Timestamp) -> Option<Timestamp> {
        let queued = self.queue.iter().find(|queued| queued.person == person)?;
        queued.offered_until.filter(|until| now < *until)
    }

    /// Someone without a seat says yes. Whether they have one now; if not, they
    /// wait, where they were or at the end.
    pub fn say_yes(&mut self, person: PersonId) -> bool {
        let place = self.queue.iter().position(|queued| queued.person == person);
        let gets_seat = match place {
            Some(place) => self.queue[place].offered_until.is_some(),
            None => !self.is_full(),
        };
        if gets_seat {
            place.map(|place| self.queue.remove(place));
            self.seated += 1;
        } else if place.is_none() {
            self.queue.push(Queued { person, offered_until: None });
        }
        gets_seat
    }

    /// Someone says that they will not come, or may not. `seated` is whether
    /// they had a seat.
    pub fn give_up(&mut self, person: PersonId, seated: bool) {
        self.queue.retain(|queued| queued.person != person);
        self.seated -= u32::from(seated);
    }

    /// Takes back offers that have lapsed, and offers what is free to those who
    /// have waited longest. `starts` is when the segment begins.
    pub fn pass_on(&mut self, now: Timestamp, starts: Timestamp) -> Vec<Moved> {
        let lapsed = |queued: &Queued| queued.offered_until.is_some_and(|until| until <= now);
        let mut moved: Vec<_> = self.queue.iter().filter(|q| lapsed(q)).map(|q| Moved::Lapsed(q.person)).collect();
        self.queue.retain(|queued| !lapsed(queued));
        let Some(until) = offered_until(now, starts) else { return moved };
        let free = self.free();
        let waiting = self.queue.iter_mut().filter(|queued| queued.offered_until.is_none());
        for queued in waiting.take(usize::try_from(free).unwrap_or(usize::MAX)) {
            queued.offered_until = Some(until);
            moved.push(Moved::Offered(queued.person, until));
        }
        moved
    }
}
