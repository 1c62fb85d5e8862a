//! Deleting what has been kept for long enough.

use async_trait::async_trait;
use domain::{
    pair::PairId,
    round::{
        RoundId,
        retention::{NEEDS_DAYS, VISITORS_DAYS, cutoff},
    },
    time::today,
};
use jiff::Timestamp;
use store::{Result, Retention, round::retention::Deleted};

use crate::{Engine, queries::pair::status::status_columns};

#[async_trait]
impl Retention for Engine {
    async fn delete_what_is_due(&self, now: Timestamp) -> Result<Deleted> {
        let (needs, names) = (cutoff(now, NEEDS_DAYS).as_millisecond(), cutoff(now, VISITORS_DAYS).as_millisecond());
        let pairs = self.erase_pairs_due(now).await?;
        let drafts = self.delete_drafts_due(now).await?;
        self.forget_cancelled(now).await?;
        // Looking costs no one anything; deleting is a write.
        if !self.is_anything_due(needs, names).await? {
            return Ok(Deleted { pairs, drafts, ..Deleted::default() });
        }
        let mut tx = self.begin_write().await?;
        let deleted_needs = sqlx::query!(
            r#"
            DELETE FROM needs WHERE
                day_id IN (SELECT s.day_id FROM segments s GROUP BY s.day_id HAVING MAX(s.ends) < $1)
                OR NOT EXISTS (
                    SELECT 1 FROM replies r JOIN segments s ON s.id = r.segment_id
                    WHERE s.day_id = needs.day_id AND r.person_id = needs.person_id AND r.answer = 'yes'
                )
            "#,
            needs
        )
        .execute(&mut *tx)
        .await?;
        let deleted_needs_of_guests = sqlx::query!(
            r#"
            DELETE FROM visitor_needs WHERE visitor_id IN (
                SELECT v.id FROM visitors v JOIN segments s ON s.id = v.segment_id
                WHERE s.day_id IN (SELECT e.day_id FROM segments e GROUP BY e.day_id HAVING MAX(e.ends) < $1)
            )
            "#,
            needs
        )
        .execute(&mut *tx)
        .await?;
        let deleted_meet_ups = sqlx::query!(
            r#"
            DELETE FROM meet_ups
            WHERE day_id IN (SELECT s.day_id FROM segments s GROUP BY s.day_id HAVING MAX(s.ends) < $1)
            "#,
            needs
        )
        .execute(&mut *tx)
        .await?;
        let deleted_names = sqlx::query!(
            r#"
            UPDATE visitors SET name = '', organisation = ''
            WHERE name <> '' AND segment_id IN (
                SELECT s.id FROM segments s
                WHERE s.day_id IN (SELECT e.day_id FROM segments e GROUP BY e.day_id HAVING MAX(e.ends) < $1)
            )
            "#,
            names
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Deleted {
            needs: deleted_needs.rows_affected() + deleted_needs_of_guests.rows_affected(),
            meet_ups: deleted_meet_ups.rows_affected(),
            names: deleted_names.rows_affected(),
            pairs,
            drafts,
        })
    }
}

impl Engine {
    /// Erases what pairs wrote whose time to be kept is over. How many there were.
    async fn erase_pairs_due(&self, now: Timestamp) -> Result<u64> {
        let rows = sqlx::query!(
            r#"
            SELECT t.id, t.round_id, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
            FROM pairs t JOIN rounds r ON r.id = t.round_id WHERE t.erased_at IS NULL AND r.ends_on < $1
            "#,
            today(now).to_string()
        )
        .fetch_all(self.reader())
        .await?;
        let mut erased = 0;
        for row in rows {
            if status_columns!(row).status()?.kept_until() < today(now) {
                self.erase(PairId(row.id), RoundId(row.round_id), now).await?;
                erased += 1;
            }
        }
        Ok(erased)
    }

    async fn is_anything_due(&self, needs: i64, names: i64) -> Result<bool> {
        let row = sqlx::query!(
            r#"
            SELECT
                (SELECT COUNT(*) FROM needs n WHERE
                    (SELECT MAX(s.ends) FROM segments s WHERE s.day_id = n.day_id) < $1
                    OR NOT EXISTS (
                        SELECT 1 FROM replies r JOIN segments s ON s.id = r.segment_id
                        WHERE s.day_id = n.day_id AND r.person_id = n.person_id AND r.answer = 'yes'
                    )
                ) AS "needs!: i64",
                (SELECT COUNT(*) FROM visitor_needs n JOIN visitors v ON v.id = n.visitor_id
                    JOIN segments e ON e.id = v.segment_id WHERE
                    (SELECT MAX(s.ends) FROM segments s WHERE s.day_id = e.day_id) < $1
                ) AS "guests!: i64",
                (SELECT COUNT(*) FROM meet_ups m WHERE
                    (SELECT MAX(s.ends) FROM segments s WHERE s.day_id = m.day_id) < $1
                ) AS "meet_ups!: i64",
                (SELECT COUNT(*) FROM visitors v JOIN segments e ON e.id = v.segment_id WHERE v.name <> ''
                    AND (SELECT MAX(s.ends) FROM segments s WHERE s.day_id = e.day_id) < $2
                ) AS "names!: i64"
            "#,
            needs,
            names
        )
        .fetch_one(self.reader())
        .await?;
        Ok(row.needs + row.guests + row.meet_ups + row.names > 0)
    }
}
