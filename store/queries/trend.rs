//! How answers came in.

use domain::{
    day::{Answer, SegmentId},
    people::Caller,
    trend::{Step, Trend, add_up},
};
use store::{Result, row};

use crate::{Engine, fault};

/// An hour, in the milliseconds of a column. Sweden's days begin on full hours.
const HOUR: i64 = 3_600_000;

impl Engine {
    /// How the answers to each part of a day came in. An answer that replaces
    /// another takes that one away; so does moving the part, for all that were
    /// given before.
    pub(crate) async fn trends_of(&self, caller: &Caller, slug: &str) -> Result<Vec<Trend>> {
        let rows = sqlx::query!(
            r#"
            WITH given AS (
                SELECT a.id, a.segment_id, a.person_id, a.answer, a.given_at, s.moved_at,
                    CASE WHEN a.given_at <= s.moved_at THEN 0 ELSE 1 END AS counts
                FROM answers a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
                WHERE d.round_id = $1 AND d.slug = $2
            ), steps AS (
                SELECT segment_id, given_at / $3 AS hour, answer, 1 AS change FROM given
                UNION ALL
                SELECT segment_id, given_at / $3,
                    LAG(answer) OVER (PARTITION BY segment_id, person_id, counts ORDER BY id), -1
                FROM given
                UNION ALL
                SELECT segment_id, moved_at / $3, answer, -1 FROM given
                WHERE id IN (SELECT MAX(id) FROM given WHERE counts = 0 GROUP BY segment_id, person_id)
            )
            SELECT segment_id AS "segment!: i64", hour AS "hour!: i64", answer AS "answer!: String",
                CAST(SUM(change) AS BIGINT) AS "change!: i64"
            FROM steps WHERE answer IN ('yes', 'maybe', 'no')
            GROUP BY segment_id, hour, answer HAVING SUM(change) <> 0 ORDER BY 1, 2
            "#,
            caller.round.0,
            slug,
            HOUR
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut trends = Vec::<(SegmentId, Vec<Step>)>::new();
        for row in rows {
            let segment = SegmentId(row.segment);
            let step = Step {
                at: row::timestamp("answers", row.hour * HOUR)?,
                answer: row::named("answers", &row.answer, Answer::from_name)?,
                change: row.change,
            };
            match trends.last_mut() {
                Some((same, steps)) if *same == segment => steps.push(step),
                _ => trends.push((segment, vec![step])),
            }
        }
        Ok(trends.into_iter().map(|(segment, steps)| Trend { segment, points: add_up(steps) }).collect())
    }
}
