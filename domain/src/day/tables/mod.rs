//! Who sits at which table, over the rounds of a part of a day.
//!
//! Nobody is to sit with the own partner or with someone of the own organisation:
//! those are the wishes. As far as they allow, as many people as possible are to
//! meet: a *new contact* is two people at one table who have never sat together,
//! neither that day nor on an earlier one, and whom no wish keeps apart.
//!
//! [`draw`](Step::Draw) finds a good plan, people may then change it by hand, and
//! [`Score`] says at any time what it is worth.

mod draw;
mod plan;
mod score;
mod steps;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::RangeInclusive,
};

use serde::{Deserialize, Serialize};

use super::{
    Day, Guest, Segment, Standing,
    check_in::{Attendee, Part, Visitor},
};
use crate::people::{OrganisationId, PersonId};

pub use self::{
    plan::{Plan, Refused, Seat},
    score::{Broken, Score, Wish},
    steps::{NoStep, SavedPlan, Step, To},
};

/// How many tables there can be.
pub const TABLES: RangeInclusive<u32> = 1..=200;
/// How many rounds there can be: how often people change tables, and once more.
pub const ROUNDS: RangeInclusive<u32> = 1..=9;

/// How many people share a table where nobody has said otherwise.
const AT_A_TABLE: u32 = 6;

/// How many tables and rounds to begin with for so many people.
pub fn suggestion(people: u32) -> (u32, u32) {
    ((people / AT_A_TABLE).clamp(1, *TABLES.end()), 3)
}

/// Someone who can be seated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seatable {
    /// Who.
    pub person: Attendee,
    /// Where they work; `None` for whoever comes from outside the network.
    pub organisation: Option<OrganisationId>,
    /// Their mentor or adept.
    pub partner: Option<Attendee>,
    /// Whether they come, and so are seated when a plan is drawn.
    pub comes: bool,
}

impl Seatable {
    /// The wish that keeps two people apart, if one does.
    pub fn avoids(&self, other: &Self) -> Option<Wish> {
        if self.partner == Some(other.person) || other.partner == Some(self.person) {
            Some(Wish::NotThePartner)
        } else {
            self.is_colleague_of(other).then_some(Wish::NotAColleague)
        }
    }

    fn is_colleague_of(&self, other: &Self) -> bool {
        self.organisation.is_some() && self.organisation == other.organisation
    }
}

/// Who has sat at a table with whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts(BTreeSet<(Attendee, Attendee)>);

impl Contacts {
    /// Everyone at a table has met everyone else there.
    pub fn add(&mut self, table: &[Attendee]) {
        self.0.extend(pairs(table).map(|(a, b)| in_order(*a, *b)));
    }

    /// Whether two people have sat together.
    pub fn have_met(&self, one: Attendee, other: Attendee) -> bool {
        self.0.contains(&in_order(one, other))
    }

    /// Every two who have sat together, once.
    pub fn iter(&self) -> impl Iterator<Item = (Attendee, Attendee)> {
        self.0.iter().copied()
    }
}

fn in_order(one: Attendee, other: Attendee) -> (Attendee, Attendee) {
    (one.min(other), one.max(other))
}

/// Every two of some, once.
fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(n, one)| all[n + 1..].iter().map(move |other| (one, other)))
}

/// Everyone invited to a part of a day or expected there, and who of them has met before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathering {
    people: Vec<Seatable>,
    places: HashMap<Attendee, usize>,
    met: Contacts,
}

impl Gathering {
    /// Of these people, in the order of their numbers: the same people make the
    /// same gathering.
    pub fn new(mut people: Vec<Seatable>, met: Contacts) -> Self {
        people.sort_by_key(|one| one.person);
        let places = people.iter().enumerate().map(|(n, one)| (one.person, n)).collect();
        Self { people, places, met }
    }

    /// Of those who are invited to a part of a day, and of those who come to it without
    /// being in the round. Whoever has said yes comes, and whoever has been checked in.
    /// Before anyone has, everyone is counted on who has not said no.
    pub fn of(
        guests: &[Guest],
        visitors: &[Visitor],
        here: &HashSet<PersonId>,
        partners: &HashMap<PersonId, PersonId>,
        met: Contacts,
    ) -> Self {
        let early = !guests.iter().any(|guest| guest.comes(here));
        let invited = |guest: &Guest| Seatable {
            person: guest.person.into(),
            organisation: Some(guest.organisation),
            partner: partners.get(&guest.person).copied().map(Attendee::from),
            comes: guest.comes(here) || (early && guest.standing != Standing::No),
        };
        let visitor =
            |visitor: &Visitor| Seatable { person: visitor.id.into(), organisation: None, partner: None, comes: true };
        Self::new(guests.iter().map(invited).chain(visitors.iter().map(visitor)).collect(), met)
    }

    /// Those who come.
    pub fn coming(&self) -> impl Iterator<Item = &Seatable> {
        self.people.iter().filter(|one| one.comes)
    }

    fn get(&self, person: Attendee) -> Option<&Seatable> {
        self.places.get(&person).map(|place| &self.people[*place])
    }

    /// The most tables at which nobody who comes sits alone.
    pub fn most_tables(&self) -> u32 {
        (count(self.coming()) / 2).clamp(1, *TABLES.end())
    }
}

/// Someone of whom a plan speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitter {
    /// Who.
    pub person: Attendee,
    /// Their name.
    pub name: String,
    /// In what part they come.
    pub part: Part,
    /// Where they work; `None` for whoever comes from outside the network.
    pub organisation: Option<OrganisationId>,
    /// The name of that, or of where they come from; may be empty.
    pub organisation_name: String,
    /// Where they stand; a visitor comes.
    pub standing: Standing,
}

impl From<Guest> for Sitter {
    fn from(guest: Guest) -> Self {
        Self {
            person: guest.person.into(),
            name: guest.name,
            part: Part::Round(guest.role),
            organisation: Some(guest.organisation),
            organisation_name: guest.organisation_name,
            standing: guest.standing,
        }
    }
}

impl From<Visitor> for Sitter {
    fn from(visitor: Visitor) -> Self {
        Self {
            person: visitor.id.into(),
            name: visitor.name,
            part: Part::Visitor(visitor.kind),
            organisation: None,
            organisation_name: visitor.organisation,
            standing: Standing::Yes,
        }
    }
}

/// What organisers see of the tables of a part of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablesView {
    /// The day.
    pub day: Day,
    /// The part.
    pub segment: Segment,
    /// Who sits where.
    pub plan: Plan,
    /// Rises with every change.
    pub version: u32,
    /// Whether there is a last change to be undone.
    pub undoable: bool,
    /// Everyone who is seated or comes, by name.
    pub people: Vec<Sitter>,
    /// Those who come and are not seated, by name.
    pub unseated: Vec<Attendee>,
    /// How many people a plan that is drawn now would seat.
    pub coming: u32,
    /// What the plan is worth.
    pub score: Score,
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}
