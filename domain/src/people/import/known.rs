//! What is known before an import.

use jiff::civil::Date;

use crate::{
    input::fold,
    matching::Ties,
    people::{Duty, Organisation, OrganisationId},
};

/// What is known before the import.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The number of the round that is open: it and earlier ones are imported.
    pub current: u32,
    /// Its first day and its last one.
    pub days: (Date, Date),
    /// The day of the import.
    pub today: Date,
    /// How many pairs it has room for still.
    pub room: u32,
    /// The network's organisations.
    pub organisations: Vec<Organisation>,
    /// The names of organisations that are to be created.
    pub accepted: Vec<String>,
    /// Organisations of which one supervises the other.
    pub ties: Ties,
    /// Everyone.
    pub people: Vec<KnownPerson>,
    /// The numbers of all rounds.
    pub rounds: Vec<u32>,
    /// Who has or had which duty in which round.
    pub parts: Vec<KnownPart>,
    /// The pairs of all rounds.
    pub pairs: Vec<KnownPair>,
    /// Two addresses of people of whom one has declared a conflict of interest.
    pub conflicts: Vec<(String, String)>,
}

impl Known {
    /// Whoever has an address.
    pub(super) fn person(&self, email: &str) -> Option<&KnownPerson> {
        self.people.iter().find(|person| person.email == email)
    }

    /// The organisation that a name means, as the network writes it; without a number,
    /// if it is to be created.
    pub(super) fn organisation(&self, name: &str) -> Option<(Option<OrganisationId>, String)> {
        let wanted = fold(name);
        if let Some(known) = self.organisations.iter().find(|known| fold(&known.name) == wanted) {
            return Some((Some(known.id), known.name.clone()));
        }
        self.accepted.iter().find(|name| fold(name) == wanted).map(|name| (None, name.clone()))
    }

    /// The number of an organisation, if the network has it.
    pub(super) fn id_of(&self, name: &str) -> Option<OrganisationId> {
        self.organisations.iter().find(|known| known.name == name).map(|known| known.id)
    }

    /// Whether one of two has declared a conflict of interest.
    pub(super) fn has_conflict(&self, one: &str, other: &str) -> bool {
        self.conflicts.iter().any(|(a, b)| (&**a, &**b) == (one, other) || (&**a, &**b) == (other, one))
    }
}

/// Someone who is known before the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The name of their organisation.
    pub organisation: String,
    /// Whether they can sign in.
    pub active: bool,
}

/// Someone's duty in a round, known before the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPart {
    /// The round's number.
    pub round: u32,
    /// The person's address.
    pub email: String,
    /// What.
    pub duty: Duty,
}

/// A pair that is known before the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// The round's number.
    pub round: u32,
    /// The adept's address.
    pub adept: String,
    /// The mentor's address.
    pub mentor: String,
    /// The first day.
    pub since: Date,
    /// The last day, if it has ended.
    pub until: Option<Date>,
}

impl KnownPair {
    /// Whether it is one of these two, whichever was the mentor.
    pub(super) fn is_of(&self, one: &str, other: &str) -> bool {
        (&*self.adept, &*self.mentor) == (one, other) || (&*self.adept, &*self.mentor) == (other, one)
    }
}
