//! Drafts of forms, sealed and bound to whoever writes them.

use async_trait::async_trait;
use domain::{
    pair::PairId,
    people::{
        Caller, PersonId,
        draft::{Draft, DraftId, FormAddress, MOST_DRAFTS, UNDO},
    },
    round::retention::{DRAFT_DAYS, NEEDS_DAYS, cutoff},
};
use jiff::Timestamp;
use store::{
    Drafts, Error, Result, row,
    vault::{CommonContext, PairKey, SealContext},
};

use crate::{Engine, Tx, queries::engine::Connection};

/// A draft, sealed.
struct Row {
    id: i64,
    pair_id: Option<i64>,
    form: String,
    saved_at: i64,
    sealed: Vec<u8>,
}

#[async_trait]
impl Drafts for Engine {
    async fn drafts(&self, caller: &Caller, of: Option<&FormAddress>) -> Result<Vec<Draft>> {
        let rows = sqlx::query_as!(
            Row,
            r#"
            SELECT id, pair_id, form, saved_at, sealed FROM drafts
            WHERE person_id = $1 AND discarded_at IS NULL ORDER BY saved_at DESC, id
            "#,
            caller.person.0
        )
        .fetch_all(self.reader())
        .await?;
        let mut drafts = Vec::new();
        for row in rows.into_iter().filter(|row| row.is_for(caller, of)) {
            drafts.extend(self.open_draft(caller.person, row).await?);
        }
        Ok(drafts)
    }

    async fn begun_forms(&self, caller: &Caller) -> Result<Vec<FormAddress>> {
        begun_forms(&mut *self.reader().acquire().await?, caller).await
    }

