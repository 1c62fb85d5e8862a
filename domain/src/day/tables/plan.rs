//! A plan, and the steps that change it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Attendee, Gathering, ROUNDS, count, draw::draw};
use crate::people::PersonId;

/// A place at a table in one of the rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// The round, from 1.
    pub round: u32,
    /// The table, from 1.
    pub table: u32,
    /// Who sits there.
    pub person: PersonId,
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

/// A plan as it is kept: with what it was before the last change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// As it is.
    pub plan: Plan,
    /// As it was.
    pub before: Plan,
    /// Rises with every change; 0 before the first.
    pub version: u32,
}

/// A change of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Seats everyone who comes anew; locked seats stay.
    Draw {
        /// At how many tables.
        tables: u32,
        /// Over how many rounds.
        rounds: u32,
    },
    /// Seats someone elsewhere in a round.
    Move {
        /// The round.
        round: u32,
        /// Who.
        person: PersonId,
        /// Where.
        to: To,
    },
    /// Locks a seat, or unlocks it.
    Lock {
        /// The round.
        round: u32,
        /// Whose.
        person: PersonId,
    },
    /// Seats someone who comes and has no seat, in every round where it costs
    /// least; without a person, everyone of whom that is so.
    Place(Option<PersonId>),
    /// Takes someone's seats away.
    TakeOut(PersonId),
    /// Takes all seats away.
    Clear,
    /// Goes back to what was before the last change; once more, and that is back.
    Undo,
}

impl fmt::Display for Step {
    /// As a button says it to the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draw { tables, rounds } => write!(f, "draw {tables} {rounds}"),
            Self::Move { round, person, to: To::Table(table) } => write!(f, "move {round} {person} table {table}"),
            Self::Move { round, person, to: To::SeatOf(other) } => write!(f, "move {round} {person} seat {other}"),
            Self::Lock { round, person } => write!(f, "lock {round} {person}"),
            Self::Place(Some(person)) => write!(f, "place {person}"),
            Self::Place(None) => f.write_str("place"),
            Self::TakeOut(person) => write!(f, "out {person}"),
            Self::Clear => f.write_str("clear"),
            Self::Undo => f.write_str("undo"),
        }
    }
}

impl FromStr for Step {
    type Err = NoStep;

    /// Reads what [`Step`] wrote.
    ///
    /// ```
    /// use domain::{people::PersonId, day::tables::{Step, To}};
    /// let step = Step::Move { round: 2, person: PersonId(17), to: To::SeatOf(PersonId(8)) };
    /// assert_eq!(step.to_string(), "move 2 17 seat 8");
    /// assert_eq!("move 2 17 seat 8".parse(), Ok(step));
    /// assert!("move 2 17".parse::<Step>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoStep> {
        let words: Vec<_> = text.split(' ').collect();
        let round = |word: &str| word.parse::<u32>().map_err(|_| NoStep);
        let person = |word: &str| word.parse().map(PersonId).map_err(|_| NoStep);
        Ok(match words[..] {
            ["draw", tables, rounds] => Self::Draw { tables: round(tables)?, rounds: round(rounds)? },
            ["move", at, who, kind, to] => {
                let to = match kind {
                    "table" => To::Table(round(to)?),
                    "seat" => To::SeatOf(person(to)?),
                    _ => return Err(NoStep),
                };
                Self::Move { round: round(at)?, person: person(who)?, to }
            }
            ["lock", at, who] => Self::Lock { round: round(at)?, person: person(who)? },
            ["place"] => Self::Place(None),
            ["place", who] => Self::Place(Some(person(who)?)),
            ["out", who] => Self::TakeOut(person(who)?),
            ["clear"] => Self::Clear,
            ["undo"] => Self::Undo,
            _ => return Err(NoStep),
        })
    }
}

/// A text that is no [`Step`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStep;

/// Where to move someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To a table.
    Table(u32),
    /// To someone's seat, who gets theirs.
    SeatOf(PersonId),
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

