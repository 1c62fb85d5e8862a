//! A pair that an organiser makes by hand, of people who may not have applied.

use crate::{
    people::{PersonId, Role},
    problems,
};

problems! {
    /// What can be wrong with a pair that is made by hand.
    pub enum ByHandProblem {
        /// They have been a pair before, and nobody says why they may be one again.
        FormerPair = "former_pair_without_reason",
    }
}

/// Whom an organiser can make a pair of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// The round's adepts and mentors who are in no pair, by name.
    pub people: Vec<Side>,
    /// How many pairs there is room for.
    pub places: u32,
}

impl ByHand {
    /// Those of a role.
    ///
    /// ```
    /// use domain::{matching::{ByHand, Side}, people::{PersonId, Role}};
    /// let eva = Side { person: PersonId(1), role: Role::Adept, name: "Eva".to_owned(), organisation: "Alfa kommun".to_owned() };
    /// let by_hand = ByHand { people: vec![eva.clone()], places: 1 };
    /// assert_eq!(by_hand.of(Role::Adept).collect::<Vec<_>>(), [&eva]);
    /// assert_eq!(by_hand.of(Role::Mentor).count(), 0);
    /// ```
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Side> {
        self.people.iter().filter(move |side| side.role == role)
    }

    /// Whether there is anyone to make a pair of, and room for it.
    pub fn is_possible(&self) -> bool {
        self.places > 0 && [Role::Adept, Role::Mentor].iter().all(|role| self.of(*role).next().is_some())
    }
}

/// Someone who can be in a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// The name of their organisation.
    pub organisation: String,
}
