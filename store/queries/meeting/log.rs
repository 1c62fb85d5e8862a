//! What becomes of a pair's log: drafts, versions, actions that are done, deletion.

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{
        MeetingId,
        log::{Draft, LogPage, NewLogPage, Shared, UNDO, Version},
    },
    pair::PairId,
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{
    Error, Logs, Result, row,
    vault::{PairKey, SealContext},
};

use super::text;
use crate::{Engine, Tx};

/// What stands for the meeting in the draft of a log that is not saved yet.
pub(crate) const NEW: MeetingId = MeetingId(0);

#[async_trait]
impl Logs for Engine {
    async fn new_log_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<NewLogPage>> {
        self.read_new_log(caller, now).await
    }

    async fn log_page(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<Option<LogPage>> {
        self.read_log(caller, meeting, now).await
    }

    async fn save_draft(
        &self,
        caller: &Caller,
        meeting: Option<MeetingId>,
        fields: &[(String, String)],
        now: Timestamp,
    ) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let text = serde_json::to_string(fields).map_err(|error| Error::bad_row("drafts", error))?;
        let sealed = key.seal(SealContext::Draft(meeting.unwrap_or(NEW), caller.person), &text)?;
        let mut tx = self.begin_write().await?;
        if let Some(meeting) = meeting {
            text::saved(&mut tx, pair, meeting).await?.ok_or(Error::NotFound)?;
        }
        sqlx::query!(
            r#"
            INSERT INTO drafts (pair_id, person_id, meeting_id, saved_at, sealed) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (pair_id, person_id, meeting_id)
            DO UPDATE SET saved_at = excluded.saved_at, sealed = excluded.sealed
            "#,
            pair.0,
            caller.person.0,
            meeting.unwrap_or(NEW).0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut *tx)
        .await?;
        self.commit_all(tx, Vec::new()).await
    }

    async fn discard_draft(&self, caller: &Caller, meeting: Option<MeetingId>) -> Result<()> {
        let Some(pair) = caller.pair else { return Ok(()) };
        let mut tx = self.begin_write().await?;
        forget_draft(&mut tx, pair, caller.person, meeting).await?;
        self.commit_all(tx, Vec::new()).await
    }

    async fn versions(&self, caller: &Caller, meeting: MeetingId) -> Result<Option<Vec<Version>>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let key = self.known_pair_key(pair).await?;
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
        let mut versions = vec![Version { number: saved.version, shared, saved_by, saved_at: saved.saved_at }];
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
        let mut tx = self.begin_write().await?;
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
        self.commit(tx, Change::Meetings { round: caller.round, pair }).await
    }

    async fn delete_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let mut tx = self.begin_write().await?;
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
        self.commit(tx, Change::Meetings { round: caller.round, pair }).await
    }

    async fn restore_meeting(&self, caller: &Caller, meeting: MeetingId, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let mut tx = self.begin_write().await?;
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
        self.commit(tx, Change::Meetings { round: caller.round, pair }).await
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
        self.commit_all(tx, Vec::new()).await
    }
}

/// Opens what someone has begun to write.
pub(crate) fn open_draft(key: Option<&PairKey>, place: SealContext, saved_at: i64, sealed: &[u8]) -> Result<Draft> {
    let text = text::open(key, place, sealed)?;
    Ok(Draft {
        saved_at: row::timestamp("drafts", saved_at)?,
        fields: serde_json::from_str(&text).map_err(|error| Error::bad_row("drafts", error))?,
    })
}

/// Forgets what someone had begun to write.
pub(crate) async fn forget_draft(
    tx: &mut Tx,
    pair: PairId,
    person: PersonId,
    meeting: Option<MeetingId>,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM drafts WHERE pair_id = $1 AND person_id = $2 AND meeting_id = $3",
        pair.0,
        person.0,
        meeting.unwrap_or(NEW).0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
