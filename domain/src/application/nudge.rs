//! When whoever an application waits for is reminded.

use jiff::{SignedDuration, Timestamp};

/// How long an application waits before the first reminder, and between two.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How often someone is reminded of the same thing.
pub const MOST: u32 = 3;

/// Which reminder is due, counted from 1, if one is: `since` is when it began to
/// wait, `told` how many there have been since.
///
/// ```
/// use domain::application::nudge::due;
/// let since: jiff::Timestamp = "2025-10-01T08:00Z".parse()?;
/// let after = |days: i64| since + jiff::SignedDuration::from_hours(24 * days);
/// assert_eq!(due(since, 0, after(6)), None);
/// assert_eq!(due(since, 0, after(7)), Some(1));
/// assert_eq!(due(since, 1, after(13)), None);
/// // After a long silence one reminder is enough, and not one for each week.
/// assert_eq!(due(since, 1, after(40)), Some(2));
/// assert_eq!(due(since, 3, after(40)), None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn due(since: Timestamp, told: u32, now: Timestamp) -> Option<u32> {
    let next = told + 1;
    let waited = now.duration_since(since);
    (next <= MOST && waited >= PATIENCE * i32::try_from(next).unwrap_or(i32::MAX)).then_some(next)
}
