//! A whole day's figures: where it has several parts, everyone counts once.

use domain::{
    board::{Count, tally},
    day::{Day, Segment, Standing, Tally},
    headcount::STRENGTH,
    people::{Caller, Role},
};
use jiff::Timestamp;
use store::{Error, Result, row};

use crate::{Engine, fault};

impl Engine {
    /// Where those stand with a whole day who are invited to several of its parts:
    /// whoever is invited to one stands where they stand with that, see
    /// [`of_everyone`]. Numbers stand for [`STRENGTH`].
    pub(crate) async fn whole_tally(&self, caller: &Caller, day: &Day, now: Timestamp) -> Result<Tally> {
        let [one, other] = several(day);
        let rows = sqlx::query!(
            r#"
            SELECT strength AS "strength!: i64", COUNT(*) AS "people!: i64" FROM (
                SELECT CAST(MAX(CASE
                    WHEN r.answer IS NULL THEN 1
                    WHEN r.answer = 'no' THEN 0
                    WHEN r.answer = 'maybe' THEN 2
                    WHEN q.person_id IS NULL THEN 5
                    WHEN q.offered_until > $3 THEN 4
                    ELSE 3
                END) AS BIGINT) AS strength
                FROM segments s
                JOIN duties u ON u.duty IN ($4, $5) AND (u.duty = 'mentor' OR s.audience = 'everyone')
                LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
                LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = u.person_id
                WHERE s.day_id = $1 AND NOT s.cancelled AND u.round_id = $2
                GROUP BY u.person_id
            ) everyone GROUP BY strength
            "#,
            day.id.0,
            caller.round.0,
            now.as_millisecond(),
            one,
            other
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut whole = Tally::default();
        for row in rows {
            let standing = usize::try_from(row.strength).ok().and_then(|n| STRENGTH.get(n));
            let standing = standing.ok_or_else(|| Error::bad_row("replies", "no such strength"))?;
            whole.add(*standing, row::count("duties", row.people)?);
        }
        Ok(whole)
    }
}

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