    async fn save_draft(&self, caller: &Caller, draft: &Draft) -> Result<()> {
        let text = serde_json::to_string(&draft.fields).map_err(|error| Error::bad_row("drafts", error))?;
        let pair = draft.form.is_of_a_pair().then(|| caller.pair.ok_or(Error::NotFound)).transpose()?;
        let sealed = match pair {
            Some(pair) => self.draft_key(pair).await?.seal(SealContext::Draft(draft.id, caller.person), &text)?,
            None => self.vault.seal_common(CommonContext::Draft(draft.id, caller.person), &text)?,
        };
        let mut tx = self.begin_write().await?;
        refuse_too_many(&mut tx, caller.person, draft.id).await?;
        sqlx::query!(
            r#"
            INSERT INTO drafts (person_id, id, pair_id, form, saved_at, sealed) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (person_id, id) DO UPDATE SET pair_id = excluded.pair_id, form = excluded.form,
                saved_at = excluded.saved_at, sealed = excluded.sealed, discarded_at = NULL
            "#,
            caller.person.0,
            draft.id.0,
            pair.map(|pair| pair.0),
            draft.form.as_str(),
            draft.saved_at.as_millisecond(),
            sealed
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    async fn discard_draft(&self, caller: &Caller, id: DraftId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!(
            "UPDATE drafts SET discarded_at = $3 WHERE person_id = $1 AND id = $2",
            caller.person.0,
            id.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    async fn restore_draft(&self, caller: &Caller, id: DraftId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let restored = sqlx::query!(
            "UPDATE drafts SET discarded_at = NULL WHERE person_id = $1 AND id = $2 AND discarded_at > $3",
            caller.person.0,
            id.0,
            (now - UNDO).as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if restored.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await
    }

    async fn forget_draft(&self, caller: &Caller, id: DraftId) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM drafts WHERE person_id = $1 AND id = $2", caller.person.0, id.0)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}

impl Row {
    fn is_for(&self, caller: &Caller, form: Option<&FormAddress>) -> bool {
        let of_own_pair = self.pair_id.is_none_or(|pair| Some(PairId(pair)) == caller.pair);
        of_own_pair && form.is_none_or(|form| form.as_str() == self.form)
    }
}

impl Engine {
    /// Deletes the drafts that nobody has gone on with for long, those that were discarded
    /// long enough ago, and what someone meant to need at a day when needs are deleted. How
    /// many there were.
    pub(crate) async fn delete_drafts_due(&self, now: Timestamp) -> Result<u64> {
        let (typed, discarded) = (cutoff(now, DRAFT_DAYS).as_millisecond(), (now - UNDO).as_millisecond());
        let needs = cutoff(now, NEEDS_DAYS).as_millisecond();
        let due = sqlx::query_scalar!(
            r#"
            SELECT COUNT(*) AS "n!: i64" FROM drafts
            WHERE saved_at < $1 OR discarded_at <= $2 OR form IN (
                SELECT '/dagar/' || d.slug || '/behov' FROM days d JOIN segments s ON s.day_id = d.id
                GROUP BY d.slug HAVING MAX(s.ends) < $3
            )
            "#,
            typed,
            discarded,
            needs
        );
        // Looking costs no one anything; deleting is a write.
        if due.fetch_one(self.reader()).await? == 0 {
            return Ok(0);
        }
        let mut tx = self.begin_write().await?;
        let deleted = sqlx::query!(
            r#"
            DELETE FROM drafts
            WHERE saved_at < $1 OR discarded_at <= $2 OR form IN (
                SELECT '/dagar/' || d.slug || '/behov' FROM days d JOIN segments s ON s.day_id = d.id
                GROUP BY d.slug HAVING MAX(s.ends) < $3
            )
            "#,
            typed,
            discarded,
            needs
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(deleted.rows_affected())
    }

    /// Opens a draft; none, if it does not open any more.
    async fn open_draft(&self, writer: PersonId, row: Row) -> Result<Option<Draft>> {
        let id = DraftId(row.id);
        let opened = match row.pair_id {
            None => self.vault.open_common(CommonContext::Draft(id, writer), &row.sealed),
            Some(pair) => {
                let key = self.reading_key(PairId(pair)).await?;
                PairKey::open_shown(key.as_ref(), SealContext::Draft(id, writer), &row.sealed)
            }
        };
        let Some(text) = opened.text() else { return Ok(None) };
        Ok(Some(Draft {
            id,
            form: FormAddress::of(&row.form).ok_or_else(|| Error::bad_row("drafts", &row.form))?,
            saved_at: row::timestamp("drafts", row.saved_at)?,
            fields: serde_json::from_str(&text).map_err(|error| Error::bad_row("drafts", error))?,
        }))
    }
}

async fn refuse_too_many(tx: &mut Tx, person: PersonId, besides: DraftId) -> Result<()> {
    let others = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "n!: i64" FROM drafts WHERE person_id = $1 AND id <> $2"#,
        person.0,
        besides.0
    );
    if others.fetch_one(&mut **tx).await? >= i64::from(MOST_DRAFTS) { Err(Error::TooMany) } else { Ok(()) }
}

/// The forms in which someone has begun to write, the latest first.
pub(crate) async fn begun_forms(db: &mut Connection, caller: &Caller) -> Result<Vec<FormAddress>> {
    let forms = sqlx::query_scalar!(
        r#"
        SELECT form AS "form!" FROM drafts
        WHERE person_id = $1 AND discarded_at IS NULL AND (pair_id IS NULL OR pair_id = $2)
        GROUP BY form ORDER BY MAX(saved_at) DESC, form
        "#,
        caller.person.0,
        caller.pair.map_or(0, |pair| pair.0)
    );
    Ok(forms.fetch_all(db).await?.iter().filter_map(|form| FormAddress::of(form)).collect())
}

/// Deletes the drafts of a form, whoever wrote them.
pub(crate) async fn delete_drafts_of(tx: &mut Tx, form: &str) -> Result<()> {
    sqlx::query!("DELETE FROM drafts WHERE form = $1", form).execute(&mut **tx).await?;
    Ok(())
}
