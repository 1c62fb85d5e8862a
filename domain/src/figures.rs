//! Figures of what people think: one rule for all of them, whatever was asked.
//!
//! - Nothing is shown before the question is closed. While answers come in, two
//!   readings around one of them would tell what it was.
//! - Who may answer is settled when the question opens; see
//!   [`Roll`](crate::day::evaluation::Roll) and
//!   [`pulse::concerns`](crate::pair::pulse::concerns).
//! - A figure is made of five answers, or ten, or fifteen: of whole steps of
//!   [`STEP`]. Those that fill no step are left out. So whatever one figure is
//!   taken from another, what is left is about five people at least.
//!
//! Counts of people, such as how many came to a day, keep the same number: see [`Split`]
//! for one count, and [`table`] for those that add up to totals.
//!
//! Answers come in an order that tells neither who gave them nor when, and that
//! is always the same: the store sorts them by a fingerprint. Otherwise it would
//! be the latest that are left out.

pub mod table;

use std::collections::BTreeMap;

/// The fewest people that a figure is about, and how many more the next has.
pub const STEP: u32 = 5;

/// How many of so many answers a figure is made of.
///
/// ```
/// use domain::figures::in_steps;
/// assert_eq!([4, 5, 9, 10].map(in_steps), [0, 5, 5, 10]);
/// ```
pub const fn in_steps(answers: usize) -> usize {
    answers - answers % STEP as usize
}

/// The answers of which one figure may be made: whole steps of them; none while
/// the question is open, or if they are too few.
///
/// ```
/// use domain::figures::shown;
/// assert_eq!(shown(true, &[1, 2, 3, 4, 5, 6]), Some([1, 2, 3, 4, 5].as_slice()));
/// assert_eq!(shown(true, &[1, 2, 3, 4]), None);
/// assert_eq!(shown(false, &[1, 2, 3, 4, 5, 6]), None, "still open");
/// ```
pub fn shown<T>(closed: bool, answers: &[T]) -> Option<&[T]> {
    let whole = in_steps(answers.len());
    (closed && whole > 0).then(|| &answers[..whole])
}

/// The same for a figure of each group, beside which the one of all is made of
/// these answers and no others. None, if a group that has answered has too few:
/// theirs would be the difference.
///
/// ```
/// use domain::figures::shown_apart;
/// let answers = |adepts, mentors| [vec![("adept", 1); adepts], vec![("mentor", 2); mentors]].concat();
/// let sizes = |adepts, mentors| {
///     let groups = shown_apart(true, answers(adepts, mentors))?;
///     Some(groups.into_values().map(|answers| answers.len()).collect::<Vec<_>>())
/// };
/// assert_eq!(sizes(11, 6), Some(vec![10, 5]));
/// assert_eq!(sizes(11, 4), None);
/// assert_eq!(sizes(11, 0), Some(vec![10]));
/// ```
pub fn shown_apart<G: Ord, T>(closed: bool, answers: impl IntoIterator<Item = (G, T)>) -> Option<BTreeMap<G, Vec<T>>> {
    let mut groups = BTreeMap::<G, Vec<T>>::new();
    for (group, answer) in answers {
        groups.entry(group).or_default().push(answer);
    }
    for answers in groups.values_mut() {
        answers.truncate(in_steps(answers.len()));
    }
    (closed && !groups.is_empty() && groups.values().all(|answers| !answers.is_empty())).then_some(groups)
}

/// Whether so many people are somebody, and too few to be told of.
const fn is_small(people: u32) -> bool {
    0 < people && people < STEP
}

/// How many of some people do something, as far as it may be told: neither those who do
/// nor those who do not are fewer than five. Where it is not [`Both`](Self::Both), nothing
/// else that is shown may be a sum of either with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Both are told.
    Both {
        /// How many do.
        yes: u32,
        /// How many do not.
        no: u32,
    },
    /// All but one to four of so many do.
    AlmostAll(u32),
    /// One to four of so many do.
    AlmostNone(u32),
    /// Of so many, one or the other are one to four.
    Untold(u32),
}

impl Split {
    /// What may be told of so many who do and who do not; `None`, if they are too few
    /// together.
    ///
    /// That one side is small is told only where the other has five at least whatever the
    /// small one is. Of six, "fewer than five do not" would say more.
    ///
    /// ```
    /// use domain::figures::Split;
    /// assert_eq!(Split::of(40, 6), Some(Split::Both { yes: 40, no: 6 }));
    /// assert_eq!(Split::of(46, 0), Some(Split::Both { yes: 46, no: 0 }));
    /// assert_eq!(Split::of(43, 3), Some(Split::AlmostAll(46)));
    /// assert_eq!(Split::of(2, 7), Some(Split::AlmostNone(9)));
    /// assert_eq!(Split::of(5, 3), Some(Split::Untold(8)));
    /// assert_eq!(Split::of(3, 1), None);
    /// ```
    pub const fn of(yes: u32, no: u32) -> Option<Self> {
        let all = yes + no;
        match (is_small(yes), is_small(no)) {
            _ if all < STEP => None,
            (false, false) => Some(Self::Both { yes, no }),
            _ if all < 2 * STEP - 1 => Some(Self::Untold(all)),
            (false, true) => Some(Self::AlmostAll(all)),
            _ => Some(Self::AlmostNone(all)),
        }
    }

    /// How many there are in all.
    pub const fn all(self) -> u32 {
        match self {
            Self::Both { yes, no } => yes + no,
            Self::AlmostAll(all) | Self::AlmostNone(all) | Self::Untold(all) => all,
        }
    }
}
