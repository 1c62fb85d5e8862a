//! How many of each role and organisation stand where with a day's parts: all
//! that boards and overviews count, in one query.

use std::collections::HashMap;

use domain::{
    day::{
        Day, DayId, Segment, SegmentId, Standing, Tally,
        board::{self, Count},
        headcount::STRENGTH,
    },
    people::{Caller, OrganisationId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, row};

use super::invited::span;
use crate::queries::engine::Connection;

/// What is to be counted, in a round.
pub(crate) struct Asked {
    pub round: RoundId,
    /// The parts that begin from the one moment to the other.
    pub starts: (Timestamp, Timestamp),
    /// The day of which all parts together are counted, by the roles that are
    /// invited to several of them: see [`super::totals::several`].
    pub whole: Option<(DayId, [&'static str; 2])>,
    /// Those whose names are searched for are counted by themselves.
    pub pattern: Option<String>,
    pub now: Timestamp,
}

impl Asked {
    /// Everyone, at all parts of some days.
    pub(crate) fn of(caller: &Caller, days: &[Day], now: Timestamp) -> Self {
        Self { round: caller.round, starts: span(days), whole: None, pattern: None, now }
    }
}

/// What was counted.
#[derive(Default)]
pub(crate) struct Figures {
    /// Everyone in the round, as if nobody had answered.
    invited: Vec<Count>,
    given: HashMap<SegmentId, Vec<Count>>,
    queued: HashMap<SegmentId, Vec<Count>>,
    /// Those who are searched for, those who have not answered too.
    found: HashMap<SegmentId, Vec<Count>>,
    found_queued: HashMap<SegmentId, Vec<Count>>,
    /// Where those stand with the whole day who are invited to several parts.
    pub whole: Tally,
}

impl Figures {
    /// Of everyone invited to a segment.
    pub(crate) fn of(&self, segment: &Segment) -> Vec<Count> {
        let invited: Vec<_> = self.invited.iter().filter(|all| segment.audience.invites(all.role)).copied().collect();
        let mut counts = board::counts(&invited, of(&self.given, segment), of(&self.queued, segment));
        counts.retain(|count| segment.audience.invites(count.role));
        counts
    }

    /// Of those invited to a segment who are searched for.
    pub(crate) fn of_found(&self, segment: &Segment) -> Vec<Count> {
        let mut counts = board::counts(&[], of(&self.found, segment), of(&self.found_queued, segment));
        counts.retain(|count| segment.audience.invites(count.role));
        counts
    }
}

fn of<'a>(counts: &'a HashMap<SegmentId, Vec<Count>>, segment: &Segment) -> &'a [Count] {
    counts.get(&segment.id).map(Vec::as_slice).unwrap_or_default()
}

/// Counts. The cross joins make SQLite begin with those who wait, who are few,
/// instead of everyone in the round.
pub(crate) async fn figures(db: &mut Connection, asked: &Asked) -> Result<Figures> {
    let [one, other] = asked.whole.map(|(_, roles)| roles).unwrap_or_default();
    let rows = sqlx::query!(
        r#"
        SELECT 'given' AS "what!", t.segment_id AS "segment?: i64", t.role AS "role!",
            t.organisation_id AS "organisation!: i64", t.answer AS "standing!", t.people AS "people!: i64"
        FROM days d JOIN segments s ON s.day_id = d.id JOIN tally t ON t.segment_id = s.id
        WHERE d.round_id = $1 AND s.starts >= $2 AND s.starts <= $3 AND t.people > 0
        UNION ALL
        SELECT 'queued', q.segment_id, u.duty, p.organisation_id,
            CASE WHEN q.offered_until > $4 THEN 'offered' ELSE 'waiting' END AS standing, COUNT(*)
        FROM days d CROSS JOIN segments s CROSS JOIN queue q CROSS JOIN duties u JOIN persons p ON p.id = u.person_id
        WHERE s.day_id = d.id AND q.segment_id = s.id AND u.person_id = q.person_id AND u.round_id = d.round_id
            AND u.duty IN ('adept', 'mentor') AND d.round_id = $1 AND s.starts >= $2 AND s.starts <= $3
        GROUP BY q.segment_id, u.duty, p.organisation_id, standing
        UNION ALL
        SELECT 'invited', NULL, u.duty, p.organisation_id, 'none', COUNT(*)
        FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND u.duty IN ('adept', 'mentor') GROUP BY u.duty, p.organisation_id
        UNION ALL
        SELECT 'whole', NULL, '', 0, CAST(strength AS TEXT), COUNT(*) FROM (
            SELECT MAX(CASE
                WHEN r.answer IS NULL THEN 1
                WHEN r.answer = 'no' THEN 0
                WHEN r.answer = 'maybe' THEN 2
                WHEN q.person_id IS NULL THEN 5
                WHEN q.offered_until > $4 THEN 4
                ELSE 3
            END) AS strength
            FROM segments s
            JOIN duties u ON u.duty IN ($6, $7) AND (u.duty = 'mentor' OR s.audience = 'everyone')
            LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
            LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = u.person_id
            WHERE s.day_id = $5 AND NOT s.cancelled AND u.round_id = $1
            GROUP BY u.person_id
        ) everyone GROUP BY strength
        UNION ALL
        SELECT 'found', s.id, u.duty, p.organisation_id, COALESCE(r.answer, 'none') AS standing, COUNT(*)
        FROM days d JOIN segments s ON s.day_id = d.id
        JOIN duties u ON u.round_id = d.round_id AND u.duty IN ('adept', 'mentor') JOIN persons p ON p.id = u.person_id
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
        WHERE CAST($8 AS TEXT) IS NOT NULL AND d.round_id = $1 AND s.starts >= $2 AND s.starts <= $3
            AND (p.folded_name LIKE $8 ESCAPE '\'
                OR p.organisation_id IN (SELECT id FROM organisations WHERE folded_name LIKE $8 ESCAPE '\'))
        GROUP BY s.id, u.duty, p.organisation_id, standing
        UNION ALL
        SELECT 'found queued', q.segment_id, u.duty, p.organisation_id,
            CASE WHEN q.offered_until > $4 THEN 'offered' ELSE 'waiting' END AS standing, COUNT(*)
        FROM days d CROSS JOIN segments s CROSS JOIN queue q CROSS JOIN duties u JOIN persons p ON p.id = u.person_id
        WHERE CAST($8 AS TEXT) IS NOT NULL AND s.day_id = d.id AND q.segment_id = s.id AND u.person_id = q.person_id AND u.round_id = d.round_id
            AND u.duty IN ('adept', 'mentor') AND d.round_id = $1 AND s.starts >= $2 AND s.starts <= $3
            AND (p.folded_name LIKE $8 ESCAPE '\'
                OR p.organisation_id IN (SELECT id FROM organisations WHERE folded_name LIKE $8 ESCAPE '\'))
        GROUP BY q.segment_id, u.duty, p.organisation_id, standing
        "#,
        asked.round.0,
        asked.starts.0.as_millisecond(),
        asked.starts.1.as_millisecond(),
        asked.now.as_millisecond(),
        asked.whole.map(|(day, _)| day.0),
        one,
        other,
        asked.pattern
    )
    .fetch_all(&mut *db)
    .await?;
    let mut figures = Figures::default();
    for row in rows {
        if row.what == "whole" {
            let standing = row.standing.parse().ok().and_then(|strength: usize| STRENGTH.get(strength));
            let standing = standing.ok_or_else(|| Error::bad_row("replies", "no such strength"))?;
            figures.whole.add(*standing, row::count("duties", row.people)?);
            continue;
        }
        let standing = row::named("tally", &row.standing, Standing::from_name)?;
        let count = count(&row.role, row.organisation, standing, row.people)?;
        let Some(segment) = row.segment.map(SegmentId) else {
            figures.invited.push(count);
            continue;
        };
        let counts = match row.what.as_str() {
            "given" => &mut figures.given,
            "queued" => &mut figures.queued,
            "found" => &mut figures.found,
            _ => &mut figures.found_queued,
        };
        counts.entry(segment).or_default().push(count);
    }
    Ok(figures)
}

/// So many who stand somewhere.
fn count(duty: &str, organisation: i64, standing: Standing, people: i64) -> Result<Count> {
    Ok(Count {
        role: row::named("duties", duty, Role::from_name)?,
        organisation: OrganisationId(organisation),
        standing,
        people: row::count("duties", people)?,
    })
}
