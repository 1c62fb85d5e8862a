//! Answers over time.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Answer, SegmentId};
use crate::time::today;

/// How a segment's answers came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trend {
    /// The segment.
    pub segment: SegmentId,
    /// How many stood where at the end of each day on which something changed.
    pub points: Vec<Point>,
}

/// How many stood where at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The day.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How many had said yes.
    pub yes: u32,
    /// Maybe.
    pub maybe: u32,
    /// No.
    pub no: u32,
}

/// Some answers of one kind that came, or went for others, in some hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The hour.
    pub at: Timestamp,
    /// Which answer.
    pub answer: Answer,
    /// How many more of it.
    pub change: i64,
}

/// Adds steps up, which come in the order of their hours.
///
/// ```
/// use domain::day::{Answer, trend::{Step, add_up}};
/// let step = |at: &str, answer, change| Step { at: at.parse().unwrap(), answer, change };
/// let points = add_up([
///     step("2026-02-20T08:00Z", Answer::Yes, 3),
///     // In Sweden the next day has begun.
///     step("2026-02-20T23:00Z", Answer::Yes, -1),
///     step("2026-02-20T23:00Z", Answer::No, 1),
/// ]);
/// let figures: Vec<_> = points.iter().map(|point| (point.date.day(), point.yes, point.maybe, point.no)).collect();
/// assert_eq!(figures, [(20, 3, 0, 0), (21, 2, 0, 1)]);
/// ```
pub fn add_up(steps: impl IntoIterator<Item = Step>) -> Vec<Point> {
    let mut points = Vec::<Point>::new();
    for Step { at, answer, change } in steps {
        let date = today(at);
        let last = points.last().copied().unwrap_or(Point { date, yes: 0, maybe: 0, no: 0 });
        if points.last().is_none_or(|point| point.date != date) {
            points.push(Point { date, ..last });
        }
        let Some(point) = points.last_mut() else { continue };
        let count = match answer {
            Answer::Yes => &mut point.yes,
            Answer::Maybe => &mut point.maybe,
            Answer::No => &mut point.no,
        };
        *count = u32::try_from(i64::from(*count) + change).unwrap_or_default();
    }
    points
}
