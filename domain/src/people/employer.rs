//! Changes of employer during a round, as organisers see them: a pair is across
//! two organisations, and that has to hold for as long as the pair goes on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Duty, PersonId};

/// Whether someone with these duties, over all rounds, can be moved to another employer.
/// Whoever acts for their organisation would act for another one.
///
/// ```
/// use domain::people::{Duty, employer::may_move};
/// assert!(may_move([Duty::Adept]));
/// assert!(!may_move([Duty::Adept, Duty::ContactPerson]));
/// assert!(may_move([]), "whoever took part in an earlier round");
/// ```
pub fn may_move(duties: impl IntoIterator<Item = Duty>) -> bool {
    !duties.into_iter().any(Duty::is_appointed)
}

/// What organisers know of who works where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employers {
    /// Those whose employer an organiser can change, by name. Not those who act
    /// for their organisation: they would act for another one.
    pub people: Vec<Employee>,
    /// The pairs that are within one organisation now, by the adept's name.
    pub within: Vec<Colleagues>,
    /// Every change in the round, the latest first.
    pub moves: Vec<Moved>,
}

/// Someone, and where they work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employee {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their organisation's name.
    pub organisation: String,
}

/// A pair within one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleagues {
    /// The adept's name.
    pub adept: String,
    /// The mentor's name.
    pub mentor: String,
    /// The name of the organisation that both work for.
    pub organisation: String,
}

/// A change of employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When it was noted.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// Whose it is: their name.
    pub name: String,
    /// The name of the organisation that they left.
    pub from: String,
    /// The name of the organisation that they work for since.
    pub to: String,
    /// The name of whoever noted it.
    pub by: String,
}
