//! Figures for the steering group: how the rounds go, over rounds and organisations.
//!
//! Every figure, and every difference between figures, tells of five people at least, or
//! of five pairs ([`crate::figures`]). So that they stay so:
//!
//! - All who have ever taken part in a round count in it, at each of its days that all were
//!   invited to: nobody is the difference between one number of people and another.
//! - A round with fewer than five participants is in no total, and so is what cannot be told
//!   of a day.
//! - Of pairs, the first of the month is told: the report does not follow them from day to day.
//! - Of what people think there is what the pages of the pulse and of evaluations show.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};

use super::{Round, RoundId};
use crate::{
    day::{Answer, DayId, evaluation::Spreads},
    figures::{
        STEP, Split,
        table::{Fact, Group, Table},
    },
    pair::{
        health::{Band, band_of},
        pulse::{AimFigures, Figure},
        status::{PairStatus, State},
    },
    people::{Localised, OrganisationId, PersonId, organisation::OrganisationKind},
};

/// What a report is made of.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The rounds that the reader runs.
    pub rounds: Vec<RoundFacts>,
    /// Who has ever taken part in them, and for whom they worked when it began.
    pub participants: BTreeMap<(RoundId, PersonId), OrganisationId>,
    /// Their organisations.
    pub organisations: BTreeMap<OrganisationId, (String, OrganisationKind)>,
    /// The days that are over and that all were invited to.
    pub days: Vec<Day>,
    /// What each participant has answered to which of those days, and whether they came.
    pub replies: BTreeMap<(DayId, PersonId), Reply>,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// A round, and what people thought in it.
#[derive(Clone, Debug)]
pub struct RoundFacts {
    /// The round.
    pub round: Round,
    /// How it went, every other month.
    pub pulse: Vec<Figure>,
    /// What they said of the aims.
    pub aims: Vec<AimFigures>,
}

/// A day that is over.
#[derive(Clone, Debug)]
pub struct Day {
    /// Which.
    pub id: DayId,
    /// Of which round.
    pub round: RoundId,
    /// Its title.
    pub title: Localised,
    /// When it was.
    pub on: Date,
    /// What was thought of it, as far as it is shown.
    pub evaluation: Option<Spreads>,
}

/// What someone has answered to a day, to any of its parts, and whether they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// What, if anything.
    pub answer: Option<Answer>,
    /// Whether they were checked in.
    pub came: bool,
}

impl Reply {
    /// Takes in what someone has answered to one more part of the day: a yes to any of them
    /// is a yes to the day, and a maybe is more than a no.
    pub fn say(&mut self, answer: Answer) {
        let weight = |answer: Answer| match answer {
            Answer::Yes => 2,
            Answer::Maybe => 1,
            Answer::No => 0,
        };
        if self.answer.is_none_or(|earlier| weight(earlier) < weight(answer)) {
            self.answer = Some(answer);
        }
    }
}

/// A pair, as far as its rhythm goes.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Of which round.
    pub round: RoundId,
    /// Since when it has been one.
    pub since: Date,
    /// Whether it goes on.
    pub status: PairStatus,
    /// How many weeks they mean to have between meetings.
    pub every_weeks: u32,
    /// When they last met, up to the first of the month.
    pub latest: Option<Date>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When it was made.
    pub on: Date,
    /// Its rounds, the latest first.
    pub rounds: Vec<RoundReport>,
    /// The numbers of the rounds that are too small to be in it.
    pub too_small: Vec<u32>,
    /// Over organisations and rounds; `None` where there are no rounds.
    pub organisations: Option<Organisations>,
}

/// Who took part, and how often they came, by organisations and rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisations {
    /// The names of those that are told apart.
    pub names: BTreeMap<OrganisationId, String>,
    /// [`TAKE_PART`], [`CAME`], [`MISSED`].
    pub table: Table<Origin, RoundNumber, 3>,
    /// Whether it tells how often people came.
    pub attendance: bool,
}

/// The part of a cell that is how many take part.
pub const TAKE_PART: usize = 0;
/// How often they came to a day.
pub const CAME: usize = 1;
/// How often they did not.
pub const MISSED: usize = 2;

/// Where people come from, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An organisation.
    One(OrganisationId, OrganisationKind),
    /// Those of a kind that are not told apart.
    Kind(OrganisationKind),
    /// All others.
    Others,
}

