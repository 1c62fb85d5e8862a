//! Once a day is over: who came of those who were invited.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Board, Day, Guest, Segment, SegmentId, Standing, State, headcount::Presence};
use crate::people::PersonId;

/// When whom was checked in, to which part of a day.
pub type CheckIns = BTreeMap<(SegmentId, PersonId), Timestamp>;

/// Whether someone counts as having been at a day: checked in, or, if nobody at
/// all was checked in, having said that they would come.
///
/// ```
/// use domain::day::follow_up::was_there;
/// assert!(was_there(true, true, false), "came without a word");
/// assert!(!was_there(false, true, true), "said yes, and did not come");
/// assert!(was_there(false, false, true), "nobody stood at the door");
/// ```
pub const fn was_there(came: bool, anyone_came: bool, said_yes: bool) -> bool {
    if anyone_came { came } else { said_yes }
}

/// How many came to a part of a day, and who did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnout {
    /// The part.
    pub segment: Segment,
    /// How many were invited.
    pub invited: u32,
    /// How many of them had said yes, and had a seat.
    pub expected: u32,
    /// How many of them came.
    pub came: u32,
    /// How many others came.
    pub visitors: u32,
    /// Those who had said yes and did not come, by name.
    pub no_shows: Vec<Guest>,
}

/// Who came to each part of a day.
pub fn turnout(board: &Board, check_ins: &CheckIns, presence: &Presence) -> Vec<Turnout> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let of = |part: &super::SegmentBoard| {
        let segment = part.segment;
        let came = |guest: &&Guest| check_ins.contains_key(&(segment.id, guest.person));
        let expected: Vec<_> = part.guests.iter().filter(|guest| guest.standing == Standing::Yes).collect();
        Turnout {
            segment,
            invited: count(part.guests.len()),
            expected: count(expected.len()),
            came: count(part.guests.iter().filter(came).count()),
            visitors: presence.of(segment.id).visitors,
            no_shows: expected.into_iter().filter(|guest| !came(guest)).cloned().collect(),
        }
    };
    board.segments.iter().map(of).collect()
}

/// Everyone who was invited to some part of a day, each with whether they were
/// there.
pub fn everyone(board: &Board, check_ins: &CheckIns) -> Vec<(Guest, bool)> {
    let mut people = BTreeMap::<PersonId, (Guest, bool, bool)>::new();
    for part in &board.segments {
        for guest in &part.guests {
            let (_, came, said_yes) = people.entry(guest.person).or_insert_with(|| (guest.clone(), false, false));
            *came |= check_ins.contains_key(&(part.segment.id, guest.person));
            *said_yes |= guest.standing == Standing::Yes;
        }
    }
    let anyone_came = !check_ins.is_empty();
    people.into_values().map(|(guest, came, said_yes)| (guest, was_there(came, anyone_came, said_yes))).collect()
}

/// To whom thank-you emails go, or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thanks {
    /// How many were there.
    pub there: u32,
    /// How many were invited and were not.
    pub missed: u32,
    /// When the emails were sent, if they have been.
    #[serde(with = "crate::time::wire::option")]
    pub sent_at: Option<Timestamp>,
}

/// To whom thank-you emails go once a day is over; `None` before that, and where
/// nothing took place.
pub fn thanks(board: &Board, check_ins: &CheckIns, sent_at: Option<Timestamp>, now: Timestamp) -> Option<Thanks> {
    if board.day.state != State::Published || board.day.ends() > now {
        return None;
    }
    let people = everyone(board, check_ins);
    let there = people.iter().filter(|(_, was_there)| *was_there).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Thanks { there: count(there), missed: count(people.len() - there), sent_at })
}

/// A day, as the organisers see it who have what comes after it to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpView {
    /// The day, without the texts of its own page.
    pub day: Day,
    /// Who came to each of its parts.
    pub parts: Vec<Turnout>,
    /// Emails of thanks; `None` while the day is not over.
    pub thanks: Option<Thanks>,
    /// How many have evaluated it; `None` before the evaluation has closed, when it
    /// would tell who answers just now.
    pub evaluations: Option<u32>,
    /// How many files there are.
    pub files: u32,
}
