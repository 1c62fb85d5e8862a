//! What a pair agrees on: rhythm, form, what each expects, goals, ground rules
//! and confidence, in their own words.
//!
//! An agreement comes in versions. Whoever writes one has thereby signed it; it
//! holds once the other has signed too. Until then the one before it holds. How
//! far the two have come with their goals is no part of what they sign.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id,
    input::{Checks, FieldError, Problem, Text, choice, number},
    lost::Lost,
    meeting::Form,
    merge::{Row, merge_fields, same},
    people::Role,
};

pub use super::goal::{FAR, Goal, GoalForm, GoalId, MAX_STEPS, Progress, ProgressForm};

id! {
    /// A version of a pair's agreement.
    AgreementId,
}

/// A part of the agreement in the pair's own words.
pub type Passage = Text<4_000>;
/// What a goal is.
pub type Aim = Text<300>;
/// One step towards it.
pub type Step = Text<200>;

/// How many weeks there may be between meetings.
pub const WEEKS: std::ops::RangeInclusive<u32> = 1..=12;
/// How long meetings may be meant to be, in minutes.
pub const MINUTES: std::ops::RangeInclusive<u32> = 15..=240;
/// The fewest and the most goals.
pub const GOALS: std::ops::RangeInclusive<usize> = 2..=5;
/// All that two agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How many weeks there are between meetings.
    pub every_weeks: u32,
    /// How long a meeting is, in minutes.
    pub minutes: u32,
    /// How they mostly meet.
    pub form: Form,
    /// What the adept expects.
    pub adept: String,
    /// What the mentor expects.
    pub mentor: String,
    /// Their ground rules.
    pub rules: String,
    /// What they mean by confidence.
    pub confidence: String,
    /// Where the adept wants to come.
    pub goals: Vec<Goal>,
}

impl Terms {
    /// What stands in place of terms that do not open any more: no goals, and none of
    /// their numbers means anything.
    ///
    /// ```
    /// use domain::{lost::Lost, pair::agreement::Terms};
    /// let terms = Terms::lost(Lost::Erased);
    /// assert_eq!(terms.what_was_lost(), Some(Lost::Erased));
    /// assert_eq!(Terms { rules: String::new(), ..terms }.what_was_lost(), None);
    /// ```
    pub fn lost(lost: Lost) -> Self {
        let passage = || lost.mark().to_owned();
        Self {
            every_weeks: *WEEKS.start(),
            minutes: *MINUTES.start(),
            form: Form::InPerson,
            adept: passage(),
            mentor: passage(),
            rules: passage(),
            confidence: passage(),
            goals: Vec::new(),
        }
    }

    /// Why they do not open any more, if so.
    pub fn what_was_lost(&self) -> Option<Lost> {
        Lost::of(&self.rules)
    }
}

/// An agreement as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermsForm {
    /// `4`.
    pub every_weeks: String,
    /// `90`.
    pub minutes: String,
    /// A [`Form`]'s name.
    pub form: String,
    /// What the adept expects.
    pub adept: String,
    /// What the mentor expects.
    pub mentor: String,
    /// Ground rules.
    pub rules: String,
    /// Confidence.
    pub confidence: String,
    /// Goals; those without a text are left out.
    pub goals: Vec<GoalForm>,
}

merge_fields!(TermsForm: every_weeks, minutes, form, adept, mentor, rules, confidence, goals);
merge_fields!(GoalForm[id]: what, steps);

/// The form as it shows what two agree on.
impl From<&Terms> for TermsForm {
    fn from(terms: &Terms) -> Self {
        let goal = |goal: &Goal| GoalForm {
            id: goal.id.map(|id| id.to_string()).unwrap_or_default(),
            what: goal.what.clone(),
            steps: goal.steps.join("\n"),
        };
        Self {
            every_weeks: terms.every_weeks.to_string(),
            minutes: terms.minutes.to_string(),
            form: terms.form.name().to_owned(),
            adept: terms.adept.clone(),
            mentor: terms.mentor.clone(),
            rules: terms.rules.clone(),
            confidence: terms.confidence.clone(),
            goals: terms.goals.iter().map(goal).collect(),
        }
    }
}

impl Row for GoalForm {
    fn is_blank(&self) -> bool {
        self.what.trim().is_empty()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        same(&self.what, &other.what) && same(&self.steps, &other.steps)
    }