impl Group for Origin {
    fn coarser(self) -> Option<Self> {
        match self {
            Self::One(_, kind) => Some(Self::Kind(kind)),
            Self::Kind(_) => Some(Self::Others),
            Self::Others => None,
        }
    }
}

/// A round's number, at the head of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundNumber(pub u32);

/// Rounds that are too small are left out before.
impl Group for RoundNumber {
    fn coarser(self) -> Option<Self> {
        None
    }
}

/// What is told of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundReport {
    /// Its number.
    pub number: u32,
    /// Its years.
    pub years: String,
    /// How many have taken part.
    pub participants: u32,
    /// Its days that are over, the earliest first.
    pub days: Vec<DayReport>,
    /// Of the pairs that go on, how many keep their rhythm; `None` if they are too few.
    pub rhythm: Option<Split>,
    /// How it went, every other month.
    pub pulse: Vec<Figure>,
    /// What people said of the programme's aims, at the start, in the middle and at the end.
    pub aims: Vec<AimFigures>,
}

/// What is told of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayReport {
    /// Its title.
    pub title: Localised,
    /// When it was.
    pub on: Date,
    /// How many came; `None` where nobody was checked in.
    pub came: Option<Split>,
    /// How many had answered what.
    pub answers: Vec<(Answered, u32)>,
    /// What was thought of it.
    pub evaluation: Option<Spreads>,
}

/// What people have answered to a day, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// This; `None` is no answer.
    This(Option<Answer>),
    /// Something that is not told apart.
    Rest,
}

impl Group for Answered {
    fn coarser(self) -> Option<Self> {
        matches!(self, Self::This(_)).then_some(Self::Rest)
    }
}

/// The number of the round that an address's query asks for alone, if it does.
///
/// ```
/// use domain::round::report::asked_for;
/// assert_eq!((asked_for("?bara=15"), asked_for("bara=15&x"), asked_for("?bara=alla")), (Some(15), Some(15), None));
/// ```
pub fn asked_for(query: &str) -> Option<u32> {
    let mut fields = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    fields.find(|(name, _)| name == "bara").and_then(|(_, number)| number.parse().ok())
}

impl Report {
    /// Makes the report of a moment.
    pub fn of(facts: &Facts, now: Timestamp) -> Self {
        let today = crate::time::today(now);
        let mut rounds: Vec<_> = facts.rounds.iter().collect();
        rounds.sort_by_key(|facts| std::cmp::Reverse(facts.round.number));
        let (large, small): (Vec<_>, Vec<_>) =
            rounds.into_iter().partition(|own| facts.participants_in(own.round.id).len() >= STEP as usize);
        let rounds: Vec<_> = large.iter().map(|own| facts.round(own, today)).collect();
        let told = large.iter().map(|own| (own.round.id, RoundNumber(own.round.number))).collect();
        Self {
            on: today,
            rounds,
            too_small: small.iter().map(|own| own.round.number).collect(),
            organisations: facts.organisations(&told),
        }
    }

    /// What it says of one round: the same figures, and no others. All of it, if it does not
    /// tell of that round.
    #[must_use]
    pub fn only(mut self, number: Option<u32>) -> Self {
        let Some(number) = number.filter(|number| self.rounds.iter().any(|round| round.number == *number)) else {
            return self;
        };
        self.rounds.retain(|round| round.number == number);
        self.too_small.clear();
        if let Some(Organisations { table, attendance, .. }) = &mut self.organisations {
            keep_column(table, number);
            *attendance = table.total[CAME] + table.total[MISSED] > 0;
        }
        self
    }
}

/// Leaves one column of a table, with its total. Rows that have nothing in it go.
fn keep_column(table: &mut Table<Origin, RoundNumber, 3>, number: u32) {
    let Some(at) = table.columns.iter().position(|column| *column == RoundNumber(number)) else { return };
    table.columns = vec![RoundNumber(number)];
    table.total = table.column_totals[at];
    table.column_totals = vec![table.total];
    let cells = table.cells.iter().map(|row| row[at]);
    let rows: Vec<_> = table.rows.iter().copied().zip(cells).filter(|(_, cell)| *cell != Some([0; 3])).collect();
    table.rows = rows.iter().map(|(row, _)| *row).collect();
    table.cells = rows.iter().map(|(_, cell)| vec![*cell]).collect();
    // Over the other rounds they are told elsewhere.
    table.row_totals = rows.iter().map(|(_, cell)| cell.unwrap_or_default()).collect();
}

