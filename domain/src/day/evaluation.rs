//! What people thought of a day, and what of it may be shown.
//!
//! Nobody sees who answered what. What is shown is about five people or more,
//! and so is what one gets by taking one figure shown from another.

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Day, follow_up::was_there};
use crate::{
    input::{Checks, FieldError, Text, number},
    named,
    people::Role,
    time::{instant, local},
};

/// For how many days after its end a day can be evaluated.
const DAYS: i64 = 30;

/// The fewest people that anything shown is about.
pub const FEWEST: u32 = 5;

/// The worst and the best rating.
pub const SCALE: std::ops::RangeInclusive<u32> = 1..=5;

named! {
    /// What is asked, each on a scale from 1 to 5.
    pub enum Question {
        /// The day as a whole.
        Whole = "whole",
        /// What it was about.
        Content = "content",
        /// Meeting new people.
        Contacts = "contacts",
    }
}

/// A rating for each of the questions, in their order.
pub type Ratings = [u32; Question::ALL.len()];

/// What someone wants to add. May be empty.
pub type Comment = Text<1000>;

/// One person's evaluation, as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The ratings.
    pub ratings: Ratings,
    /// What they added.
    pub comment: Comment,
}

impl Evaluation {
    /// Checks what was chosen and typed.
    ///
    /// ```
    /// use domain::day::evaluation::Evaluation;
    /// assert_eq!(Evaluation::parse(["5", "4", "3"], "Bra!").unwrap().ratings, [5, 4, 3]);
    /// let wrong = Evaluation::parse(["", "6", "3"], "").unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["whole", "content"]);
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the questions, by their names, and `comment`.
    pub fn parse(ratings: [&str; Question::ALL.len()], comment: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut rated = Ratings::default();
        for ((question, typed), rating) in Question::ALL.iter().zip(ratings).zip(&mut rated) {
            *rating = checks.field(question.name(), number(typed, SCALE)).unwrap_or_default();
        }
        let comment = checks.field("comment", Comment::parse(comment));
        checks.finish(comment.map(|comment| Self { ratings: rated, comment }))
    }
}

/// A part of a day that someone is invited to, and what is known of them there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// When it ends.
    pub ends: Timestamp,
    /// Whether they had said yes, and had a seat.
    pub said_yes: bool,
    /// Whether they were checked in.
    pub came: bool,
}

/// From when and until when someone can evaluate a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The end of the last part that they were invited to.
    pub opens: Timestamp,
    /// Thirty days later; see [`closes`].
    pub closes: Timestamp,
}

impl Window {
    /// Whether it can be done now.
    pub fn is_open(self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }
}

/// When an evaluation closes that opens then: some days later, at the same time
/// of day.
///
/// ```
/// use domain::day::evaluation::closes;
/// // Summer time begins in between.
/// assert_eq!(closes("2026-03-06T12:00Z".parse()?), "2026-04-05T11:00Z".parse()?);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn closes(opens: Timestamp) -> Timestamp {
    instant(local(opens).saturating_add(DAYS.days()))
}

/// When someone can evaluate a day; `None` for whoever was not there. `parts`
/// are those that they were invited to; `anyone_came` is whether anyone at all
/// was checked in to any part of the day.
///
/// ```
/// use domain::day::evaluation::{Part, window};
/// let part = Part { ends: "2026-10-16T13:00Z".parse()?, said_yes: true, came: false };
/// assert_eq!(window(&[part], true), None, "said yes, and did not come");
/// let open = window(&[part], false).unwrap();
/// assert!(!open.is_open("2026-10-16T12:59:59Z".parse()?) && open.is_open("2026-10-16T13:00Z".parse()?));
/// assert!(open.is_open("2026-11-15T13:59:59Z".parse()?) && !open.is_open("2026-11-15T14:00Z".parse()?));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn window(parts: &[Part], anyone_came: bool) -> Option<Window> {
    let opens = parts.iter().map(|part| part.ends).max()?;
    let (came, said_yes) = (parts.iter().any(|part| part.came), parts.iter().any(|part| part.said_yes));
    was_there(came, anyone_came, said_yes).then_some(Window { opens, closes: closes(opens) })
}

/// An evaluation that someone can fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenEvaluation {
    /// Until when.
    #[serde(with = "crate::time::wire")]
    pub closes: Timestamp,
    /// Whether they have.
    pub given: bool,
}

