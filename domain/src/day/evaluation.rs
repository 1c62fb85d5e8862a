//! What people thought of a day, and what of it may be shown.
//!
//! Nobody sees who answered what: figures are made by the rule of [`crate::figures`].

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Day, follow_up::was_there};
use crate::{
    figures,
    input::{Checks, FieldError, Text, on_scale},
    named,
    people::Role,
    time::{instant, local},
};

/// For how many days after its end a day can be evaluated.
const DAYS: i64 = 30;

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
            *rating = checks.field(question.name(), on_scale(typed, SCALE)).unwrap_or_default();
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

/// Why an evaluation is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// The day can no longer be evaluated.
    #[error("the evaluation is closed")]
    Closed,
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

/// What has been settled of who may evaluate a day. It is settled when the
/// evaluation opens, and nothing that is changed at the door after that counts:
/// whoever takes check-ins back could otherwise see to it that one person is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// Up to when it is settled for everyone whose evaluation had opened.
    pub settled: Timestamp,
    /// From when until when this person may, if they are on the roll.
    pub listed: Option<Window>,
}

impl Roll {
    /// When someone can evaluate a day of whom this is known at the door: what was
    /// settled, or if nothing has been yet, what would be settled now.
    ///
    /// ```
    /// use domain::day::evaluation::{Part, Roll, window};
    /// let part = |came| Part { ends: "2026-10-16T13:00Z".parse().unwrap(), said_yes: true, came };
    /// let open = window(&[part(true)], true);
    /// let unsettled = Roll::default();
    /// assert_eq!(unsettled.window(&[part(true)], true), open);
    /// let on_it = Roll { settled: "2026-10-16T13:00Z".parse()?, listed: open };
    /// assert_eq!(on_it.window(&[part(false)], true), open, "the check-in was taken back");
    /// let not_on_it = Roll { listed: None, ..on_it };
    /// assert_eq!(not_on_it.window(&[part(true)], true), None, "checked in when it was too late");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn window(self, parts: &[Part], anyone_came: bool) -> Option<Window> {
        self.listed.or_else(|| window(parts, anyone_came).filter(|window| window.opens > self.settled))
    }
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

/// One person's ratings, and their part in the round when the evaluation opened;
/// `None` if they had left it.
pub type Answer = (Option<Role>, Ratings);

/// How many gave each rating to a question, from 1 to 5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread(pub [u32; 5]);

impl FromIterator<u32> for Spread {
    fn from_iter<T: IntoIterator<Item = u32>>(ratings: T) -> Self {
        let mut spread = Self::default();
        for rating in ratings {
            spread.count(rating);
        }
        spread
    }
}

impl Spread {
    /// Counts one more.
    fn count(&mut self, rating: u32) {
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// What everyone answered; `None` if they are too few.
    pub everyone: Option<Spreads>,
    /// What adepts and what mentors answered; `None` if either are too few, since
    /// the others' are the difference.
    pub by_role: Option<[Spreads; 2]>,
}

impl Findings {
    /// How many answers the figures are made of: none, five, ten, and so on.
    pub fn answers(&self) -> u32 {
        self.everyone.map_or(0, |spreads| spreads[0].answers())
    }
}

/// The results of a day's evaluation, for organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayResults {
    /// The day, without the texts of its own page.
    pub day: Day,
    /// When it closes for the last of those who may answer.
    #[serde(with = "crate::time::wire")]
    pub closes: Timestamp,
    /// What was answered; `None` before it has closed.
    pub findings: Option<Findings>,
    /// What was added, in an order that says nothing; empty before it has closed, and
    /// if those who have answered are too few.
    pub comments: Vec<String>,
}

/// What may be shown of a closed evaluation's answers, in an order that says
/// nothing of who gave them.
///
/// ```
/// use domain::{day::evaluation::{Answer, findings}, people::Role};
/// let answers = |adepts, mentors| -> Vec<Answer> {
///     let of = |role, n| std::iter::repeat_n((Some(role), [3, 4, 5]), n);
///     of(Role::Adept, adepts).chain(of(Role::Mentor, mentors)).collect()
/// };
/// let shown = |adepts, mentors| {
///     let findings = findings(&answers(adepts, mentors));
///     (findings.answers(), findings.by_role.map(|roles| roles.map(|spreads| spreads[0].answers())))
/// };
/// assert_eq!(shown(2, 2), (0, None));
/// assert_eq!(shown(3, 2), (5, None));
/// // The six adepts' figures would give away the four mentors'.
/// assert_eq!(shown(6, 4), (10, None));
/// assert_eq!(shown(6, 5), (10, Some([5, 5])));
/// ```
pub fn findings(answers: &[Answer]) -> Findings {
    const ROLES: [Option<Role>; 2] = [Some(Role::Adept), Some(Role::Mentor)];
    let apart = figures::shown_apart(true, answers.iter().map(|(role, ratings)| (*role, ratings)));
    if let Some(groups) = apart.filter(|groups| ROLES.iter().all(|role| groups.contains_key(role))) {
        return Findings {
            everyone: Some(spreads(groups.values().flatten().copied())),
            by_role: Some(ROLES.map(|role| spreads(groups[&role].iter().copied()))),
        };
    }
    let everyone = figures::shown(true, answers);
    Findings { everyone: everyone.map(|answers| spreads(answers.iter().map(|(_, ratings)| ratings))), by_role: None }
}

fn spreads<'a>(answers: impl Iterator<Item = &'a Ratings>) -> Spreads {
    let mut spreads = Spreads::default();
    for ratings in answers {
        for (spread, rating) in spreads.iter_mut().zip(ratings) {
            spread.count(*rating);
        }
    }
    spreads
}
