//! Finds a good plan.
//!
//! People are first seated one by one where it costs least, those of large
//! organisations before others. Then two at a time change seats, again and
//! again: *late acceptance hill climbing* (Burke and Bykov, European Journal of
//! Operational Research 258, 2017) takes a change if the plan is then no worse
//! than it was some changes ago, and so comes out of dead ends. How many changes
//! are tried depends on the number of seats only, and chance falls the same
//! every time: the same people get the same plan.

use std::ops::Range;

use super::{Gathering, Plan, Score, Seat, Seatable, score::forced};

/// How many changes are tried for each seat.
const TRIES: usize = 1500;
/// How many changes ago a plan must not have been better.
const MEMORY: usize = 300;

/// Seats everyone who comes: at each table as many as at any other, or one
/// fewer, as far as locked seats allow. The locked seats of those who do not
/// come are given up.
pub(super) fn draw(gathering: &Gathering, tables: u32, rounds: u32, locked: &[Seat]) -> Vec<Seat> {
    let people: Vec<_> = gathering.coming().copied().collect();
    let mut hall = Hall::new(&people, gathering, tables, rounds, locked);
    let limit = hall.least_cost(gathering);
    hall.improve(limit);
    hall.seats()
}

/// Everyone on chairs. A chair is a number; the chairs of a round follow each
/// other, and among them those of a table.
struct Hall<'a> {
    people: &'a [Seatable],
    tables: usize,
    rounds: usize,
    /// For every two people (`one * people + other`), what is between them.
    between: Vec<Between>,
    /// Who sits on each chair.
    sitters: Vec<usize>,
    /// The table of each chair, counted over all rounds.
    table_of: Vec<usize>,
    /// The chairs of each table of each round.
    chairs: Vec<Range<usize>>,
    /// The chairs of each round whose sitter may change.
    free: Vec<Vec<usize>>,
    /// Whether the sitter of a chair stays there.
    locked: Vec<bool>,
    cost: u64,
    /// What a broken wish costs: more than all repeated contacts together.
    broken: u64,
}

/// What is between two people.
#[derive(Clone, Copy, Default)]
struct Between {
    apart: bool,
    /// How often they sit together, counting all earlier days as once.
    together: u8,
}

impl<'a> Hall<'a> {
    fn new(people: &'a [Seatable], gathering: &Gathering, tables: u32, rounds: u32, locked: &[Seat]) -> Self {
        let (tables, rounds) = (tables as usize, rounds as usize);
        let mut hall = Self {
            people,
            tables,
            rounds,
            between: between(people, gathering),
            sitters: Vec::new(),
            table_of: Vec::new(),
            chairs: Vec::new(),
            free: Vec::new(),
            locked: Vec::new(),
            cost: 0,
            broken: (people.len() * people.len() * rounds + 1) as u64,
        };
        for round in 0..rounds {
            hall.seat_a_round(round, locked);
        }
        hall
    }

    /// Sets up the chairs of the next round and seats everyone.
    fn seat_a_round(&mut self, round: usize, locked: &[Seat]) {
        let places = self.locked_places(round, locked);
        let sizes = self.sizes(&places);
        let mut seated = vec![Vec::new(); self.tables];
        for (person, place) in places.iter().enumerate() {
            if let Some(table) = place {
                self.sit_down(person, *table, &mut seated);
            }
        }
        let kept: Vec<_> = seated.iter().map(Vec::len).collect();
        for person in self.in_order().into_iter().filter(|person| places[*person].is_none()) {
            let cost = |table: &usize| {
                let others: &[usize] = &seated[*table];
                let cost: u64 = others.iter().map(|other| self.joining(person, *other)).sum();
                // Else the fullest last; and each round begins at another table.
                (cost, others.len(), (table + self.tables - round % self.tables) % self.tables)
            };
            let table = (0..self.tables).filter(|table| seated[*table].len() < sizes[*table]).min_by_key(cost);
            self.sit_down(person, table.unwrap_or_default(), &mut seated);
        }
        self.set_chairs(round, &seated, &kept);
    }

    /// The table at which each person is locked in a round.
    fn locked_places(&self, round: usize, locked: &[Seat]) -> Vec<Option<usize>> {
        let mut places = vec![None; self.people.len()];
        for seat in locked.iter().filter(|seat| seat.round as usize == round + 1) {
            if let Ok(person) = self.people.binary_search_by_key(&seat.person, |one| one.person) {
                places[person] = Some(seat.table as usize - 1);
            }
        }
        places
    }

    /// How many sit at each table: one more at the emptiest until all sit.
    fn sizes(&self, places: &[Option<usize>]) -> Vec<usize> {
        let mut sizes = vec![0; self.tables];
        for table in places.iter().flatten() {
            sizes[*table] += 1;
        }
        for _ in places.iter().filter(|place| place.is_none()) {
            if let Some(least) = sizes.iter_mut().min_by_key(|size| **size) {
                *least += 1;
            }
        }
        sizes
    }

    /// People in the order in which they are seated: those first who have the
    /// most colleagues.
    fn in_order(&self) -> Vec<usize> {
        let colleagues = |n: &usize| {
            let own = &self.people[*n];
            self.people.iter().filter(|other| own.is_colleague_of(other)).count()
        };
        let mut order: Vec<_> = (0..self.people.len()).collect();
        order.sort_by_cached_key(|n| (usize::MAX - colleagues(n), self.people[*n].organisation));
        order
    }

    fn sit_down(&mut self, person: usize, table: usize, seated: &mut [Vec<usize>]) {
        for other in &seated[table] {
            self.cost += self.joining(person, *other);
            self.meet(person, *other, true);
        }
        seated[table].push(person);
    }

