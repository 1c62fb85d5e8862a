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
//! Answers come in an order that tells neither who gave them nor when, and that
//! is always the same: the store sorts them by a fingerprint. Otherwise it would
//! be the latest that are left out.

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
