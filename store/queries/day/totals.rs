//! A whole day's figures: where it has several parts, everyone counts once.

use domain::{
    day::{
        Day, Segment, Standing, Tally,
        board::{Count, tally},
    },
    people::Role,
};

/// The names of the roles that are invited to several parts of a day; empty for
/// one that is not.
pub(crate) fn several(day: &Day) -> [&'static str; 2] {
    [Role::Adept, Role::Mentor].map(|role| if parts(day, role).count() > 1 { role.name() } else { "" })
}

/// The parts of a day that a role is invited to, by their place in it.
fn parts(day: &Day, role: Role) -> impl Iterator<Item = (usize, &Segment)> {
    let invites = move |segment: &Segment| !segment.cancelled && segment.audience.invites(role);
    day.segments.iter().enumerate().filter(move |(_, segment)| invites(segment))
}

/// Adds those who are invited to one part of a day only. `counts` are those of
/// its segments.
pub(crate) fn of_everyone(mut whole: Tally, day: &Day, counts: &[Vec<Count>]) -> Tally {
    for role in Role::ALL.iter().copied() {
        let mut parts = parts(day, role);
        if let (Some((n, _)), None) = (parts.next(), parts.next()) {
            let theirs = counts.get(n).map(|counts| tally(counts, |count| count.role == role)).unwrap_or_default();
            for standing in Standing::ALL.iter().copied() {
                whole.add(standing, theirs.of(standing));
            }
        }
    }
    whole
}