    fn set_chairs(&mut self, round: usize, seated: &[Vec<usize>], kept: &[usize]) {
        let mut free = Vec::new();
        for (table, sitters) in seated.iter().enumerate() {
            let first = self.sitters.len();
            self.sitters.extend(sitters);
            self.table_of.extend(sitters.iter().map(|_| round * self.tables + table));
            self.locked.extend((0..sitters.len()).map(|n| n < kept[table]));
            self.chairs.push(first..self.sitters.len());
            free.extend(first + kept[table]..self.sitters.len());
        }
        self.free.push(free);
    }

    /// What it costs that two more sit together.
    fn joining(&self, one: usize, other: usize) -> u64 {
        match self.between[one * self.people.len() + other] {
            Between { apart: true, .. } => self.broken,
            Between { together: 0, .. } => 0,
            Between { .. } => 1,
        }
    }

    /// What is gained when two no longer sit together in a round in which they do.
    fn leaving(&self, one: usize, other: usize) -> u64 {
        match self.between[one * self.people.len() + other] {
            Between { apart: true, .. } => self.broken,
            Between { together: 0..=1, .. } => 0,
            Between { .. } => 1,
        }
    }

    fn meet(&mut self, one: usize, other: usize, together: bool) {
        for place in [one * self.people.len() + other, other * self.people.len() + one] {
            let times = &mut self.between[place].together;
            *times = if together { times.saturating_add(1) } else { times.saturating_sub(1) };
        }
    }

    /// Changes seats until nothing can be better or enough has been tried, and
    /// goes back to the best plan on the way.
    fn improve(&mut self, limit: u64) {
        let mut chance = Chance(0x1015_2026);
        let mut memory = vec![self.cost; MEMORY];
        let (mut best, mut best_cost) = (self.sitters.clone(), self.cost);
        let rounds: Vec<_> = (0..self.rounds).filter(|round| self.free[*round].len() > 1).collect();
        for n in 0..TRIES * self.sitters.len() {
            if best_cost <= limit || rounds.is_empty() {
                break;
            }
            let free = &self.free[rounds[chance.below(rounds.len())]];
            let (one, other) = (free[chance.below(free.len())], free[chance.below(free.len())]);
            if self.table_of[one] != self.table_of[other] {
                let cost = self.cost_after(one, other);
                if cost <= self.cost || cost <= memory[n % MEMORY] {
                    self.change_seats(one, other, cost);
                }
            }
            memory[n % MEMORY] = self.cost;
            if self.cost < best_cost {
                best_cost = self.cost;
                best.clone_from(&self.sitters);
            }
        }
        self.sitters = best;
    }

    /// The cost after the sitters of two chairs have changed seats.
    fn cost_after(&self, one: usize, other: usize) -> u64 {
        let (mut more, mut less) = (0, 0);
        for (from, to) in [(one, other), (other, one)] {
            let (leaves, comes) = (self.sitters[from], self.sitters[to]);
            for stays in self.others(from) {
                less += self.leaving(leaves, stays);
                more += self.joining(comes, stays);
            }
        }
        self.cost + more - less
    }

    fn change_seats(&mut self, one: usize, other: usize, cost: u64) {
        for (from, to) in [(one, other), (other, one)] {
            let (leaves, comes) = (self.sitters[from], self.sitters[to]);
            for chair in self.chairs[self.table_of[from]].clone().filter(|chair| *chair != from) {
                let stays = self.sitters[chair];
                self.meet(leaves, stays, false);
                self.meet(comes, stays, true);
            }
        }
        self.sitters.swap(one, other);
        self.cost = cost;
    }

    /// Who else sits at a chair's table.
    fn others(&self, chair: usize) -> impl Iterator<Item = usize> {
        let chairs = self.chairs[self.table_of[chair]].clone();
        chairs.filter(move |other| *other != chair).map(|other| self.sitters[other])
    }

    fn seats(&self) -> Vec<Seat> {
        let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        let seat = |(chair, sitter): (usize, &usize)| Seat {
            round: number(self.table_of[chair] / self.tables),
            table: number(self.table_of[chair] % self.tables),
            person: self.people[*sitter].person,
            locked: self.locked[chair],
        };
        self.sitters.iter().enumerate().map(seat).collect()
    }

    /// A cost that no plan can be below.
    fn least_cost(&self, gathering: &Gathering) -> u64 {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let plan = Plan { tables: number(self.tables), rounds: number(self.rounds), seats: self.seats() };
        let (score, forced) = (Score::of(&plan, gathering), forced(&plan, gathering));
        let together = score.new + score.repeats + number(score.broken.len());
        u64::from(forced) * self.broken + u64::from(together.saturating_sub(forced + score.bound))
    }
}

fn between(people: &[Seatable], gathering: &Gathering) -> Vec<Between> {
    let mut between = vec![Between::default(); people.len() * people.len()];
    for (n, one) in people.iter().enumerate() {
        for (m, other) in people.iter().enumerate().filter(|(m, _)| *m != n) {
            between[n * people.len() + m].apart = one.avoids(other).is_some();
        }
    }
    for (one, other) in gathering.met.iter() {
        let place = |person| people.binary_search_by_key(&person, |one| one.person);
        if let (Ok(one), Ok(other)) = (place(one), place(other)) {
            between[one * people.len() + other].together = 1;
            between[other * people.len() + one].together = 1;
        }
    }
    between
}

/// Chance that falls the same every time (xorshift64*).
struct Chance(u64);

impl Chance {
    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        usize::try_from((high * limit as u64) >> 32).unwrap_or_default()
    }
}