    fn marks(&self) -> Vec<&str> {
        vec![&self.id, &self.what]
    }

    fn title(&self) -> (&'static str, &str) {
        ("what", &self.what)
    }

    fn anew(self) -> Self {
        Self { id: String::new(), ..self }
    }
}

impl TermsForm {
    /// Checks the whole form.
    ///
    /// ```
    /// use domain::pair::agreement::{GoalForm, TermsForm};
    /// let goal = |what: &str| GoalForm { what: what.into(), steps: "Läs\n\n Öva ".into(), ..GoalForm::default() };
    /// let form = TermsForm {
    ///     every_weeks: "4".into(), minutes: "90".into(), form: "in_person".into(),
    ///     goals: vec![goal("Delegera"), goal(""), goal("Leda chefer")],
    ///     ..TermsForm::default()
    /// };
    /// let terms = form.parse().unwrap();
    /// assert_eq!(terms.goals.len(), 2);
    /// assert_eq!(terms.goals[0].steps, ["Läs", "Öva"]);
    ///
    /// let wrong = TermsForm { minutes: "5".into(), goals: vec![goal("Delegera")], ..form }.parse().unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["minutes", "goals[1][what]"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Terms, Vec<FieldError>> {
        let mut checks = Checks::default();
        let every_weeks = checks.field("every_weeks", number(&self.every_weeks, WEEKS));
        let minutes = checks.field("minutes", number(&self.minutes, MINUTES));
        let form = checks.field("form", choice(&self.form, Form::from_name));
        let mut passage = |field, typed| checks.field(field, Passage::parse(typed));
        let (adept, mentor) = (passage("adept", &self.adept), passage("mentor", &self.mentor));
        let (rules, confidence) = (passage("rules", &self.rules), passage("confidence", &self.confidence));
        let goals = self.parse_goals(&mut checks);
        let terms = (|| {
            Some(Terms {
                every_weeks: every_weeks?,
                minutes: minutes?,
                form: form?,
                adept: adept?.as_str().to_owned(),
                mentor: mentor?.as_str().to_owned(),
                rules: rules?.as_str().to_owned(),
                confidence: confidence?.as_str().to_owned(),
                goals,
            })
        })();
        checks.finish(terms)
    }

    fn parse_goals(&self, checks: &mut Checks) -> Vec<Goal> {
        let named = |goal: &&GoalForm| !goal.what.trim().is_empty();
        let count = self.goals.iter().filter(named).count();
        if count > *GOALS.end() {
            let bound = |n: &usize| u32::try_from(*n).unwrap_or(u32::MAX);
            let between = Problem::NotBetween { min: bound(GOALS.start()), max: bound(GOALS.end()) };
            checks.field::<()>("goals[0][what]", Err(between));
            return Vec::new();
        }
        let goals = self.goals.iter().enumerate().filter_map(|(n, goal)| goal.parse(n, checks)).collect();
        if count < *GOALS.start() {
            let first_empty = self.goals.iter().position(|goal| !named(&goal)).unwrap_or(self.goals.len());
            checks.field::<()>(format!("goals[{first_empty}][what]"), Err(Problem::Missing));
        }
        goals
    }
}

impl GoalForm {
    fn parse(&self, n: usize, checks: &mut Checks) -> Option<Goal> {
        let what = checks.field(format!("goals[{n}][what]"), Aim::parse(&self.what))?;
        if what.is_empty() {
            return None;
        }
        let steps = checks.field(format!("goals[{n}][steps]"), steps(&self.steps))?;
        Some(Goal { id: self.id.parse().ok().map(GoalId), what: what.as_str().to_owned(), steps })
    }
}

/// One step a line.
fn steps(typed: &str) -> Result<Vec<String>, Problem> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let steps =
        lines.map(|line| Step::parse(line).map(|step| step.as_str().to_owned())).collect::<Result<Vec<_>, _>>()?;
    if steps.len() > MAX_STEPS {
        return Err(Problem::NotBetween { min: 0, max: u32::try_from(MAX_STEPS).unwrap_or(u32::MAX) });
    }
    Ok(steps)
}

