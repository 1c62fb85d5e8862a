//! Who may take part: the programme's own rules, each with its source
//! ("programme description"). A rule that is not met is explained to the
//! applicant early; the working group may set it aside, with a written reason.

use super::{Form, Part, State, Strategic};
use crate::{named, people::Role};

/// For how many years an adept has been a manager of managers, at least
/// ("programme description, Adept").
pub const MIN_YEARS: u32 = 1;

named! {
    /// A rule of who may take part.
    pub enum Rule {
        /// Adept: a manager of managers ("Adept"). Mentor: the same ("Mentor").
        ManagesManagers = "manages_managers",
        /// Adept: has been one for at least a year ("Adept").
        Years = "years",
        /// Mentor: leads at a higher level, or has ("Mentor").
        Strategic = "strategic",
        /// Mentor: the application says why they would be a good one ("Mentor").
        Motivation = "motivation",
        /// Adept: the own manager supports it ("Adept").
        ManagerSupports = "manager_supports",
        /// Nominated by the own organisation, whose contact person endorses it
        /// ("Adept", "Mentor", "Förutsättningar").
        Endorsed = "endorsed",
    }
}

impl Rule {
    /// Whether it holds for those who want to take this role.
    pub const fn is_for(self, role: Role) -> bool {
        match self {
            Self::ManagesManagers | Self::Endorsed => true,
            Self::Years | Self::ManagerSupports => matches!(role, Role::Adept),
            Self::Strategic | Self::Motivation => matches!(role, Role::Mentor),
        }
    }

    /// The heading in the programme description under which it stands.
    pub const fn source(self, role: Role) -> &'static str {
        match (self, role) {
            (Self::Endorsed, _) => "Förutsättningar för Mentorprogram IOR",
            (_, Role::Adept) => "Adept i Mentorprogrammet",
            (_, Role::Mentor) => "Mentor i Mentorprogrammet",
        }
    }
}

/// What is known of whether a rule is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody can say yet.
    Unknown,
}

impl Met {
    const fn when(met: bool) -> Self {
        if met { Self::Yes } else { Self::No }
    }
}

/// Whether a rule is met, as far as it is known. `supports` is what the manager
/// has answered.
pub fn met(rule: Rule, form: &Form, supports: Option<bool>, state: State) -> Met {
    let leadership = form.work.as_ref().map(|work| work.leadership);
    let known = |known: Option<bool>| known.map_or(Met::Unknown, Met::when);
    match rule {
        Rule::ManagesManagers => known(leadership.map(|leads| leads.manages_managers)),
        Rule::Years => known(leadership.map(|leads| leads.years >= MIN_YEARS)),
        Rule::Strategic => known(leadership.map(|leads| leads.strategic != Strategic::No)),
        Rule::Motivation => known(form.purpose.as_ref().map(|purpose| !purpose.motivation.is_empty())),
        Rule::ManagerSupports => known(supports),
        Rule::Endorsed if state.was_endorsed() => Met::Yes,
        Rule::Endorsed if state == State::NotEndorsed => Met::No,
        Rule::Endorsed => Met::Unknown,
    }
}

/// The rules that are not met for someone who is to take this role.
///
/// ```
/// use domain::{application::{eligibility::{Rule, unmet}, *}, people::Role};
/// let leadership = Leadership { level: Level::Department, manages_managers: true, years: 0, strategic: Strategic::No };
/// let work = Work { area: Area::Health, leadership };
/// let form = Form { part: Some(Part::Either), work: Some(work), ..Form::default() };
/// assert_eq!(unmet(Role::Adept, &form, None, State::Draft), [Rule::Years]);
/// assert_eq!(unmet(Role::Mentor, &form, None, State::Draft), [Rule::Strategic]);
/// // A manager who does not support the application does not stop a mentor.
/// assert_eq!(unmet(Role::Adept, &form, Some(false), State::Endorsed), [Rule::Years, Rule::ManagerSupports]);
/// assert_eq!(unmet(Role::Mentor, &form, Some(false), State::Endorsed), [Rule::Strategic]);
/// ```
pub fn unmet(role: Role, form: &Form, supports: Option<bool>, state: State) -> Vec<Rule> {
    let rules = Rule::ALL.iter().copied().filter(|rule| rule.is_for(role));
    rules.filter(|rule| met(*rule, form, supports, state) == Met::No).collect()
}

/// The rules that are not met in any of the roles that someone would take: while
/// one role is open to them, they can apply.
pub fn unmet_in_all(part: Part, form: &Form, supports: Option<bool>, state: State) -> Vec<Rule> {
    let each = part.roles().iter().map(|role| unmet(*role, form, supports, state));
    each.min_by_key(Vec::len).unwrap_or_default()
}
