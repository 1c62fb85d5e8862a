//! The way in: an application, from its draft to what the working group decides.
//!
//! The applicant's own part is a [`Form`] of six sections; the applicant's
//! manager answers through a personal link; the contact person of the own
//! organisation endorses; the working group selects and matches.

pub mod eligibility;
mod form;
pub mod nudge;
mod state;
mod step;
pub mod typed;
pub mod waiting;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    eligibility::Rule,
    form::{
        Area, Conflict, Form, Leadership, Level, Manager, MeetingForm, Purpose, Section, Strategic, Theme, Travel,
        Wishes, Work,
    },
    state::{Party, State},
    step::{Step, StepKind},
};
pub use crate::round::call::Call;
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
    /// What they say; nothing, if it cannot be read any more.
    pub form: Form,
    /// Whether it cannot be read any more.
    pub unreadable: bool,
}

/// Why an application is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Sections of it are not filled in.
    #[error("the application is incomplete")]
    Incomplete,
}

/// An application, and all that its reader may see of what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The application.
    pub application: Application,
    /// The applicant's address.
    pub email: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Whether the manager supports it, once they have answered.
    pub supports: Option<bool>,
    /// The version of the privacy notice under which it was sent last; none for one that
    /// has not been sent, or was before there were versions.
    pub privacy_version: Option<u32>,
    /// What has happened to it, in order.
    pub steps: Vec<Step>,
    /// Whom the applicant must not be paired with; empty for those who do not
    /// see that.
    pub conflicts: Vec<Conflict>,
    /// Rules that the working group has set aside; empty for those who do not
    /// see that.
    pub overrides: Vec<Override>,
    /// Until when the manager's link is good, if one is waiting for an answer.
    #[serde(with = "crate::time::wire::option")]
    pub link_until: Option<Timestamp>,
}

impl Dossier {
    /// The rules that stand in the way of a role: not met, and not set aside.
    pub fn obstacles(&self, role: Role) -> Vec<Rule> {
        let aside = |rule: &Rule| self.overrides.iter().any(|set| set.role == role && set.rule == *rule);
        let unmet = eligibility::unmet(role, &self.application.form, self.supports, self.application.state);
        unmet.into_iter().filter(|rule| !aside(rule)).collect()
    }
}

/// A rule that the working group has set aside for someone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// For which role.
    pub role: Role,
    /// Which rule.
    pub rule: Rule,
    /// Who did.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// One section of the applicant's part, as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filled {
    /// As what.
    Part(Part),
    /// Who they are, and how they lead.
    Work(typed::Profile, Work),
    /// What they want to develop, or can give.
    Purpose(Purpose),
    /// Whom they would like to meet.
    Wishes(Wishes),
    /// Whom they must not be paired with.
    Conflicts(Vec<Conflict>),
    /// Their manager; and consent.
    Manager(Manager),
}

impl Form {
    /// Takes in a section. What has a place of its own, the profile and the
    /// conflicts, is not kept here.
    pub fn fill(&mut self, filled: &Filled) {
        match filled {
            Filled::Part(part) => self.part = Some(*part),
            Filled::Work(_, work) => self.work = Some(work.clone()),
            Filled::Purpose(purpose) => self.purpose = Some(purpose.clone()),
            Filled::Wishes(wishes) => self.wishes = Some(wishes.clone()),
            Filled::Conflicts(_) => self.conflicts_declared = true,
            Filled::Manager(manager) => {
                self.manager = Some(manager.clone());
                self.consent = true;
            }
        }
    }
}
