//! What becomes of a pair's log: versions, actions that are done, deletion.

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{
        MeetingId,
        log::{LogPage, NewLogPage, Shared, UNDO, Version},
    },
    people::Caller,
};
use jiff::Timestamp;
use store::{Error, Logs, Result};

use super::text;
use crate::Engine;

#[async_trait]
impl Logs for Engine {
    async fn new_log_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<NewLogPage>> {
        self.read_new_log(caller, now).await
    }

    async fn log_page(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<Option<LogPage>> {
        self.read_log(caller, meeting, now).await
    }

    async fn versions(&self, caller: &Caller, meeting: MeetingId) -> Result<Option<Vec<Version>>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let key = self.reading_key(pair).await?;
        let mut db = self.reader().acquire().await?;
        let Some(saved) = text::saved(&mut db, pair, meeting).await? else { return Ok(None) };
        let shared = Shared {
            facts: saved.facts,
            notes: text::notes(&mut db, key.as_ref(), meeting).await?,
            actions: text::actions(&mut db, key.as_ref(), meeting).await?,
            goal: saved.goal,
        };
        let saved_by =
            sqlx::query_scalar!("SELECT name FROM persons WHERE id = $1", saved.saved_by.0).fetch_one(&mut *db).await?;
        let mut versions =
            vec![Version { number: saved.version, shared: Ok(shared), saved_by, saved_at: saved.saved_at }];
        let earlier = text::versions(&mut db, key.as_ref(), meeting).await?;
        // If someone saves just now, the version that was read above is among them.
        versions.extend(earlier.into_iter().filter(|version| version.number < saved.version));
        Ok(Some(versions))
    }

    async fn tick_action(
        &self,
        caller: &Caller,
        meeting: MeetingId,
        version: i64,
        position: i64,
        done: bool,
        now: Timestamp,
    ) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let mut tx = self.begin_of_pair(caller, now).await?;
        let before = text::saved(&mut tx, pair, meeting).await?.ok_or(Error::NotFound)?;
        let saved = sqlx::query!(
            "UPDATE meetings SET saved_by = $3, saved_at = $4, version = version + 1 WHERE id = $1 AND version = $2",
            meeting.0,
            version,
            caller.person.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if before.version != version || saved.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        text::keep_version(&mut tx, &key, meeting, before).await?;
        let ticked = sqlx::query!(
            "UPDATE actions SET done = $3 WHERE meeting_id = $1 AND position = $2",
            meeting.0,
            position,
            done
        )
        .execute(&mut *tx)
        .await?;
        if ticked.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.announce(Change::Meetings { round: caller.round, pair });
        tx.commit().await
    }

    async fn delete_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let mut tx = self.begin_of_pair(caller, now).await?;
        let deleted = sqlx::query!(
            r#"
            UPDATE meetings SET deleted_at = $3, deleted_by = $4, version = version + 1
            WHERE id = $1 AND pair_id = $2 AND state = 'held' AND deleted_at IS NULL
            "#,
            meeting.0,
            pair.0,
            now.as_millisecond(),
            caller.person.0
        )
        .execute(&mut *tx)
        .await?;
        if deleted.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.announce(Change::Meetings { round: caller.round, pair });
        tx.commit().await
    }

    async fn restore_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let mut tx = self.begin_of_pair(caller, now).await?;
        let restored = sqlx::query!(
            r#"
            UPDATE meetings SET deleted_at = NULL, deleted_by = NULL
            WHERE id = $1 AND pair_id = $2 AND deleted_at > $3
            "#,
            meeting.0,
            pair.0,
            (now - UNDO).as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if restored.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.announce(Change::Meetings { round: caller.round, pair });
        tx.commit().await
    }

    async fn erase_deleted(&self, now: Timestamp) -> Result<()> {
        let before = (now - UNDO).as_millisecond();
        let first = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM meetings WHERE deleted_at <= $1 LIMIT 1"#, before);
        if first.fetch_optional(self.reader()).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        let meetings = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM meetings WHERE deleted_at <= $1"#, before)
            .fetch_all(&mut *tx)
            .await?;
        for meeting in meetings {
            text::erase(&mut tx, MeetingId(meeting)).await?;
            sqlx::query!("DELETE FROM meetings WHERE id = $1", meeting).execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}