impl OpenEvaluation {
    /// The evaluation, if it can be filled in at `now`.
    ///
    /// ```
    /// use domain::day::evaluation::{OpenEvaluation, Window};
    /// let window = Window { opens: "2026-10-16T13:00Z".parse()?, closes: "2026-11-15T14:00Z".parse()? };
    /// assert_eq!(OpenEvaluation::of(window, true, window.opens).map(|open| open.given), Some(true));
    /// assert_eq!(OpenEvaluation::of(window, false, window.closes), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(window: Window, given: bool, now: Timestamp) -> Option<Self> {
        window.is_open(now).then_some(Self { closes: window.closes, given })
    }
}

/// One person's ratings, and their part in the round; `None` if they have left it.
pub type Answer = (Option<Role>, Ratings);

/// How many gave each rating to a question, from 1 to 5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread(pub [u32; 5]);

impl Spread {
    /// Counts one more.
    pub(crate) fn count(&mut self, rating: u32) {
        for (people, _) in self.0.iter_mut().zip(SCALE).filter(|(_, n)| *n == rating) {
            *people += 1;
        }
    }

    /// How many answered.
    pub fn answers(self) -> u32 {
        self.0.iter().sum()
    }

    /// The mean in tenths, rounded: 37 is 3.7. Nothing of nobody.
    ///
    /// ```
    /// use domain::day::evaluation::Spread;
    /// assert_eq!(Spread([0, 0, 1, 0, 2]).mean_in_tenths(), 43);
    /// assert_eq!(Spread::default().mean_in_tenths(), 0);
    /// ```
    pub fn mean_in_tenths(self) -> u32 {
        let sum: u32 = (1..).zip(self.0).map(|(rating, people)| rating * people).sum();
        let answers = self.answers().max(1);
        (sum * 20 + answers) / (2 * answers)
    }
}

/// A spread for each of the questions, in their order.
pub type Spreads = [Spread; Question::ALL.len()];

/// What may be shown of a day's evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// How many have answered.
    pub answers: u32,
    /// What everyone answered; `None` while they are too few.
    pub everyone: Option<Spreads>,
    /// What adepts and what mentors answered; `None` while either are too few,
    /// since the others' are the difference.
    pub by_role: Option<[Spreads; 2]>,
}

/// The results of a day's evaluation, for organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayResults {
    /// The day, without the texts of its own page.
    pub day: Day,
    /// What was answered.
    pub findings: Findings,
    /// What was added, in an order that says nothing; empty while those who have
    /// answered are too few.
    pub comments: Vec<String>,
}

/// What may be shown of these answers.
///
/// ```
/// use domain::{day::evaluation::{Answer, findings}, people::Role};
/// let answers = |adepts, mentors| -> Vec<Answer> {
///     let of = |role, n| std::iter::repeat_n((Some(role), [3, 4, 5]), n);
///     of(Role::Adept, adepts).chain(of(Role::Mentor, mentors)).collect()
/// };
/// let shown = |adepts, mentors| {
///     let findings = findings(&answers(adepts, mentors));
///     (findings.everyone.is_some(), findings.by_role.is_some())
/// };
/// assert_eq!(shown(2, 2), (false, false));
/// assert_eq!(shown(3, 2), (true, false));
/// // The six adepts' figures would give away the four mentors'.
/// assert_eq!(shown(6, 4), (true, false));
/// assert_eq!(shown(6, 5), (true, true));
/// ```
pub fn findings(answers: &[Answer]) -> Findings {
    let spreads = |counts: &dyn Fn(Option<Role>) -> bool| {
        let mut spreads = Spreads::default();
        for (_, ratings) in answers.iter().filter(|(role, _)| counts(*role)) {
            for (spread, rating) in spreads.iter_mut().zip(ratings) {
                spread.count(*rating);
            }
        }
        spreads
    };
    let everyone = spreads(&|_| true);
    let roles = [Role::Adept, Role::Mentor].map(|role| spreads(&|other| other == Some(role)));
    let size = |spreads: &Spreads| spreads[0].answers();
    let others = size(&everyone) - roles.iter().map(size).sum::<u32>();
    let enough = |people: u32| people >= FEWEST;
    let each_enough = roles.iter().all(|role| enough(size(role))) && (others == 0 || enough(others));
    Findings {
        answers: size(&everyone),
        everyone: enough(size(&everyone)).then_some(everyone),
        by_role: each_enough.then_some(roles),
    }
}