impl Kept {
    /// The plan after a step.
    ///
    /// ```
    /// use domain::{people::*, day::tables::*};
    /// let someone = |n| Attendee { person: PersonId(n), organisation: OrganisationId(n % 3), partner: None, comes: true };
    /// let gathering = Gathering::new((1..=6).map(someone).collect(), Contacts::default());
    /// // Two from each of three organisations, at two tables, twice.
    /// let plan = Kept::default().after(Step::Draw { tables: 2, rounds: 2 }, &gathering)?;
    /// let score = Score::of(&plan, &gathering);
    /// assert!(score.broken.is_empty(), "nobody sits with a colleague");
    /// assert_eq!((score.new, score.repeats), (10, 2), "of twelve possible contacts ten, and no plan has more");
    ///
    /// // By hand one can do what one likes, and is told what it costs.
    /// let drawn = Kept { plan, ..Kept::default() };
    /// let colleague = drawn.plan.table_of(1, PersonId(4)).unwrap();
    /// let plan = drawn.after(Step::Move { round: 1, person: PersonId(1), to: To::Table(colleague) }, &gathering)?;
    /// assert_eq!(Score::of(&plan, &gathering).broken[0].wish, Wish::NotAColleague);
    /// # Ok::<(), Refused>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`].
    pub fn after(&self, step: Step, gathering: &Gathering) -> Result<Plan, Refused> {
        let mut plan = self.plan.clone();
        match step {
            Step::Draw { tables, rounds } => return self.draw(tables, rounds, gathering),
            Step::Move { round, person, to: To::Table(table) } if (1..=plan.tables).contains(&table) => {
                plan.seat(round, person)?.table = table;
            }
            Step::Move { to: To::Table(_), .. } => return Err(Refused::Missing),
            Step::Move { round, person, to: To::SeatOf(other) } => {
                let (from, to) = (plan.seat(round, person)?.table, plan.seat(round, other)?.table);
                plan.seat(round, person)?.table = to;
                plan.seat(round, other)?.table = from;
            }
            Step::Lock { round, person } => {
                let seat = plan.seat(round, person)?;
                seat.locked = !seat.locked;
            }
            Step::Place(wanted) => {
                for person in plan.placed(wanted, gathering)? {
                    plan.place(person, gathering);
                }
            }
            Step::TakeOut(person) => plan.seats.retain(|seat| seat.person != person),
            Step::Clear => plan.seats.clear(),
            Step::Undo => return Ok(self.before.clone()),
        }
        Ok(plan.sorted())
    }

    fn draw(&self, tables: u32, rounds: u32, gathering: &Gathering) -> Result<Plan, Refused> {
        let most = gathering.most_tables();
        if !(1..=most).contains(&tables) {
            return Err(Refused::TooManyTables { most });
        }
        if !ROUNDS.contains(&rounds) {
            return Err(Refused::Missing);
        }
        let seats = self.plan.seats.iter().copied();
        let stays = |seat: &Seat| seat.locked && seat.table <= tables && seat.round <= rounds;
        let locked: Vec<_> = seats.filter(stays).collect();
        Ok(Plan { tables, rounds, seats: draw(gathering, tables, rounds, &locked) }.sorted())
    }
}

impl Plan {
    /// The table at which someone sits in a round.
    pub fn table_of(&self, round: u32, person: PersonId) -> Option<u32> {
        self.seats.iter().find(|seat| seat.round == round && seat.person == person).map(|seat| seat.table)
    }

    /// The seats at a table in a round.
    pub fn at(&self, round: u32, table: u32) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.round == round && seat.table == table)
    }

    /// Whether someone has a seat.
    pub fn seats_someone(&self, person: PersonId) -> bool {
        self.seats.iter().any(|seat| seat.person == person)
    }

    fn seat(&mut self, round: u32, person: PersonId) -> Result<&mut Seat, Refused> {
        let seat = self.seats.iter_mut().find(|seat| seat.round == round && seat.person == person);
        seat.ok_or(Refused::Missing)
    }

    fn sorted(mut self) -> Self {
        self.seats.sort_unstable();
        self
    }

    /// Those who come and have no seat; of them the wanted one.
    fn placed(&self, wanted: Option<PersonId>, gathering: &Gathering) -> Result<Vec<Attendee>, Refused> {
        let unseated = gathering.coming().filter(|attendee| !self.seats_someone(attendee.person));
        let placed: Vec<_> = unseated.filter(|one| wanted.is_none_or(|wanted| wanted == one.person)).copied().collect();
        if placed.is_empty() { Err(Refused::Missing) } else { Ok(placed) }
    }

    /// Seats someone in every round: at one of the tables with the fewest
    /// people, where it breaks the fewest wishes, then makes the most new contacts.
    fn place(&mut self, person: Attendee, gathering: &Gathering) {
        for round in 1..=self.rounds {
            let cost = |table: &u32| {
                let others = self.at(round, *table).filter_map(|seat| gathering.get(seat.person));
                let (avoided, others): (Vec<_>, Vec<_>) = others.partition(|other| person.avoids(other).is_some());
                let known = |other: &&Attendee| {
                    gathering.met.have_met(person.person, other.person) || self.share_a_table(&person, other)
                };
                (count(self.at(round, *table)), avoided.len(), others.into_iter().filter(known).count())
            };
            if let Some(table) = (1..=self.tables).min_by_key(cost) {
                self.seats.push(Seat { round, table, person: person.person, locked: false });
            }
        }
    }

    fn share_a_table(&self, one: &Attendee, other: &Attendee) -> bool {
        (1..=self.rounds).any(|round| {
            let table = self.table_of(round, one.person);
            table.is_some() && table == self.table_of(round, other.person)
        })
    }
}