/// A version as one of the two reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The first is 1.
    pub version: i64,
    /// What it says.
    pub terms: Terms,
    /// Who wrote it.
    pub written_by: Role,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub written_at: Timestamp,
    /// When the adept signed it.
    #[serde(with = "crate::time::wire::option")]
    pub adept_signed: Option<Timestamp>,
    /// When the mentor signed it.
    #[serde(with = "crate::time::wire::option")]
    pub mentor_signed: Option<Timestamp>,
}

impl Agreement {
    /// When one of the two signed it.
    pub const fn signed_by(&self, role: Role) -> Option<Timestamp> {
        match role {
            Role::Adept => self.adept_signed,
            Role::Mentor => self.mentor_signed,
        }
    }

    /// Since when both have signed it.
    pub fn agreed(&self) -> Option<Timestamp> {
        Some(self.adept_signed?.max(self.mentor_signed?))
    }
}

/// Where a pair stands with its agreement, for one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing has been written.
    NotBegun,
    /// The partner has still to sign what one has written.
    WaitsForPartner,
    /// One has still to sign what the partner has written.
    WaitsForYou,
    /// An agreement holds.
    Holds {
        /// How many goals it has.
        goals: u32,
        /// How far they have come on average, in per cent.
        far: u32,
    },
}

/// All versions of a pair's agreement, and how far its goals have come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreements {
    /// Every version, latest first.
    pub versions: Vec<Agreement>,
    /// How far each goal has come.
    pub progress: Vec<(GoalId, Progress)>,
}

impl Agreements {
    /// The version that holds.
    pub fn in_force(&self) -> Option<&Agreement> {
        self.versions.iter().find(|version| version.agreed().is_some())
    }

    /// The version that one of the two has written and the other not signed.
    pub fn proposed(&self) -> Option<&Agreement> {
        self.versions.first().filter(|version| version.agreed().is_none())
    }

    /// Where the two stand with it, for one of them.
    ///
    /// ```
    /// use domain::{meeting::Form, pair::agreement::{Agreement, Agreements, Stage, Terms}, people::Role};
    /// let terms = Terms { every_weeks: 4, minutes: 60, form: Form::Digital, adept: String::new(), mentor: String::new(),
    ///     rules: String::new(), confidence: String::new(), goals: Vec::new() };
    /// let at = "2026-03-06T12:00Z".parse().unwrap();
    /// let written = Agreement { version: 1, terms, written_by: Role::Adept, written_at: at,
    ///     adept_signed: Some(at), mentor_signed: None };
    /// let mut agreements = Agreements { versions: vec![written], progress: Vec::new() };
    /// assert_eq!(agreements.stage(Role::Adept), Stage::WaitsForPartner);
    /// assert_eq!(agreements.stage(Role::Mentor), Stage::WaitsForYou);
    /// agreements.versions[0].mentor_signed = Some(at);
    /// assert_eq!(agreements.stage(Role::Mentor), Stage::Holds { goals: 0, far: 0 });
    /// assert_eq!(Agreements::default().stage(Role::Adept), Stage::NotBegun);
    /// ```
    pub fn stage(&self, role: Role) -> Stage {
        if let Some(proposed) = self.proposed() {
            return if proposed.written_by == role { Stage::WaitsForPartner } else { Stage::WaitsForYou };
        }
        let Some(version) = self.in_force() else { return Stage::NotBegun };
        let goals = &version.terms.goals;
        let far: u32 = goals.iter().map(|goal| self.progress_of(goal).far(goal.steps.len())).sum();
        let count = u32::try_from(goals.len()).unwrap_or(u32::MAX);
        Stage::Holds { goals: count, far: far.checked_div(count).unwrap_or_default() }
    }

    /// The goals of the version that holds, in words.
    pub fn goals(&self) -> Vec<(GoalId, String)> {
        let goals = self.in_force().into_iter().flat_map(|agreement| &agreement.terms.goals);
        goals.filter_map(|goal| Some((goal.id?, goal.what.clone()))).collect()
    }

    /// The number of the latest version; 0 if there is none.
    pub fn latest(&self) -> i64 {
        self.versions.first().map_or(0, |version| version.version)
    }

    /// How far a goal has come.
    pub fn progress_of(&self, goal: &Goal) -> Progress {
        let found = self.progress.iter().find(|(id, _)| Some(*id) == goal.id);
        found.map(|(_, progress)| *progress).unwrap_or_default()
    }
}