impl Facts {
    fn participants_in(&self, round: RoundId) -> BTreeMap<PersonId, OrganisationId> {
        let of_round = (round, PersonId(i64::MIN))..=(round, PersonId(i64::MAX));
        self.participants.range(of_round).map(|((_, person), organisation)| (*person, *organisation)).collect()
    }

    /// What each participant of a day's round has answered, and whether they came.
    fn replies_to<'a>(&'a self, day: &'a Day) -> impl Iterator<Item = (PersonId, Reply)> + 'a {
        let people = self.participants_in(day.round).into_keys();
        people.map(|person| (person, self.replies.get(&(day.id, person)).copied().unwrap_or_default()))
    }

    fn round(&self, RoundFacts { round, pulse, aims }: &RoundFacts, today: Date) -> RoundReport {
        let mut days: Vec<_> = self.days.iter().filter(|day| day.round == round.id).collect();
        days.sort_by_key(|day| (day.on, day.id));
        RoundReport {
            number: round.number,
            years: round.years(),
            participants: count(self.participants_in(round.id).len()),
            days: days.into_iter().map(|day| self.day(day)).collect(),
            rhythm: self.rhythm(round.id, today.first_of_month()),
            pulse: pulse.clone(),
            aims: aims.clone(),
        }
    }

    fn day(&self, day: &Day) -> DayReport {
        let fact = |(person, reply): (PersonId, Reply)| Fact {
            row: (),
            column: Answered::This(reply.answer),
            part: 0,
            who: person.0,
        };
        let facts: Vec<_> = self.replies_to(day).map(fact).collect();
        let answers = Table::<(), Answered, 1>::of(&facts).map(|table| {
            let totals = table.column_totals.iter().map(|[people]| *people);
            table.columns.iter().copied().zip(totals).collect()
        });
        DayReport {
            title: day.title.clone(),
            on: day.on,
            came: self.came(day),
            answers: answers.unwrap_or_default(),
            evaluation: day.evaluation,
        }
    }

    /// How many came to a day, if anyone was checked in.
    fn came(&self, day: &Day) -> Option<Split> {
        let (came, missed): (Vec<_>, Vec<_>) = self.replies_to(day).partition(|(_, reply)| reply.came);
        if came.is_empty() { None } else { Split::of(count(came.len()), count(missed.len())) }
    }

    /// How many of a round's pairs kept their rhythm on a day, of those that went on.
    fn rhythm(&self, round: RoundId, on: Date) -> Option<Split> {
        let there = self.pairs.iter().filter(|pair| pair.round == round && pair.since <= on);
        let active = there.filter(|pair| pair.status.state(on) == State::Active);
        let keeps = |pair: &&Pair| band_of(&pair.status, pair.every_weeks, pair.latest, on) == Band::Regular;
        let (keep, others): (Vec<&Pair>, Vec<&Pair>) = active.partition(keeps);
        Split::of(count(keep.len()), count(others.len()))
    }

    /// Over the organisations of the rounds that are told of, with their numbers.
    fn organisations(&self, told: &BTreeMap<RoundId, RoundNumber>) -> Option<Organisations> {
        let from = |organisation: OrganisationId| {
            let kind = self.organisations.get(&organisation).map(|(_, kind)| *kind);
            Origin::One(organisation, kind.unwrap_or(OrganisationKind::Other))
        };
        let fact = |round: RoundId, person: PersonId, part| {
            let organisation = self.participants.get(&(round, person))?;
            Some(Fact { row: from(*organisation), column: *told.get(&round)?, part, who: person.0 })
        };
        let take_part = self.participants.keys().filter_map(|(round, person)| fact(*round, *person, TAKE_PART));
        let told_days = self.days.iter().filter(|day| matches!(self.came(day), Some(Split::Both { .. })));
        let visits = told_days.flat_map(|day| {
            let part = |came| if came { CAME } else { MISSED };
            self.replies_to(day).filter_map(move |(person, reply)| fact(day.round, person, part(reply.came)))
        });
        let take_part: Vec<_> = take_part.collect();
        let all: Vec<_> = take_part.iter().copied().chain(visits).collect();
        let table = Table::of(&all)?;
        let shown: BTreeSet<_> = table.rows.iter().collect();
        let names = self.organisations.iter().filter(|(id, (_, kind))| shown.contains(&Origin::One(**id, *kind)));
        let names = names.map(|(id, (name, _))| (*id, name.clone())).collect();
        Some(Organisations { names, attendance: all.len() > take_part.len(), table })
    }
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
