//! Before a meeting: where in the programme the pair is, and what there is to
//! talk about.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{named, pair::agreement::GoalId};

named! {
    /// A part of the programme.
    pub enum Phase {
        /// Getting to know each other.
        Start = "start",
        /// Working on the goals.
        Middle = "middle",
        /// Summing up.
        End = "end",
    }
}

/// Where the programme is on a day: the first quarter of its time is the
/// start, the last quarter and all that follows the end.
///
/// ```
/// use domain::meeting::preparation::{Phase, phase};
/// use jiff::civil::date;
/// let on = |day| phase(date(2026, 2, 1), date(2027, 4, 9), day); // 432 days
/// assert_eq!(on(date(2026, 1, 1)), Phase::Start);
/// assert_eq!(on(date(2026, 5, 19)), Phase::Start);
/// assert_eq!(on(date(2026, 5, 20)), Phase::Middle); // day 108
/// assert_eq!(on(date(2026, 12, 21)), Phase::Middle);
/// assert_eq!(on(date(2026, 12, 22)), Phase::End); // day 324
/// assert_eq!(on(date(2027, 9, 1)), Phase::End);
/// ```
pub fn phase(starts: Date, ends: Date, today: Date) -> Phase {
    let days = |from: Date, to: Date| from.duration_until(to).as_hours() / 24;
    let (whole, gone) = (days(starts, ends), days(starts, today));
    match gone * 4 {
        quarters if quarters < whole => Phase::Start,
        quarters if quarters < whole * 3 => Phase::Middle,
        _ => Phase::End,
    }
}

/// Something to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// How it is, and what is on one's mind today.
    CheckIn,
    /// To write the agreement.
    Agree,
    /// What was agreed and is not done.
    FollowUp,
    /// A goal.
    Goal(GoalId),
    /// To look at the agreement again: halfway.
    LookBack,
    /// What has been learned, and what comes after the programme.
    SumUp,
    /// When to meet next, and what to do until then.
    Next,
}

/// How many goals a meeting has room for.
const GOALS: usize = 2;

/// An agenda for the next meeting: what is open first, then the goals that
/// have come the least far, and what belongs to the phase.
///
/// ```
/// use domain::{meeting::preparation::{Phase, Topic, agenda}, pair::agreement::GoalId};
/// let goals = [(GoalId(1), 75), (GoalId(2), 0), (GoalId(3), 100), (GoalId(4), 25)];
/// assert_eq!(
///     agenda(Phase::Middle, &goals, true),
///     [Topic::CheckIn, Topic::FollowUp, Topic::Goal(GoalId(2)), Topic::Goal(GoalId(4)), Topic::LookBack, Topic::Next]
/// );
/// assert_eq!(agenda(Phase::Start, &[], false), [Topic::CheckIn, Topic::Agree, Topic::Next]);
/// ```
pub fn agenda(phase: Phase, goals: &[(GoalId, u32)], open_actions: bool) -> Vec<Topic> {
    let mut waiting: Vec<_> = goals.iter().filter(|(_, far)| *far < 100).collect();
    waiting.sort_by_key(|(_, far)| *far);
    let mut agenda = vec![Topic::CheckIn];
    agenda.extend(goals.is_empty().then_some(Topic::Agree));
    agenda.extend(open_actions.then_some(Topic::FollowUp));
    agenda.extend(waiting.into_iter().take(GOALS).map(|(goal, _)| Topic::Goal(*goal)));
    agenda.extend(match phase {
        Phase::Start => None,
        Phase::Middle => Some(Topic::LookBack),
        Phase::End => Some(Topic::SumUp),
    });
    agenda.push(Topic::Next);
    agenda
}
