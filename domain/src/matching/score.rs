//! What speaks for a pair: criteria, each of which is met to some degree, and
//! the weights that the working group gives them.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::Candidate;
use crate::{
    application::{Level, MeetingForm, Travel},
    named,
};

/// What a criterion can weigh. One of no weight does not count.
pub const WEIGHT: RangeInclusive<u32> = 0..=10;

/// What a criterion is worth that is met in full, for each unit of its weight.
const FULL: u32 = 10;

/// What a mentor at the adept's own level is worth: more is better.
const SAME_LEVEL: u32 = 6;

named! {
    /// What can speak for a pair.
    pub enum Criterion {
        /// The mentor can give what the adept wants to develop.
        Themes = "themes",
        /// Each comes from a field that the other would like to meet.
        Areas = "areas",
        /// The mentor leads at a higher level.
        Level = "level",
        /// The mentor has been a manager of managers for longer.
        Experience = "experience",
        /// They would like to meet in the same way.
        Form = "form",
        /// One of them will come to the other, or they meet on a screen.
        Travel = "travel",
        /// The mentor was an adept before (programme description, Mentor: an advantage).
        WasAdept = "was_adept",
    }
}

impl Criterion {
    /// The weight that it has before the working group has said anything.
    pub const fn usual_weight(self) -> u32 {
        match self {
            Self::Themes => 5,
            Self::Areas | Self::Level => 3,
            Self::Experience | Self::Form => 2,
            Self::Travel | Self::WasAdept => 1,
        }
    }

    /// How far a pair meets it, from 0 to 10.
    fn degree(self, adept: &Candidate, mentor: &Candidate) -> u32 {
        match self {
            Self::Themes => given(adept, mentor),
            Self::Areas => (u32::from(welcomes(adept, mentor)) + u32::from(welcomes(mentor, adept))) * FULL / 2,
            Self::Level => above(adept.level, mentor.level),
            Self::Experience => mentor.years.saturating_sub(adept.years).min(FULL),
            Self::Form => if_so(meets(adept.form, mentor.form)),
            Self::Travel => travels(adept, mentor),
            Self::WasAdept => if_so(mentor.was_adept),
        }
    }
}

const fn if_so(met: bool) -> u32 {
    if met { FULL } else { 0 }
}

/// How much of what the adept wants to develop the mentor can give.
fn given(adept: &Candidate, mentor: &Candidate) -> u32 {
    let shared = adept.themes.iter().filter(|theme| mentor.themes.contains(theme)).count();
    let (shared, wanted) = (shared.try_into().unwrap_or(0_u32), adept.themes.len().try_into().unwrap_or(0_u32));
    (FULL * shared).checked_div(wanted).unwrap_or(FULL)
}

fn welcomes(one: &Candidate, other: &Candidate) -> bool {
    one.areas.is_empty() || one.areas.contains(&other.area)
}

fn above(adept: Level, mentor: Level) -> u32 {
    match mentor.cmp(&adept) {
        std::cmp::Ordering::Greater => FULL,
        std::cmp::Ordering::Equal => SAME_LEVEL,
        std::cmp::Ordering::Less => 0,
    }
}

fn meets(one: MeetingForm, other: MeetingForm) -> bool {
    one == other || one == MeetingForm::Either || other == MeetingForm::Either
}

/// Whoever will travel further decides; on a screen nobody travels.
fn travels(adept: &Candidate, mentor: &Candidate) -> u32 {
    let screen = [adept.form, mentor.form].contains(&MeetingForm::Digital);
    if screen && meets(adept.form, mentor.form) {
        return FULL;
    }
    match adept.travel.max(mentor.travel) {
        Travel::Region => FULL,
        Travel::Hour => 6,
        Travel::Town => 2,
    }
}

/// What each criterion weighs, in the order of [`Criterion::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights([u32; Criterion::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        let mut weights = [0; Criterion::ALL.len()];
        for (weight, criterion) in weights.iter_mut().zip(Criterion::ALL) {
            *weight = criterion.usual_weight();
        }
        Self(weights)
    }
}

impl Weights {
    /// What a criterion weighs.
    pub fn of(&self, criterion: Criterion) -> u32 {
        self.0[criterion as usize]
    }

    /// The same with another weight for one criterion, within [`WEIGHT`].
    #[must_use]
    pub fn with(mut self, criterion: Criterion, weight: u32) -> Self {
        self.0[criterion as usize] = weight.min(*WEIGHT.end());
        self
    }

    /// What a pair is worth.
    pub(super) fn points(&self, adept: &Candidate, mentor: &Candidate) -> u32 {
        Criterion::ALL.iter().map(|criterion| self.of(*criterion) * criterion.degree(adept, mentor)).sum()
    }

    /// The same, criterion by criterion.
    pub(super) fn score(&self, adept: &Candidate, mentor: &Candidate) -> Score {
        let reason = |criterion: &Criterion| {
            let weight = self.of(*criterion);
            Reason { criterion: *criterion, points: weight * criterion.degree(adept, mentor), most: weight * FULL }
        };
        Score { reasons: Criterion::ALL.iter().map(reason).filter(|reason| reason.most > 0).collect() }
    }
}

/// What a pair is worth, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Every criterion that counts.
    pub reasons: Vec<Reason>,
}

/// A criterion, and what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub criterion: Criterion,
    /// What it adds.
    pub points: u32,
    /// What it could add.
    pub most: u32,
}

impl Score {
    /// All points together.
    ///
    /// ```
    /// use domain::{application::*, matching::*, people::*};
    /// let someone = |n, years, themes| Candidate {
    ///     person: PersonId(n), organisation: OrganisationId(n), area: Area::School, level: Level::Department, years,
    ///     themes, areas: vec![], languages: vec![Lang::Sv], form: MeetingForm::Either, travel: Travel::Hour,
    ///     capacity: 1, was_adept: false, avoids: vec![], former: vec![],
    /// };
    /// let adept = someone(1, 2, vec![Theme::Change, Theme::Crisis]);
    /// let mentor = someone(2, 9, vec![Theme::Change, Theme::Strategy]);
    /// let pool = Pool::new(vec![adept.clone()], vec![mentor.clone()], Ties::default(), Weights::default(), 25);
    /// let score = pool.score(&adept, &mentor);
    /// let themes = score.reasons[0];
    /// assert_eq!((themes.criterion, themes.points, themes.most), (Criterion::Themes, 25, 50), "one of two");
    /// assert_eq!((score.total(), score.most()), (25 + 30 + 18 + 14 + 20 + 6, 170));
    /// ```
    pub fn total(&self) -> u32 {
        self.reasons.iter().map(|reason| reason.points).sum()
    }

    /// The most that a pair could be worth.
    pub fn most(&self) -> u32 {
        self.reasons.iter().map(|reason| reason.most).sum()
    }
}
