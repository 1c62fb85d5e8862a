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
    meeting::Form,
    people::Role,
};

id! {
    /// A version of a pair's agreement.
    AgreementId,
    /// A goal, through all versions that name it.
    GoalId,
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
/// The most steps to a goal.
pub const MAX_STEPS: usize = 12;
/// How far one can say that one has come with a goal that has no steps, in per cent.
pub const FAR: [u32; 5] = [0, 25, 50, 75, 100];

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

/// A goal, and the steps towards it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Which one it is; `None` while it has never been saved.
    pub id: Option<GoalId>,
    /// What it is.
    pub what: String,
    /// The steps. May be none.
    pub steps: Vec<String>,
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

/// A goal as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalForm {
    /// Its [`GoalId`], or nothing for a new one.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Its steps, one a line.
    pub steps: String,
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
    let steps = lines.map(|line| Ok(Step::parse(line)?.as_str().to_owned())).collect::<Result<Vec<_>, _>>()?;
    if steps.len() > MAX_STEPS {
        return Err(Problem::NotBetween { min: 0, max: u32::try_from(MAX_STEPS).unwrap_or(u32::MAX) });
    }
    Ok(steps)
}

/// How far the two have come with a goal. Of the two figures, the one that
/// counts is `ticks` for a goal with steps, and `percent` for one without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How far, from 0 to 100.
    pub percent: u32,
    /// One bit for each step that is done, the lowest for the first.
    pub ticks: u32,
}

impl Progress {
    /// Whether a step, counted from 0, is done.
    pub const fn ticked(self, step: usize) -> bool {
        step < MAX_STEPS && self.ticks & (1 << step) != 0
    }

    /// With these steps done, counted from 0.
    #[must_use]
    pub fn with_ticks(self, steps: impl IntoIterator<Item = usize>) -> Self {
        let ticks = steps.into_iter().filter(|step| *step < MAX_STEPS).fold(0, |ticks, step| ticks | 1 << step);
        Self { ticks, ..self }
    }

    /// How far a goal with so many steps has come, in per cent.
    ///
    /// ```
    /// use domain::pair::agreement::Progress;
    /// let progress = Progress { percent: 75, ticks: 0 }.with_ticks([0, 2]);
    /// assert_eq!((progress.far(0), progress.far(3)), (75, 66));
    /// assert!(progress.ticked(2) && !progress.ticked(1));
    /// ```
    pub fn far(self, steps: usize) -> u32 {
        let done = (0..steps).filter(|step| self.ticked(*step)).count();
        match u32::try_from(100 * done).ok().zip(u32::try_from(steps).ok()) {
            Some((done, steps)) if steps > 0 => done / steps,
            _ => self.percent,
        }
    }

    /// The same progress when the goal's steps have been written anew: a step
    /// that still says the same is as done as before.
    ///
    /// ```
    /// use domain::pair::agreement::Progress;
    /// let steps = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    /// let progress = Progress::default().with_ticks([0, 1]);
    /// let moved = progress.carried(&steps(&["läs", "öva", "be om råd"]), &steps(&["öva", "våga", "läs"]));
    /// assert_eq!(moved, Progress::default().with_ticks([0, 2]));
    /// ```
    #[must_use]
    pub fn carried(self, before: &[String], now: &[String]) -> Self {
        let done = |words: &String| before.iter().position(|step| step == words).is_some_and(|step| self.ticked(step));
        let steps = now.iter().enumerate().filter(|(_, words)| done(words)).map(|(step, _)| step);
        self.with_ticks(steps)
    }
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
    /// use domain::{pair::agreement::{Agreement, Agreements, Stage, Terms}, meeting::Form, people::Role};
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
