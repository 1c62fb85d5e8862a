//! The call: a round's window for applications.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Part;
use crate::{
    day::Contact,
    named,
    people::{Localised, Role},
};

/// A round's window for applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// When it opens.
    #[serde(with = "crate::time::wire")]
    pub opens: Timestamp,
    /// When it closes.
    #[serde(with = "crate::time::wire")]
    pub closes: Timestamp,
    /// Who may apply, in the organisers' words.
    pub who: Localised,
    /// Whom to ask.
    pub contact: Contact,
    /// How many applications to become an adept are taken; `None` for any number.
    pub most_adepts: Option<u32>,
    /// How many to become a mentor.
    pub most_mentors: Option<u32>,
}

named! {
    /// Whether one can apply.
    pub enum Phase {
        /// Not yet.
        Before = "before",
        /// Now.
        Open = "open",
        /// No more.
        Closed = "closed",
    }
}

/// How many applications a call counts: sent, and neither turned down nor taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// To become an adept.
    pub adepts: u32,
    /// To become a mentor. Whoever applies as either is counted in both.
    pub mentors: u32,
}

impl Call {
    /// Whether one can apply now, as far as time goes.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now < self.opens {
            Phase::Before
        } else if now < self.closes {
            Phase::Open
        } else {
            Phase::Closed
        }
    }

    /// Whether as many have applied for a role as are taken.
    pub fn is_full(&self, role: Role, taken: Taken) -> bool {
        let (most, taken) = match role {
            Role::Adept => (self.most_adepts, taken.adepts),
            Role::Mentor => (self.most_mentors, taken.mentors),
        };
        most.is_some_and(|most| taken >= most)
    }

    /// Whether one more can be sent: for one of the roles there is room. Whoever
    /// applies as either may be taken for that one.
    pub fn takes(&self, part: Part, taken: Taken) -> bool {
        part.roles().iter().any(|role| !self.is_full(*role, taken))
    }
}
