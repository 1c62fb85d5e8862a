//! The way in: an application, from its draft to what the working group decides.
//!
//! The applicant's own part is a [`Form`] of six sections; the applicant's
//! manager answers through a personal link; the contact person of the own
//! organisation endorses; the working group selects and matches.

pub mod call;
pub mod eligibility;
mod form;
mod state;
mod step;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    call::Call,
    eligibility::Rule,
    form::{
        Area, Conflict, Form, Leadership, Level, Manager, MeetingForm, Purpose, Section, Strategic, Theme, Travel,
        Wishes, Work,
    },
    state::{Party, State},
    step::{Step, StepKind},
};
use crate::{
    id, named,
    people::{Organisation, PersonId, Role},
};

id! {
    /// Someone's application to a round.
    ApplicationId,
    /// A link that lets someone's manager answer.
    ManagerLinkId,
}

named! {
    /// As what someone applies.
    pub enum Part {
        /// As an adept.
        Adept = "adept",
        /// As a mentor.
        Mentor = "mentor",
        /// As one or the other: the working group decides.
        Either = "either",
    }
}

impl Part {
    /// The roles that the applicant is willing to take.
    ///
    /// ```
    /// use domain::{application::Part, people::Role};
    /// assert_eq!(Part::Either.roles(), [Role::Adept, Role::Mentor]);
    /// ```
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Adept => &[Role::Adept],
            Self::Mentor => &[Role::Mentor],
            Self::Either => &[Role::Adept, Role::Mentor],
        }
    }

    /// Whether the applicant is willing to take this role.
    pub fn takes(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

/// An application as those read it who decide on it. Conflicts of interest are
/// no part of it: few see them, and ask for them by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its number.
    pub id: ApplicationId,
    /// Who applies.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Where they work.
    pub organisation: Organisation,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    #[serde(with = "crate::time::wire")]
    pub since: Timestamp,
    /// Where the contact person ranks it among the own organisation's, from 1.
    pub rank: Option<u32>,
    /// Who nominated them, if they did not come by themselves.
    pub nominated_by: Option<String>,
    /// The numbers of earlier rounds in which they were an adept.
    pub adept_in: Vec<u32>,
    /// What they say.
    pub form: Form,
}
