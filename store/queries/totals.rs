//! A whole day's figures.

use domain::{
    day::{Day, Tally},
    headcount::STRENGTH,
    people::Caller,
};
use jiff::Timestamp;
use store::{Error, Result, row};

use crate::{Engine, fault};

impl Engine {
    /// How many stand where with a whole day: where it has several parts, and for
    /// those who run the programme. Numbers stand for [`STRENGTH`].
    pub(crate) async fn whole_tally(&self, caller: &Caller, day: &Day, now: Timestamp) -> Result<Option<Tally>> {
        if day.segments.len() < 2 || !caller.runs_the_programme() {
            return Ok(None);
        }
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
                JOIN duties u ON u.duty = 'mentor' OR (u.duty = 'adept' AND s.audience = 'everyone')
                LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
                LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = u.person_id
                WHERE s.day_id = $1 AND NOT s.cancelled AND u.round_id = $2
                GROUP BY u.person_id
            ) everyone GROUP BY strength
            "#,
            day.id.0,
            caller.round.0,
            now.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut tally = Tally::default();
        for row in rows {
            let standing = usize::try_from(row.strength).ok().and_then(|n| STRENGTH.get(n));
            let standing = standing.ok_or_else(|| Error::bad_row("replies", "no such strength"))?;
            tally.add(*standing, row::count("duties", row.people)?);
        }
        Ok(Some(tally))
    }
}
