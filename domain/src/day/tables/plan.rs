//! A plan: who sits where.

use serde::{Deserialize, Serialize};

use super::{Gathering, Seatable, count};
use crate::day::check_in::Attendee;

/// A place at a table in one of the rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// The round, from 1.
    pub round: u32,
    /// The table, from 1.
    pub table: u32,
    /// Who sits there.
    pub person: Attendee,
    /// Whether they stay there when the others are drawn anew.
    pub locked: bool,
}

/// Who sits where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How many tables there are.
    pub tables: u32,
    /// How many rounds.
    pub rounds: u32,
    /// The seats, by round, table and person; none before a plan is drawn.
    pub seats: Vec<Seat>,
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No such seat, table or person.
    Missing,
    /// At so many tables some would sit alone.
    TooManyTables {
        /// How many there can be.
        most: u32,
    },
}

impl Plan {
    /// The table at which someone sits in a round.
    pub fn table_of(&self, round: u32, person: impl Into<Attendee>) -> Option<u32> {
        let person = person.into();
        self.seats.iter().find(|seat| seat.round == round && seat.person == person).map(|seat| seat.table)
    }

    /// The seats at a table in a round.
    pub fn at(&self, round: u32, table: u32) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.round == round && seat.table == table)
    }

    /// Whether someone has a seat.
    pub fn seats_someone(&self, person: impl Into<Attendee>) -> bool {
        let person = person.into();
        self.seats.iter().any(|seat| seat.person == person)
    }

    pub(super) fn seat(&mut self, round: u32, person: Attendee) -> Result<&mut Seat, Refused> {
        let seat = self.seats.iter_mut().find(|seat| seat.round == round && seat.person == person);
        seat.ok_or(Refused::Missing)
    }

    pub(super) fn sorted(mut self) -> Self {
        self.seats.sort_unstable();
        self
    }

    /// Those who come and have no seat; of them the wanted one.
    pub(super) fn placed(&self, wanted: Option<Attendee>, gathering: &Gathering) -> Result<Vec<Seatable>, Refused> {
        let unseated = gathering.coming().filter(|one| !self.seats_someone(one.person));
        let placed: Vec<_> = unseated.filter(|one| wanted.is_none_or(|wanted| wanted == one.person)).copied().collect();
        if placed.is_empty() { Err(Refused::Missing) } else { Ok(placed) }
    }

    /// Seats someone in every round: at one of the tables with the fewest
    /// people, where it breaks the fewest wishes, then makes the most new contacts.
    pub(super) fn place(&mut self, person: Seatable, gathering: &Gathering) {
        for round in 1..=self.rounds {
            let cost = |table: &u32| {
                let others = self.at(round, *table).filter_map(|seat| gathering.get(seat.person));
                let (avoided, others): (Vec<_>, Vec<_>) = others.partition(|other| person.avoids(other).is_some());
                let known = |other: &&Seatable| {
                    gathering.met.have_met(person.person, other.person) || self.share_a_table(&person, other)
                };
                (count(self.at(round, *table)), avoided.len(), others.into_iter().filter(known).count())
            };
            if let Some(table) = (1..=self.tables).min_by_key(cost) {
                self.seats.push(Seat { round, table, person: person.person, locked: false });
            }
        }
    }

    fn share_a_table(&self, one: &Seatable, other: &Seatable) -> bool {
        (1..=self.rounds).any(|round| {
            let table = self.table_of(round, one.person);
            table.is_some() && table == self.table_of(round, other.person)
        })
    }
}
