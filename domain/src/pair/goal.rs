//! A goal of the adept's, the steps towards it, and how far the two have come.

use serde::{Deserialize, Serialize};

use crate::{
    application::typed::Ticks,
    id,
    input::{Checks, FieldError, number, optional},
    merge::merge_fields,
};

id! {
    /// A goal, through all versions of the agreement that name it.
    GoalId,
}

/// The most steps to a goal.
pub const MAX_STEPS: usize = 12;
/// How far one can say that one has come with a goal that has no steps, in per cent.
pub const FAR: [u32; 5] = [0, 25, 50, 75, 100];

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

/// How far the two have come with a goal. Of the two figures, the one that
/// counts is `ticks` for a goal with steps, and `percent` for one without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How far, from 0 to 100.
    pub percent: u32,
    /// One bit for each step that is done, the lowest for the first.
    pub ticks: u32,
}

/// How far a goal has come, as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgressForm {
    /// `75`; nothing for a goal with steps.
    pub percent: String,
    /// The steps that are done, by their places from 0.
    pub ticks: Ticks,
}

merge_fields!(ProgressForm: percent, ticks);

impl ProgressForm {
    /// Checks the whole form.
    ///
    /// ```
    /// use domain::pair::agreement::{Progress, ProgressForm};
    /// let form = ProgressForm::from(Progress { percent: 75, ticks: 0 }.with_ticks([0, 2]));
    /// assert_eq!(form.parse().unwrap(), Progress { percent: 75, ticks: 0b101 });
    /// assert_eq!(ProgressForm { percent: "101".into(), ..form }.parse().unwrap_err()[0].field, "percent");
    /// ```
    ///
    /// # Errors
    /// What is wrong with the field `percent`.
    pub fn parse(&self) -> Result<Progress, Vec<FieldError>> {
        let mut checks = Checks::default();
        let percent = checks.field("percent", optional(&self.percent, |typed| number(typed, 0..=100)));
        let percent = checks.finish(percent)?.unwrap_or_default();
        Ok(Progress { percent, ticks: 0 }.with_ticks(self.ticks.keys().filter_map(|step| step.parse().ok())))
    }
}

impl From<Progress> for ProgressForm {
    fn from(progress: Progress) -> Self {
        let ticked = (0..MAX_STEPS).filter(|step| progress.ticked(*step));
        Self {
            percent: progress.percent.to_string(),
            ticks: ticked.map(|step| (step.to_string(), "1".to_owned())).collect(),
        }
    }
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
