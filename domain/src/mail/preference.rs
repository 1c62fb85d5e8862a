//! Which emails someone wants. What the product sends of its own accord can be chosen
//! away, kind by kind; what someone must know, or waits for, cannot.

use std::collections::BTreeSet;

use crate::named;

named! {
    /// A kind of emails that everyone may do without.
    pub enum Kind {
        /// Asks for an answer to a common day that is missing.
        Answers = "answers",
        /// Where, when and who, before a common day.
        DayBefore = "day_before",
        /// Thanks after a common day, and asks what one thought.
        AfterDay = "after_day",
        /// The pair meets tomorrow.
        Meetings = "meetings",
        /// A meeting is not logged yet.
        Logs = "logs",
        /// The pair has not met for long.
        Rhythm = "rhythm",
        /// How it goes, every other month.
        Pulse = "pulse",
        /// An application waits.
        Applications = "applications",
    }
}

named! {
    /// Emails that nobody can do without, by why.
    pub enum Necessary {
        /// To sign in, and news of one's own address: nobody else may get in.
        Account = "account",
        /// A day is published, moved or cancelled, or a seat is free: others plan by it.
        Days = "days",
        /// What the partner proposes, agrees on, or decides: someone waits for an answer.
        Partner = "partner",
        /// Decisions, duties and applications in which someone asks for something.
        Decisions = "decisions",
    }
}

/// The kinds that are in a form's ticks: what someone wants. Everything else is chosen
/// away; names that are no kind count for nothing.
///
/// ```
/// use domain::mail::preference::{Kind, away};
/// assert!(away(Kind::ALL.iter().map(|kind| kind.name())).is_empty());
/// assert_eq!(away(["answers", "day_before", "nonsense"].into_iter()).len(), Kind::ALL.len() - 2);
/// // Only what is necessary.
/// assert_eq!(away(std::iter::empty()).len(), Kind::ALL.len());
/// ```
pub fn away<'a>(wanted: impl Iterator<Item = &'a str>) -> BTreeSet<Kind> {
    let wanted: BTreeSet<_> = wanted.filter_map(Kind::from_name).collect();
    Kind::ALL.iter().copied().filter(|kind| !wanted.contains(kind)).collect()
}
