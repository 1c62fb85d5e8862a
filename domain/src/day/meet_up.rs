//! Whether the two of a pair meet before or after a day: each says when they
//! could, with one click, and when both say the same it is agreed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Segment, Standing};
use crate::{named, people::Role};

/// How long before the day two meet who meet before it.
pub const HEAD_START: SignedDuration = SignedDuration::from_mins(30);

named! {
    /// When two could meet around a day.
    pub enum Slot {
        /// Before it begins.
        Before = "before",
        /// After it ends.
        After = "after",
    }
}

/// A time at which two could meet, and who of them said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetUp {
    /// Which.
    pub slot: Slot,
    /// From when.
    #[serde(with = "crate::time::wire")]
    pub from: Timestamp,
    /// Whether one has said so oneself.
    pub mine: bool,
    /// Whether the partner has.
    pub partners: bool,
}

/// The times at which a pair can still meet around a day, each with its
/// moment: half an hour before the first part that both are invited to, and
/// when the last one of those ends.
///
/// ```
/// use domain::day::{Audience, Segment, SegmentId, meet_up::{Slot, slots}};
/// let segment = |audience, starts: &str, ends: &str| Segment {
///     id: SegmentId(1), audience, starts: starts.parse().unwrap(), ends: ends.parse().unwrap(), capacity: None,
///     moved_at: None, cancelled: false,
/// };
/// let day = [
///     segment(Audience::Everyone, "2027-04-09T07:00Z", "2027-04-09T11:00Z"),
///     segment(Audience::Mentors, "2027-04-09T11:00Z", "2027-04-09T13:30Z"),
/// ];
/// let at = |now: &str| slots(&day, now.parse().unwrap()).map(|(slot, from)| (slot, from.to_string())).collect::<Vec<_>>();
/// let (before, after) = ((Slot::Before, "2027-04-09T06:30:00Z".into()), (Slot::After, "2027-04-09T11:00:00Z".into()));
/// assert_eq!(at("2027-04-01T12:00Z"), [before, after.clone()], "the mentors' own part is not the pair's");
/// assert_eq!(at("2027-04-09T06:30Z"), [after]);
/// assert!(at("2027-04-09T11:00Z").is_empty());
/// let cancelled = day.map(|segment| Segment { cancelled: true, ..segment });
/// assert_eq!(slots(&cancelled, "2027-04-01T12:00Z".parse().unwrap()).count(), 0);
/// ```
pub fn slots(day: &[Segment], now: Timestamp) -> impl Iterator<Item = (Slot, Timestamp)> + use<> {
    let for_both = |segment: &&Segment| Role::ALL.iter().all(|role| segment.audience.invites(*role));
    let common = || day.iter().filter(for_both).filter(|segment| !segment.cancelled);
    let before = common().map(|segment| segment.starts).min().map(|starts| (Slot::Before, starts - HEAD_START));
    let after = common().map(|segment| segment.ends).max().map(|ends| (Slot::After, ends));
    before.into_iter().chain(after).filter(move |(_, from)| now < *from)
}

/// Whether it still makes sense to speak of meeting: not when one of the two
/// has said that they do not come to any part that both are invited to.
///
/// ```
/// use domain::day::{Standing, meet_up::may_meet};
/// assert!(may_meet(&[(Standing::Yes, Standing::Unanswered)]));
/// assert!(!may_meet(&[(Standing::Yes, Standing::No)]));
/// assert!(may_meet(&[(Standing::Yes, Standing::No), (Standing::Maybe, Standing::Yes)]));
/// assert!(!may_meet(&[]), "they are invited to nothing together");
/// ```
pub fn may_meet(common: &[(Standing, Standing)]) -> bool {
    common.iter().any(|(mine, partners)| *mine != Standing::No && *partners != Standing::No)
}
