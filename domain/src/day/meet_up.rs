//! Whether the two of a pair meet before or after a day: each says when they
//! could, with one click, and when both say the same it is agreed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Hours, Segment, Standing};
use crate::named;

/// How long two have who meet before a day, or after it.
pub const MEETING: SignedDuration = SignedDuration::from_mins(30);

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

/// A part of a day, and where the two of a pair stand with it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The part.
    pub segment: Segment,
    /// Where one stands; `None` for whoever is not invited to it.
    pub mine: Option<Standing>,
    /// Where the partner stands.
    pub partners: Option<Standing>,
}

impl Part {
    /// Whether both are invited, and neither has said that they do not come.
    fn is_common(&self) -> bool {
        let may_come = |standing: Option<Standing>| standing.is_some_and(|standing| standing != Standing::No);
        !self.segment.cancelled && may_come(self.mine) && may_come(self.partners)
    }

    /// Whether one of the two has said that they may be here at that time.
    fn keeps_busy(&self, time: &Hours) -> bool {
        let said_so =
            |standing: Option<Standing>| !matches!(standing, None | Some(Standing::No | Standing::Unanswered));
        let expected = said_so(self.mine) || said_so(self.partners);
        !self.segment.cancelled && expected && self.segment.hours().overlap(time)
    }
}

/// The times at which a pair can still meet around a day, each with its
/// moment: half an hour before the first part to which both may come, and
/// when the last one of those ends. Not while one of them is at another part
/// of the day, by their own answer.
///
/// ```
/// use domain::day::{Audience, Segment, SegmentId, Standing::{self, *}, meet_up::{Part, Slot, slots}};
/// let segment = |audience, starts: &str, ends: &str| Segment {
///     id: SegmentId(1), audience, starts: starts.parse().unwrap(), ends: ends.parse().unwrap(), capacity: None,
///     moved_at: None, was: None, cancelled: false,
/// };
/// let common = segment(Audience::Everyone, "2027-04-09T07:00Z", "2027-04-09T11:00Z");
/// let mentors = segment(Audience::Mentors, "2027-04-09T11:00Z", "2027-04-09T13:30Z");
/// // The mentor looks, who is alone invited to the mentors' part.
/// let day = |mine: [Standing; 2], partners| [
///     Part { segment: common, mine: Some(mine[0]), partners: Some(partners) },
///     Part { segment: mentors, mine: Some(mine[1]), partners: None },
/// ];
/// let at = |parts: &[Part], now: &str| {
///     slots(parts, now.parse().unwrap()).map(|(slot, from)| (slot, from.to_string())).collect::<Vec<_>>()
/// };
/// let (before, after) = ((Slot::Before, "2027-04-09T06:30:00Z".into()), (Slot::After, "2027-04-09T11:00:00Z".into()));
/// let open = day([Unanswered, Unanswered], Unanswered);
/// assert_eq!(at(&open, "2027-04-01T12:00Z"), [before.clone(), after.clone()]);
/// assert_eq!(at(&open, "2027-04-09T06:30Z"), [after]);
/// assert!(at(&open, "2027-04-09T11:00Z").is_empty());
/// assert_eq!(at(&day([Yes, Yes], Yes), "2027-04-01T12:00Z"), [before], "the mentor goes on to the second part");
/// assert!(at(&day([Yes, No], No), "2027-04-01T12:00Z").is_empty(), "the adept does not come");
/// let cancelled = open.map(|part| Part { segment: Segment { cancelled: true, ..part.segment }, ..part });
/// assert!(at(&cancelled, "2027-04-01T12:00Z").is_empty());
/// ```
pub fn slots(day: &[Part], now: Timestamp) -> impl Iterator<Item = (Slot, Timestamp)> {
    let common = || day.iter().filter(|part| part.is_common()).map(|part| part.segment);
    let before = common().map(|segment| segment.starts).min().map(|starts| (Slot::Before, starts - MEETING));
    let after = common().map(|segment| segment.ends).max().map(|ends| (Slot::After, ends));
    let is_free = |from: Timestamp| {
        let time = Hours { starts: from, ends: from + MEETING };
        !day.iter().any(|part| part.keeps_busy(&time))
    };
    before.into_iter().chain(after).filter(move |(_, from)| now < *from && is_free(*from))
}
