//! The steps that change a plan.

use std::{fmt, str::FromStr};

use super::{Gathering, Plan, ROUNDS, Refused, Seat, draw::draw};
use crate::day::check_in::Attendee;

/// A plan as it is saved: with what it was before the last change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedPlan {
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
        person: Attendee,
        /// Where.
        to: To,
    },
    /// Locks a seat, or unlocks it.
    Lock {
        /// The round.
        round: u32,
        /// Whose.
        person: Attendee,
    },
    /// Seats someone who comes and has no seat, in every round where it costs
    /// least; without a person, everyone of whom that is so.
    Place(Option<Attendee>),
    /// Takes someone's seats away.
    TakeOut(Attendee),
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
    /// use domain::{day::{check_in::VisitorId, tables::{Step, To}}, people::PersonId};
    /// let step = Step::Move { round: 2, person: PersonId(17).into(), to: To::SeatOf(VisitorId(8).into()) };
    /// assert_eq!(step.to_string(), "move 2 17 seat v8");
    /// assert_eq!("move 2 17 seat v8".parse(), Ok(step));
    /// assert!("move 2 17".parse::<Step>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoStep> {
        let words: Vec<_> = text.split(' ').collect();
        let round = |word: &str| word.parse::<u32>().map_err(|_| NoStep);
        let person = |word: &str| word.parse::<Attendee>().map_err(|_| NoStep);
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
    SeatOf(Attendee),
}

impl SavedPlan {
    /// The plan after a step.
    ///
    /// ```
    /// use domain::{day::tables::*, people::*};
    /// let someone = |n| Seatable {
    ///     person: PersonId(n).into(), organisation: Some(OrganisationId(n % 3)), partner: None, comes: true,
    /// };
    /// let gathering = Gathering::new((1..=6).map(someone).collect(), Contacts::default());
    /// // Two from each of three organisations, at two tables, twice.
    /// let plan = SavedPlan::default().after(Step::Draw { tables: 2, rounds: 2 }, &gathering)?;
    /// let score = Score::of(&plan, &gathering);
    /// assert!(score.broken.is_empty(), "nobody sits with a colleague");
    /// assert_eq!((score.new, score.repeats), (10, 2), "of twelve possible contacts ten, and no plan has more");
    ///
    /// // By hand one can do what one likes, and is told what it costs.
    /// let drawn = SavedPlan { plan, ..SavedPlan::default() };
    /// let colleague = drawn.plan.table_of(1, PersonId(4)).unwrap();
    /// let plan = drawn.after(Step::Move { round: 1, person: PersonId(1).into(), to: To::Table(colleague) }, &gathering)?;
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
